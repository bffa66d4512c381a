import { headerFields, valuesOf } from './header-fields.ts';
import { longestHeader } from './stand-in.ts';

/** From and Subject as the sender wrote them, for a list on a terminal; null where there is none. */
export function headOf(raw: Buffer): { from: string | null; subject: string | null } {
  const fields = headerFields(raw.subarray(0, longestHeader));
  const first = (name: string) => {
    const [value] = valuesOf(fields, name);
    // A terminal obeys control characters.
    return value === undefined ? null : value.replaceAll(/\p{C}+/gu, ' ').slice(0, 200);
  };
  return { from: first('from'), subject: first('subject') };
}
