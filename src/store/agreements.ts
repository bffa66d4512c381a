import type { Reads } from './database.ts';

/** The version that a person was mailed last and that both have not signed yet; null: none is under way. */
export async function agreementUnderWay(
  read: Reads,
  where: { personId: string; programme: string },
): Promise<string | null> {
  const row = await read.agreement.findFirst({
    where: { ...where, countersignedAt: null, sentAt: { not: null } },
    orderBy: { sentAt: 'desc' },
    select: { version: true },
  });
  return row?.version ?? null;
}

/** The agreement whose signed copy a mail brought; null: a later copy took its place, or it brought none. */
export async function agreementOfMail(
  read: Reads,
  inboundMailId: string,
): Promise<{ version: string; isExecuted: boolean } | null> {
  const row = await read.agreement.findFirst({
    where: { inboundMailId },
    select: { version: true, countersignedAt: true },
  });
  return row === null ? null : { version: row.version, isExecuted: row.countersignedAt !== null };
}
