// Recorded messages that wait to be decided, each exactly once.
import type { InboundMail } from '../../prisma/generated/sqlite/client/client.ts';
import type { Database, Reads } from './database.ts';
import { keepDraft, type ReadyCard } from './ready-draft.ts';

/** After how many failures a message is parked and staff are told. */
export const triesBeforeParking = 5;

/** What is known of a recorded mail before it is read. */
export type UndecidedMail = Pick<
  InboundMail,
  'id' | 'sha256' | 'bytes' | 'internalDate' | 'attempts' | 'assignedTo' | 'assignedName' | 'assignedBy'
>;

/** Recorded mails that are due to be decided, oldest first. */
export async function undecidedMails(database: Database, now: Date, limit: number): Promise<UndecidedMail[]> {
  return database.read.inboundMail.findMany({
    where: { status: 'recorded', nextAttemptAt: { lte: now } },
    orderBy: [{ internalDate: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      sha256: true,
      bytes: true,
      internalDate: true,
      attempts: true,
      assignedTo: true,
      assignedName: true,
      assignedBy: true,
    },
    take: limit,
  });
}

/** What recorded mails are kept as that nobody has decided yet. */
export async function undecidedContents(read: Reads): Promise<string[]> {
  const where = { status: { in: ['recorded', 'parked'] }, rawErasedAt: null };
  const rows = await read.inboundMail.findMany({ where, select: { sha256: true } });
  return rows.map(({ sha256 }) => sha256);
}

/**
 * Notes a failure and when to try again; after `triesBeforeParking`, or at once when it is `final`, the mail is parked
 * and `card` tells staff.
 */
export async function noteFailure(
  database: Database,
  failure: {
    id: string;
    error: string;
    now: Date;
    retryAt: Date;
    final: boolean;
    card: ReadyCard;
    programme: string;
  },
): Promise<'again' | 'parked' | 'gone'> {
  return database.write(async (tx) => {
    const mail = await tx.inboundMail.findFirst({ where: { id: failure.id, status: 'recorded' } });
    if (mail === null) return 'gone';
    const parked = failure.final || mail.attempts + 1 >= triesBeforeParking;
    await tx.inboundMail.update({
      where: { id: mail.id },
      data: {
        attempts: mail.attempts + 1,
        lastError: failure.error.slice(0, 2000),
        nextAttemptAt: failure.retryAt,
        ...(parked ? { status: 'parked', decidedAt: failure.now, reason: failure.error.slice(0, 500) } : {}),
      },
    });
    if (parked) await keepDraft(tx, failure.card, failure);
    return parked ? 'parked' : 'again';
  });
}
