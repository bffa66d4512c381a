import type { Reads } from './database.ts';

export type PersonHold = { at: Date; by: string; reason: string };

/** Of these people, those to whom staff hold all mail. */
export async function heldPeople(
  read: Reads,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonHold>> {
  if (ids.length === 0) return new Map();
  const rows = await read.person.findMany({
    where: { id: { in: [...new Set(ids)] }, mailHeldAt: { not: null } },
    select: { id: true, mailHeldAt: true, mailHeldBy: true, mailHeldReason: true },
  });
  return new Map(
    rows.flatMap(({ id, mailHeldAt: at, mailHeldBy: by, mailHeldReason: reason }) =>
      at === null ? [] : [[id, { at, by: by ?? '', reason: reason ?? '' }] as const],
    ),
  );
}
