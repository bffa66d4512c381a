// MAPI properties inside a TNEF attribute (MS-OXTNEF section 2.1.3.4, property types of MS-OXCDATA section 2.11.1).
import { ByteReader } from './byte-reader.ts';

/** The properties of an attachment that unpacking needs, by their identifiers (MS-OXPROPS). */
export const property = {
  displayName: 0x3001,
  data: 0x3701,
  fileName: 0x3704,
  method: 0x3705,
  longFileName: 0x3707,
} as const;

export type PropertyValue = { type: number; bytes: Uint8Array };

const unicode = 0x1f;
const object = 0x0d;
/** Types whose values have a length in front and are padded to four bytes: text, Unicode text, object, binary. */
const lengthened: readonly number[] = [0x1e, unicode, object, 0x102];
/** Sizes of the others in bytes; two-byte values are padded to four. */
const fixedSizes: Partial<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const longestText = 2048;
const severalValues = 0x1000;

const wanted: ReadonlySet<number> = new Set(Object.values(property));

/** The first value of each wanted property, by identifier; of what is cut off or unknown, all that stands before it. */
export function readProperties(data: Uint8Array): ReadonlyMap<number, PropertyValue> {
  const found = new Map<number, PropertyValue>();
  const reader = new ByteReader(data);
  try {
    for (let left = reader.u32(); left > 0; left -= 1) {
      const type = reader.u16();
      const id = reader.u16();
      if (id >= 0x8000) skipName(reader);
      const bytes = firstValue(reader, type);
      if (bytes !== null && wanted.has(id) && !found.has(id)) found.set(id, { type, bytes });
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
  }
  return found;
}

/** Text in UTF-16, or in the code page of the message through `decode`. The zero at its end is left out. */
export function textOf(value: PropertyValue | undefined, decode: (bytes: Uint8Array) => string): string {
  if (value === undefined) return '';
  const start = value.bytes.subarray(0, longestText);
  const text = value.type === unicode ? new TextDecoder('utf-16le').decode(start) : decode(start);
  return text.split('\0', 1)[0] ?? '';
}

/** Contents; of an object without the 16 bytes in front that name its interface (MS-OXTNEF section 2.1.3.4.1). */
export function contentOf({ type, bytes }: PropertyValue): Uint8Array {
  return type === object ? bytes.subarray(16) : bytes;
}

/** A property with a name of its own: a GUID, and a number or a text. */
function skipName(reader: ByteReader): void {
  reader.take(16);
  if (reader.u32() === 0) reader.u32();
  else takePadded(reader);
}

/** Passes all values of a property, and gives the first. */
function firstValue(reader: ByteReader, type: number): Uint8Array | null {
  const base = type & ~severalValues;
  const size = fixedSizes[base];
  if (size === undefined && !lengthened.includes(base)) throw new RangeError(`unknown property type ${type}`);
  const isList = size === undefined || type !== base;
  let first: Uint8Array | null = null;
  for (let left = isList ? reader.u32() : 1; left > 0; left -= 1) {
    const bytes = size === undefined ? takePadded(reader) : reader.take(size);
    first ??= bytes;
  }
  return first;
}

function takePadded(reader: ByteReader): Uint8Array {
  const bytes = reader.take(reader.u32());
  reader.take(Math.min(reader.left, (4 - (bytes.length % 4)) % 4));
  return bytes;
}
