// A signed Compliance Agreement that came by mail: its sender is told so, and staff get a card to countersign it.
import type { Programme } from '../../programme/schema.ts';
import { wordsForInstant } from '../calendar.ts';
import { type Case, mailAddressOf } from '../case.ts';
import { caseOwnerWords } from '../case-words.ts';
import { cleanLine } from '../clean.ts';
import type { CardDraft, CaseReference, Decision, MailDraft } from '../decision.ts';
import type { Arrival, Attachment } from '../mail.ts';
import type { Message } from '../messages.ts';
import { isCandidate } from '../onboarding.ts';
import { referenceTo } from '../reference-to.ts';
import { isDecoration } from './completeness.ts';
import { answerDraft } from './payment-input.ts';
import { documentWords } from './submission-card.ts';

export type AgreementInput = {
  subject: Case;
  inboundMailId: string;
  arrival: Arrival;
  from: string;
  attachments: readonly Attachment[];
  /** What they wrote beside it. */
  text: string;
  /** What staff should look at twice. */
  flags: readonly string[];
  /** The version that was mailed to be signed, or is asked for; "by hand" where the programme mails none. */
  version: string;
  /** Open cards about a copy that came before. */
  openCards: readonly string[];
  programme: Programme;
};

/** Whether a signed agreement of this case is waited for; anything else goes to a person as a mail to read. */
export function isAgreementAwaited(subject: Case): boolean {
  if (subject.kind === 'application') return isCandidate(subject);
  return subject.credential.endedOn === null && subject.term.lapsedAt === null;
}

/** Names the case and the mail: there is one card for each copy that came. */
function agreementPromptId({ kind, id }: CaseReference, inboundMailId: string): string {
  return `${agreementPrefix({ kind, id })}${inboundMailId}`;
}

/** What the prompts about agreements of one case begin with. */
export function agreementPrefix({ kind, id }: CaseReference): string {
  return `agreement.${kind}.${id}.`;
}

/** The term that such a prompt is about, or null. */
export function termOfAgreementPrompt(promptId: string): string | null {
  return /^agreement\.term\.([^.]+)\./.exec(promptId)?.[1] ?? null;
}

/** A copy that can be opened goes to staff; of one that cannot its sender is told what to mend. */
export function decideAgreement(input: AgreementInput): Decision {
  const documents = input.attachments.filter((document) => !isDecoration(document));
  const [first] = documents.filter(isReadable);
  return first === undefined ? unreadable(input, documents) : received(input, documents, first);
}

function unreadable(input: AgreementInput, documents: readonly Attachment[]): Decision {
  return {
    kind: 'apply',
    event: 'agreement-unreadable',
    reason: 'no attached file can be opened',
    about: referenceTo(input.subject),
    personId: input.subject.person.id,
    expects: [],
    facts: [],
    drafts: mailAbout(input.subject, {
      key: `agreement-unreadable/${input.inboundMailId}`,
      message: returned(input.programme, documents.map(troubleOf)),
    }),
  };
}

function received(input: AgreementInput, documents: readonly Attachment[], first: Attachment): Decision {
  const { subject, inboundMailId, arrival, version } = input;
  const { id: personId } = subject.person;
  const receivedOn = wordsForInstant(arrival.receivedAt, input.programme.timeZone);
  const names = documents.filter(isReadable).map(({ filename }) => cleanLine(filename));
  const message: Message = { name: 'agreement-received', values: { receivedOn, documents: names } };
  return {
    kind: 'apply',
    event: 'agreement-received',
    reason: `a signed agreement came (${version})`,
    about: referenceTo(subject),
    personId,
    expects: [],
    facts: [
      {
        fact: 'agreement-signed',
        ...{ personId, version, inboundMailId },
        sha256: first.sha256,
        at: arrival.receivedAt,
      },
      ...input.openCards.map((promptId) => ({
        fact: 'prompt-superseded' as const,
        promptId,
        because: 'another signed copy has come',
      })),
    ],
    drafts: [
      ...mailAbout(subject, { key: `agreement-received/${inboundMailId}`, message }),
      cardOf(input, documents),
    ],
  };
}

/** A page limit is the SOQ's, and a photo of a signed page is a copy, too. */
function isReadable({ problem, type }: Attachment): boolean {
  if (problem === null || problem === 'too-many-pages') return true;
  return problem === 'unsupported-type' && type.startsWith('image/');
}

function troubleOf({ filename, problem }: Attachment): string {
  const name = cleanLine(filename);
  if (problem === 'encrypted') return `${name}: it is protected by a password; please send it without one`;
  if (problem === 'empty') return `${name}: the file is empty; please attach it again`;
  if (problem === 'too-large') return `${name}: it is too large; please scan it with a lower resolution`;
  if (problem === 'corrupt') return `${name}: it cannot be opened; please save it again and attach it anew`;
  return `${name}: we cannot open this kind of file; please send a PDF`;
}

/** The mail that asks for the agreement once more; each reason is one line. */
export function returned({ addresses }: Programme, reasons: readonly string[]): Message {
  return { name: 'agreement-returned', values: { reasons, submitTo: addresses.programme } };
}

/** A mail to whose case it is; none when no address of theirs takes mail. */
export function mailAbout(
  subject: Case,
  mail: { key: string; message: Message } & Pick<MailDraft, 'attachments'>,
): MailDraft[] {
  const to = mailAddressOf(subject.person);
  if (to === null) return [];
  const { id: personId, name: toName } = subject.person;
  return [answerDraft({ ...mail, to, toName, about: referenceTo(subject), personId })];
}

function cardOf(input: AgreementInput, documents: readonly Attachment[]): CardDraft {
  const { subject, inboundMailId, arrival, programme, version, text } = input;
  const about = referenceTo(subject);
  return {
    channel: 'slack',
    key: `card/agreement/${inboundMailId}`,
    prompt: {
      id: agreementPromptId(about, inboundMailId),
      kind: 'agreement',
      title: `Signed agreement: ${subject.person.name}`,
      facts: [
        ['Who', caseOwnerWords(subject)],
        ['Version', version],
        ['Received', wordsForInstant(arrival.receivedAt, programme.timeZone)],
        ['From', input.from],
        ['Documents', documents.map(documentWords).join('\n')],
        ...(text.trim() === '' ? [] : [['Message', text.trim().slice(0, 900)] as const]),
        ...input.flags.map((flag) => ['Look twice', flag] as const),
        [
          'To do',
          'Check that all pages are there and signed. Sign it as well, and put the PDF with both signatures into this thread: the first button mails it.',
        ],
      ],
      files: documents.filter(isReadable).map(({ filename, sha256 }) => ({ filename, sha256 })),
      applicationId: about.kind === 'application' ? about.id : null,
      submissionId: null,
      paymentId: null,
      inboundMailId,
      outboxItemId: null,
    },
  };
}
