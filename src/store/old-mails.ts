// Received mails whose time is over: the raw message goes, and what was decided about it stays.
import type { Database, Reads } from './database.ts';

const atOnce = 200;

/** Decided mails of a programme (null: of none) recorded before a time, about which no card is open. */
export async function oldRawMails(
  read: Reads,
  { programme, before }: { programme: string | null; before: Date },
): Promise<{ id: string; sha256: string }[]> {
  const rows = await read.inboundMail.findMany({
    where: { programme, status: 'decided', rawErasedAt: null, recordedAt: { lt: before } },
    orderBy: { recordedAt: 'asc' },
    select: { id: true, sha256: true },
  });
  const open = await read.prompt.findMany({
    where: { answeredAt: null, inboundMailId: { not: null } },
    select: { inboundMailId: true },
  });
  const waiting = new Set(open.map(({ inboundMailId }) => inboundMailId));
  return rows.filter(({ id }) => !waiting.has(id)).slice(0, atOnce);
}

/** Whether another mail with the same content is kept. */
export async function isRawNeeded(
  read: Reads,
  { id, sha256 }: { id: string; sha256: string },
): Promise<boolean> {
  const other = await read.inboundMail.findFirst({
    where: { sha256, rawErasedAt: null, id: { not: id } },
    select: { id: true },
  });
  return other !== null;
}

export async function noteRawErased(database: Database, ids: readonly string[], at: Date): Promise<void> {
  await database.write((tx) =>
    tx.inboundMail.updateMany({ where: { id: { in: [...ids] } }, data: { rawErasedAt: at } }),
  );
}
