import type { Prisma } from '../../prisma/generated/sqlite/client/client.ts';

/** The label/value pairs of a card as they are stored. */
export function factsOf(json: Prisma.JsonValue): [string, string][] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((pair) => (Array.isArray(pair) ? [[String(pair[0]), String(pair[1])]] : []));
}
