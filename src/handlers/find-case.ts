import { recipientsOf } from '../core/addressee.ts';
import { cycleAt } from '../core/cycle.ts';
import type { CaseReference } from '../core/decision.ts';
import type { ParsedMail } from '../core/mail.ts';
import { type Match, match } from '../core/match.ts';
import { caseNamesOf, personByAddress } from '../store/cases.ts';
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
  const { applications, credentials } = await caseNamesOf(shell.database.read, person.id);
  const cycle = cycleAt(programme, receivedAt);
  const present = applications.filter(
    (one) => one.cycle.programme === programme.name && one.cycle.name === cycle?.name,
  );
  const open = credentials
    .filter((one) => one.programme === programme.name && one.endedOn === null)
    .flatMap(({ terms }) => terms.filter((term) => term.lapsedAt === null && term.confirmedAt === null));
  // Without a reference a person most likely writes about this cycle's application, else about an open renewal.
  const [bySender] = [...present.map(asApplication), ...open.map(asTerm)];
  const all = [...applications.map(asApplication), ...credentials.flatMap(({ terms }) => terms.map(asTerm))];
  return match({
    byAddress,
    byMessageId,
    bySender: bySender === undefined ? [] : [bySender],
    ofSender: all,
  });
}

const asApplication = ({ id }: { id: string }): CaseReference => ({ kind: 'application', id });
const asTerm = ({ id }: { id: string }): CaseReference => ({ kind: 'term', id });
