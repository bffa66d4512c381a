import { recipientsOf } from '../core/addressee.ts';
import { cycleAt } from '../core/cycle.ts';
import type { CaseReference } from '../core/decision.ts';
import { type Match, match } from '../core/match.ts';
import type { Programme } from '../programme/schema.ts';
import { caseNamesOf, personByAddress } from '../store/cases.ts';
import { presentCase } from '../store/merged-people.ts';
import { caseOfItem } from '../store/threads.ts';
import type { ReadableMail } from './readable-mail.ts';
import type { Desk, Shell } from './shell.ts';

type Names = Pick<Shell, 'database' | 'references' | 'desks'>;

/** Which case a mail belongs to; see core/match for the order of what is believed. */
export async function findCase(
  shell: Names,
  { programme }: Desk,
  { mail, arrival: { receivedAt }, assigned }: Pick<ReadableMail, 'mail' | 'arrival' | 'assigned'>,
): Promise<Match> {
  if (assigned !== null) return caseOfPerson(shell, programme, assigned.address, receivedAt);
  const { read } = shell.database;
  const byAddress: CaseReference[] = [];
  for (const address of recipientsOf(mail)) {
    const reference = shell.references.readPlusAddress(address, programme.addresses.programme);
    if (reference !== null) byAddress.push(await presentCase(read, reference));
  }
  const byMessageId: CaseReference[] = [];
  for (const messageId of [...mail.inReplyTo, ...mail.references].slice(0, 50)) {
    const itemId = shell.references.readMessageId(messageId);
    const reference = itemId === null ? null : await caseOfItem(read, itemId);
    if (reference !== null) byMessageId.push(await presentCase(read, reference));
  }
  const sender = mail.fromFields === 1 ? mail.from[0]?.address : undefined;
  const person = sender === undefined ? null : await personByAddress(read, sender);
  if (person === null) return match({ byAddress, byMessageId, bySender: [], ofSender: [] });
  return match({
    byAddress,
    byMessageId,
    ...(await caseReferencesOf(shell, programme, person.id, receivedAt)),
  });
}

/** Staff said whose it is: nothing else is asked. */
async function caseOfPerson(
  shell: Names,
  programme: Programme,
  address: string,
  receivedAt: Date,
): Promise<Match> {
  const person = await personByAddress(shell.database.read, address);
  const bySender =
    person === null ? [] : (await caseReferencesOf(shell, programme, person.id, receivedAt)).bySender;
  const [about] = bySender;
  return about === undefined
    ? { kind: 'none', reason: `staff said that this is from ${address}, who has nothing open` }
    : { kind: 'matched', about, how: 'because staff said whose it is', flag: null };
}

async function caseReferencesOf(
  { database }: Names,
  programme: Programme,
  personId: string,
  receivedAt: Date,
) {
  const { applications, credentials } = await caseNamesOf(database.read, personId);
  const cycle = cycleAt(programme, receivedAt);
  const present = applications.filter(
    (one) => one.cycle.programme === programme.name && one.cycle.name === cycle?.name,
  );
  const open = credentials
    .filter((one) => one.programme === programme.name && one.endedOn === null)
    .flatMap(({ terms }) => terms.filter((term) => term.lapsedAt === null && term.confirmedAt === null));
  // Without a reference a person most likely writes about this cycle's application, else about an open renewal.
  const [bySender] = [...present.map(asApplication), ...open.map(asTerm)];
  const ofSender = [
    ...applications.map(asApplication),
    ...credentials.flatMap(({ terms }) => terms.map(asTerm)),
  ];
  return { bySender: bySender === undefined ? [] : [bySender], ofSender };
}

const asApplication = ({ id }: { id: string }): CaseReference => ({ kind: 'application', id });
const asTerm = ({ id }: { id: string }): CaseReference => ({ kind: 'term', id });
