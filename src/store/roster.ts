import type { RosterEntry } from '../core/roster.ts';
import type { Database, Transaction } from './database.ts';
import { newId } from './ids.ts';

/**
 * Takes a trainer in: person, address, credential and the confirmed term. What is there already stays as it is, so
 * that importing a file again changes nothing.
 * @returns whether anything was new
 */
export async function importTrainer(
  database: Database,
  entry: RosterEntry,
  { programme, by, now }: { programme: string; by: string; now: Date },
): Promise<boolean> {
  return database.write(async (tx) => {
    const personId = await personFor(tx, entry, now);
    const credential = await tx.credential.upsert({
      where: { personId_programme: { personId, programme } },
      create: { id: newId(), personId, programme, grantedOn: entry.termStarts },
      update: {},
    });
    const place = { credentialId: credential.id, startsOn: entry.termStarts };
    if ((await tx.term.findUnique({ where: { credentialId_startsOn: place } })) !== null) return false;
    const ticks = {
      qispAt: now,
      qispBy: by,
      meetingAt: now,
      meetingBy: by,
      agreementAt: now,
      agreementBy: by,
      feeAt: now,
      feeBy: by,
    };
    const term = {
      id: newId(),
      ...place,
      endsOn: entry.termEnds,
      openedAt: now,
      confirmedAt: now,
      confirmedBy: by,
    };
    await tx.term.create({ data: { ...term, ...ticks } });
    await tx.history.create({
      data: {
        id: newId(),
        at: now,
        by,
        event: 'trainer-imported',
        reason: `term ${entry.termStarts} to ${entry.termEnds}`,
        personId,
      },
    });
    return true;
  });
}

async function personFor(tx: Transaction, entry: RosterEntry, now: Date): Promise<string> {
  const address = entry.email.toLowerCase();
  const known = await tx.address.findUnique({ where: { address } });
  if (known !== null) return known.personId;
  const id = newId();
  const { name, organisation } = entry;
  await tx.person.create({
    data: {
      id,
      name,
      organisation,
      createdAt: now,
      addresses: { create: { address, learnedFrom: 'roster', createdAt: now } },
    },
  });
  return id;
}
