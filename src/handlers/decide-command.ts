// A command by mail: what deciding it needs is loaded here and handed to core.
import type { Case, Person } from '../core/case.ts';
import type { Classification, SelfService } from '../core/classify/classification.ts';
import { newAddressOf } from '../core/classify/new-address.ts';
import { cycleAt } from '../core/cycle.ts';
import { decideCommand } from '../core/decide/command.ts';
import { addressChangedKey } from '../core/decide/command-address.ts';
import { answerKeys } from '../core/decide/command-answer.ts';
import type { CaseInHand, CommandInput } from '../core/decide/command-input.ts';
import { type AskedItem, confirmedBy, decideConfirmation } from '../core/decide/confirmation.ts';
import type { CaseReference, Decision } from '../core/decision.ts';
import type { Arrival, Authentication, ParsedMail } from '../core/mail.ts';
import type { Match } from '../core/match.ts';
import { referenceTo } from '../core/reference-to.ts';
import type { Programme } from '../programme/schema.ts';
import { caseOf, openTermsOf, personByAddress } from '../store/cases.ts';
import { askedItem, decisionMails, lastMailAbout, missingInNewest } from '../store/commands.ts';
import type { Reads } from '../store/database.ts';
import { knownKeys } from '../store/outbox.ts';
import { casesOfPerson } from '../store/overview.ts';
import type { Desk, Shell } from './shell.ts';

/** A read mail, of which nothing is trusted yet. */
type CommandMail = {
  id: string;
  mail: ParsedMail;
  arrival: Arrival;
  authentication: Authentication;
  classification: Classification;
};

/** The decision about a mail that gives a command, or confirms one when asked; null for every other mail. */
export async function decideCommandMail(
  shell: Shell,
  desk: Desk,
  read: CommandMail,
  match: Match,
): Promise<Decision | null> {
  const { kind, command, replyText } = read.classification;
  if (kind !== 'command' && kind !== 'question') return null;
  const asked = await askedBy(shell, read.mail);
  const confirmed = asked === null ? null : confirmedBy(replyText, asked.condition);
  if (asked !== null && confirmed !== null) {
    const input = await loadCommand(shell, desk, read, match, { command: confirmed, asked });
    return decideConfirmation(input, asked);
  }
  if (command === null || command === 'unsubscribe') return null;
  return decideCommand(await loadCommand(shell, desk, read, match, { command, asked: null }));
}

/**
 * The mail of ours that a mail answers directly: In-Reply-To, else the last of References (RFC 5322 section 3.6.4). Its
 * Message-ID is signed; the ones before it in References are of the whole conversation and name no question.
 */
async function askedBy({ database, references }: Shell, mail: ParsedMail) {
  const parent = mail.inReplyTo.length > 0 ? mail.inReplyTo : mail.references.slice(-1);
  if (parent.length !== 1) return null;
  const itemId = references.readMessageId(parent[0] ?? '');
  return itemId === null ? null : askedItem(database.read, itemId);
}

async function loadCommand(
  shell: Shell,
  { programme }: Desk,
  { id, mail, arrival, authentication, classification }: CommandMail,
  match: Match,
  { command, asked }: { command: SelfService; asked: Asked | null },
): Promise<CommandInput> {
  const { read } = shell.database;
  const [first] = mail.from;
  const sender = mail.fromFields === 1 && mail.from.length === 1 ? (first?.address ?? null) : null;
  const about = asked?.about ?? (match.kind === 'matched' ? match.about : null);
  const matched = about === null ? null : await caseOf(read, about);
  const person = matched?.person ?? (sender === null ? null : await personByAddress(read, sender));
  const cases = person === null ? [] : await casesInHand(shell, programme, person, matched);
  const reference = cases[0] === undefined ? null : referenceTo(cases[0].subject);
  const now = shell.now();
  return {
    command,
    inboundMailId: id,
    from:
      first === undefined
        ? '(no sender)'
        : first.name === ''
          ? first.address
          : `${first.name} <${first.address}>`,
    sender,
    authenticated: { yes: authentication.authenticated, reason: authentication.reason },
    subjectLine: mail.subject,
    text: classification.replyText,
    arrival,
    matched: match.kind === 'matched' ? `matched ${match.how}` : match.reason,
    ambiguous: match.kind === 'ambiguous',
    person,
    cases,
    ...(await newAddressFacts(read, command, asked, {
      subject: mail.subject,
      text: classification.replyText,
    })),
    lastMail: reference === null ? null : await lastMailAbout(read, reference),
    answersToday: (await knownKeys(read, answerKeys(person, sender, now, programme.timeZone))).size,
    programme,
    promptId: shell.newId(),
    now,
  };
}

type Asked = AskedItem & { about: CaseReference | null };

/** Whose the address in question is, and whether our question has been answered before. */
async function newAddressFacts(
  read: Reads,
  command: SelfService,
  asked: Asked | null,
  said: { subject: string; text: string },
): Promise<Pick<CommandInput, 'ownerOfNew' | 'done'>> {
  if (command !== 'new-address') return { ownerOfNew: null, done: false };
  const stored = asked?.condition.kind === 'address-confirm' ? asked.condition.address : null;
  const address = stored ?? newAddressOf(said.subject, said.text);
  return {
    ownerOfNew: address === null ? null : await personByAddress(read, address),
    done: asked !== null && (await knownKeys(read, [addressChangedKey(asked.id)])).size > 0,
  };
}

/** The case that the mail is about, then what the person is busy with; when there is nothing, their newest case. */
async function casesInHand(
  { database: { read }, now }: Shell,
  programme: Programme,
  person: Person,
  matched: Case | null,
): Promise<CaseInHand[]> {
  const all = (await casesOfPerson(read, person.id)).filter(
    (subject) => subject.programme === programme.name,
  );
  const cycle = cycleAt(programme, now())?.name;
  const terms = await openTermsOf(read, { personId: person.id, programme: programme.name });
  const busy = all.filter((subject) =>
    subject.kind === 'application'
      ? subject.application.cycle === cycle
      : terms.some(({ term }) => term.id === subject.term.id),
  );
  const first = all.find((subject) => matched !== null && idOf(subject) === idOf(matched));
  const chosen = [...new Set([...(first === undefined ? [] : [first]), ...busy])];
  const found: CaseInHand[] = [];
  // One after the other: inside a transaction there is one connection.
  for (const subject of chosen.length > 0 ? chosen : all.slice(-1)) found.push(await inHand(read, subject));
  return found;
}

async function inHand(read: Reads, subject: Case): Promise<CaseInHand> {
  if (subject.kind === 'term') return { subject, toldAt: null, revisionAskedAt: null, missing: [] };
  const { id } = subject.application;
  const mails = await decisionMails(read, id);
  return { subject, ...mails, missing: await missingInNewest(read, id) };
}

function idOf(subject: Case): string {
  return referenceTo(subject).id;
}
