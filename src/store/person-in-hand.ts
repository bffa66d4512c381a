import type { PersonInHand } from '../core/person-offers.ts';
import type { Reads } from './database.ts';
import { casesOfPerson } from './overview.ts';

/** A person as staff have them in hand, or null: ids come from outside. */
export async function personInHand(read: Reads, id: string): Promise<PersonInHand | null> {
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
