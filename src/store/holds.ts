// The stop switch: while a hold stands, no mail goes out. Staff cards still do.
import type { Database, Reads } from './database.ts';
import { newId } from './ids.ts';

export type StandingHold = { heldAt: Date; heldBy: string; reason: string };

/** The hold that stands now, or null. */
export async function standingHold(read: Reads): Promise<StandingHold | null> {
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
    await tx.hold.create({ data: { id: newId(), heldAt: hold.now, heldBy: hold.by, reason: hold.reason } });
    return true;
  });
}

/** Lets mail go out again. @returns false when nothing was held */
export async function resumeMail(
  database: Database,
  { by, now }: { by: string; now: Date },
): Promise<boolean> {
  return database.write(async (tx) => {
    const { count } = await tx.hold.updateMany({
      where: { releasedAt: null },
      data: { releasedAt: now, releasedBy: by },
    });
    return count > 0;
  });
}
