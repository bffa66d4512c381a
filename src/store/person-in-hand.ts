import type { PersonInHand } from '../core/person-offers.ts';
import type { Reads } from './database.ts';
import { presentIdOf } from './merged-people.ts';
import { casesOfPerson } from './overview.ts';

/** A person as staff have them in hand, or null: ids come from outside, and may be of a row that was merged into another. */
export async function personInHand(read: Reads, personId: string): Promise<PersonInHand | null> {
  const id = await presentIdOf(read, personId);
  const row = await read.person.findUnique({ where: { id }, include: { addresses: true } });
  if (row === null) return null;
  const { name, version, slackUserId, addresses, mailHeldAt, mailHeldBy, mailHeldReason } = row;
  return {
    ...{ id, name, version, slackUserId },
    addresses: addresses.map(({ address, aliasAt }) => ({ address, isAlias: aliasAt !== null })),
    held: mailHeldAt === null ? null : { at: mailHeldAt, by: mailHeldBy ?? '', reason: mailHeldReason ?? '' },
    cases: await casesOfPerson(read, id),
  };
}
