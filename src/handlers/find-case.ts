import { recipientsOf } from '../core/addressee.ts';
import { cycleAt } from '../core/cycle.ts';
import type { CaseReference } from '../core/decision.ts';
import type { ParsedMail } from '../core/mail.ts';
import { type Match, match } from '../core/match.ts';
import { referenceTo } from '../core/reference-to.ts';
import { applicationIn, openTermsOf, personByAddress } from '../store/cases.ts';
import { casesOf } from '../store/overview.ts';
import { caseOfItem } from '../store/threads.ts';
import type { Desk, Shell } from './shell.ts';

type Names = Pick<Shell, 'database' | 'references' | 'desks'>;

/** Which case a mail belongs to; see core/match for the order of what is believed. */
export async function findCase(
  shell: Names,
  { programme }: Desk,
  mail: ParsedMail,
  receivedAt: Date,
): Promise<Match> {
  const byAddress = recipientsOf(mail).flatMap((address) => {
    const reference = shell.references.readPlusAddress(address, programme.addresses.programme);
    return reference === null ? [] : [reference];
  });
  const byMessageId: CaseReference[] = [];
  for (const messageId of [...mail.inReplyTo, ...mail.references].slice(0, 50)) {
    const itemId = shell.references.readMessageId(messageId);
    const reference = itemId === null ? null : await caseOfItem(shell.database.read, itemId);
    if (reference !== null) byMessageId.push(reference);
  }
  const sender = mail.fromFields === 1 ? mail.from[0]?.address : undefined;
  const person = sender === undefined ? null : await personByAddress(shell.database.read, sender);
  if (person === null) return match({ byAddress, byMessageId, bySender: [], ofSender: [] });
  const bySender = await presentCases(shell, { programme, personId: person.id, receivedAt });
  const ofSender = (await casesOf(shell.database.read, person.id)).map(referenceTo);
  return match({ byAddress, byMessageId, bySender, ofSender });
}

/** What a person without a reference most likely writes about: this cycle's application, else an open renewal. */
async function presentCases(
  { database }: Names,
  { programme, personId, receivedAt }: { programme: Desk['programme']; personId: string; receivedAt: Date },
): Promise<CaseReference[]> {
  const cycle = cycleAt(programme, receivedAt);
  const query = { personId, programme: programme.name };
  const application =
    cycle === null ? null : await applicationIn(database.read, { ...query, cycle: cycle.name });
  if (application !== null) return [{ kind: 'application', id: application.application.id }];
  const [term] = await openTermsOf(database.read, query);
  return term === undefined ? [] : [{ kind: 'term', id: term.term.id }];
}
