// What is known when an SOQ mail is decided, and the words and cards in which staff see it.
import type { Programme } from '../../programme/schema.ts';
import { minutesBetween, wordsForInstant, wordsForSpan } from '../calendar.ts';
import { type ApplicationCase, mailAddressOf, type Timeliness } from '../case.ts';
import type { CardDraft } from '../decision.ts';
import type { Arrival, Attachment } from '../mail.ts';
import { soqFeeWords } from '../soq-fee-words.ts';
import { wordsForBytes } from '../soq-limits.ts';
import type { Completeness } from './completeness.ts';
import type { FreshIds } from './ids.ts';
import type { JoinedVersion } from './stitch.ts';
import { type LastCycle, lastCycleFact, togetherFact } from './version-facts.ts';

export type SubmissionInput = {
  application: ApplicationCase;
  inboundMailId: string;
  arrival: Arrival;
  attachments: readonly Attachment[];
  subject: string;
  /** The sender's address, and what staff should know about how the mail was matched or authenticated. */
  from: string;
  /** What the sender wrote beside the documents. */
  text: string;
  flags: readonly string[];
  /** What became of the person's application in the cycle before; null: there was none. */
  lastCycle: LastCycle | null;
  ids: FreshIds;
  programme: Programme;
};

/** With what was found out about the version that it makes, alone or with the mails before it. */
export type JudgedSubmission = SubmissionInput & {
  version: JoinedVersion;
  completeness: Completeness;
  timeliness: Timeliness;
  deadline: Date;
  number: number;
};

/** "soq.pdf (12 pages, 1.2 MB)". */
export function documentWords(document: Attachment): string {
  const size = wordsForBytes(document.bytes);
  return document.pages === null
    ? `${document.filename} (${size})`
    : `${document.filename} (${document.pages} ${document.pages === 1 ? 'page' : 'pages'}, ${size})`;
}

/** The question that staff decide: one a complete version. */
export function approvalCard(judged: JudgedSubmission): CardDraft {
  const { application, ids, programme } = judged;
  const title = judged.timeliness === 'late' ? 'Late SOQ to decide' : 'SOQ to decide';
  return {
    channel: 'slack',
    key: `card/soq-approval/${ids.submission}`,
    prompt: {
      id: ids.prompt,
      kind: 'soq-approval',
      title: `${title}: ${application.person.name}`,
      facts: [
        [
          'Applicant',
          `${application.person.name}, ${mailAddressOf(application.person) ?? 'no address that takes mail'}`,
        ],
        ['Version', String(judged.number)],
        ...togetherFact(judged.version),
        [
          'Received',
          `${wordsForInstant(judged.version.receivedAt, programme.timeZone)}, ${distanceWords(judged)}`,
        ],
        ['Documents', judged.completeness.documents.map(documentWords).join('\n')],
        ['Fee', soqFeeWords(application)],
        ...lastCycleFact(judged.lastCycle),
        ...messageFact(judged),
        ...judged.completeness.notes.map((note) => ['Note', note] as const),
        ...judged.flags.map((flag) => ['Look twice', flag] as const),
      ],
      applicationId: application.application.id,
      submissionId: ids.submission,
      paymentId: null,
      inboundMailId: judged.inboundMailId,
      outboxItemId: null,
    },
  };
}

function excerpt(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= 900 ? trimmed : `${trimmed.slice(0, 900)} ...`;
}

function distanceWords({ version: { receivedAt }, deadline, timeliness }: JudgedSubmission): string {
  const minutes = minutesBetween(receivedAt, deadline);
  const span = `${wordsForSpan(minutes)} ${receivedAt <= deadline ? 'before' : 'after'} the deadline`;
  return timeliness === 'near-deadline' ? `${span}: you decide whether it counts` : span;
}

/** Nobody can be told by mail what is missing: staff reach the applicant another way. */
export function unreachableCard(judged: JudgedSubmission): CardDraft {
  const { application, completeness, ids, programme, version } = judged;
  const documents = completeness.documents.map(documentWords).join('\n');
  return mailCard(judged, {
    key: `card/soq-unreachable/${ids.submission}`,
    title: `SOQ to mend, and no address takes mail: ${application.person.name}`,
    facts: [
      [
        'Why',
        'The SOQ cannot be reviewed yet, and mail to every known address of the applicant has come back',
      ],
      ['What is wrong', incompleteWords(completeness).join('\n')],
      ['Documents', documents === '' ? 'none' : documents],
      ['From', judged.from],
      ['Received', `${wordsForInstant(version.receivedAt, programme.timeZone)}, ${distanceWords(judged)}`],
      ...messageFact(judged),
      ['What to do', 'Please reach the applicant another way, and tell them what to send'],
    ],
  });
}

/** Of formatting alone nothing can be said by rule: the sender is asked for documents, staff see what was written. */
export function emptyContainerCard(judged: JudgedSubmission): CardDraft {
  const { application, ids, programme, version } = judged;
  return mailCard(judged, {
    key: `card/soq-empty/${ids.submission}`,
    title: `Mail to read: ${application.person.name}`,
    facts: [
      ['Why', 'It came with a winmail.dat in which there is no document: perhaps it is not an SOQ at all'],
      ['From', judged.from],
      ['Received', wordsForInstant(version.receivedAt, programme.timeZone)],
      ...messageFact(judged),
      ['What torq did', 'It has answered that there is no document in the mail'],
    ],
  });
}

/** Problems of files, and parts that have not come, each in a line. */
export function incompleteWords({ problems, missing }: Completeness): readonly string[] {
  return [...problems, ...missing.map((part) => `missing: ${part}`)];
}

function messageFact({ text }: JudgedSubmission): (readonly [string, string])[] {
  return text.trim() === '' ? [] : [['Message', excerpt(text)]];
}

/** An SOQ for a case that is closed goes to a person. */
export function closedCard(input: SubmissionInput, reason: string): CardDraft {
  return mailCard(input, {
    key: `card/mail-review/${input.inboundMailId}`,
    title: `Mail to read: ${input.application.person.name}`,
    facts: [
      ['Why', reason],
      ['From', input.from],
      ['Received', wordsForInstant(input.arrival.receivedAt, input.programme.timeZone)],
    ],
  });
}

function mailCard(
  { application, ids, inboundMailId }: SubmissionInput,
  card: { key: string; title: string; facts: CardDraft['prompt']['facts'] },
): CardDraft {
  const { key, title, facts } = card;
  return {
    channel: 'slack',
    key,
    prompt: {
      id: ids.prompt,
      kind: 'mail-review',
      title,
      facts,
      applicationId: application.application.id,
      submissionId: null,
      paymentId: null,
      inboundMailId,
      outboxItemId: null,
    },
  };
}
