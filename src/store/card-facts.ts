import type { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { NamedPerson } from '../core/decision.ts';

/** The people on the buttons of a card as they are stored; null where none are asked for. */
export function peopleOf(json: Prisma.JsonValue): NamedPerson[] | null {
  if (!Array.isArray(json)) return null;
  return json.flatMap((one) =>
    typeof one === 'object' && one !== null && 'name' in one && 'address' in one
      ? [
          {
            name: String(one.name),
            address: String(one.address),
            ...('personId' in one ? { personId: String(one.personId) } : {}),
          },
        ]
      : [],
  );
}

/** The label/value pairs of a card as they are stored. */
export function factsOf(json: Prisma.JsonValue): [string, string][] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((pair) => (Array.isArray(pair) ? [[String(pair[0]), String(pair[1])]] : []));
}

/** The files that go into the thread of a card, as they are stored. */
export function filesIn(json: Prisma.JsonValue): { filename: string; sha256: string }[] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((one) =>
    typeof one === 'object' && one !== null && 'filename' in one && 'sha256' in one
      ? [{ filename: String(one.filename), sha256: String(one.sha256) }]
      : [],
  );
}
