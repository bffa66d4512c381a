// Mails that failed too often and wait for a person.
import type { Reads } from './database.ts';

export type ParkedRow = { id: string; sha256: string; parkedAt: Date; internalDate: Date; error: string };

/** Parked mails, the one that was parked first at the beginning. */
export async function parkedMails(read: Reads): Promise<ParkedRow[]> {
  const rows = await read.inboundMail.findMany({
    where: { status: 'parked' },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      sha256: true,
      decidedAt: true,
      recordedAt: true,
      internalDate: true,
      lastError: true,
    },
  });
  return rows.map(({ id, sha256, decidedAt, recordedAt, internalDate, lastError }) => ({
    id,
    sha256,
    parkedAt: decidedAt ?? recordedAt,
    internalDate,
    error: lastError ?? 'not known',
  }));
}

/** Whether a mail is recorded, decided or parked; null: there is none with this id. */
export async function statusOfMail(read: Reads, id: string): Promise<string | null> {
  const mail = await read.inboundMail.findUnique({ where: { id }, select: { status: true } });
  return mail?.status ?? null;
}

/** The open cards that ask about a parked mail. */
export async function openParkedPrompts(read: Reads, inboundMailId: string): Promise<string[]> {
  const where = { inboundMailId, kind: 'mail-parked', answeredAt: null };
  return (await read.prompt.findMany({ where, select: { id: true } })).map(({ id }) => id);
}
