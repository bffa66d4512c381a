// The stop switch: while a hold stands, no mail goes out. Staff cards still do.
import type { Fact } from '../core/facts.ts';
import type { Hold } from '../core/hold.ts';
import type { Database, Reads, Transaction } from './database.ts';
import { newId } from './ids.ts';

/** The hold that stands now, or null. */
export async function standingHold(read: Reads): Promise<Hold | null> {
  return read.hold.findFirst({
    where: { releasedAt: null },
    orderBy: { heldAt: 'asc' },
    select: { heldAt: true, heldBy: true, reason: true },
  });
}

/** Stops all outgoing mail. @returns false when it was stopped already */
export async function holdAllMail(
  database: Database,
  hold: { by: string; reason: string; now: Date },
): Promise<boolean> {
  return database.write(async (tx) => {
    if ((await standingHold(tx)) !== null) return false;
    await standStill(tx, hold);
    return true;
  });
}

/** The same within a commit; one hold stands at a time. */
async function standStill(
  tx: Transaction,
  { by, reason, now }: { by: string; reason: string; now: Date },
): Promise<void> {
  if ((await standingHold(tx)) !== null) return;
  await tx.hold.create({ data: { id: newId(), heldAt: now, heldBy: by, reason } });
  await showAnew(tx);
}

/** Lets mail go out again. @returns false when nothing was held */
export async function resumeMail(
  database: Database,
  { by, now }: { by: string; now: Date },
): Promise<boolean> {
  return database.write((tx) => goOn(tx, { by, now }));
}

/** The same within a commit. */
async function goOn(tx: Transaction, { by, now }: { by: string; now: Date }): Promise<boolean> {
  const { count } = await tx.hold.updateMany({
    where: { releasedAt: null },
    data: { releasedAt: now, releasedBy: by },
  });
  if (count > 0) await showAnew(tx);
  return count > 0;
}

/** Cards with the switch say how it stands, whoever threw it. */
async function showAnew(tx: Transaction): Promise<void> {
  await tx.prompt.updateMany({
    where: { kind: 'daily', answeredAt: null },
    data: { version: { increment: 1 } },
  });
}

/** Stops or resumes, as a fact says. */
export async function applyHoldFact(
  tx: Transaction,
  { fact, by, at: now }: Extract<Fact, { fact: 'mail-held' | 'mail-resumed' }>,
): Promise<void> {
  if (fact === 'mail-held') await standStill(tx, { by, reason: 'held in Slack', now });
  else await goOn(tx, { by, now });
}
