// What is known when an SOQ mail is decided, and the words and cards in which staff see it.
import type { Programme } from '../../programme/schema.ts';
import { minutesBetween, wordsForInstant, wordsForSpan } from '../calendar.ts';
import { type ApplicationCase, hasPaidSoqFee, mailAddressOf, type Timeliness } from '../case.ts';
import type { CardDraft } from '../decision.ts';
import type { Arrival, Attachment } from '../mail.ts';
import { wordsForBytes } from '../soq-limits.ts';
import type { Completeness } from './completeness.ts';
import type { FreshIds } from './ids.ts';

export type SubmissionInput = {
  application: ApplicationCase;
  inboundMailId: string;
  arrival: Arrival;
  attachments: readonly Attachment[];
  /** The sender's address, and what staff should know about how the mail was matched or authenticated. */
  from: string;
  /** What the sender wrote beside the documents. */
  text: string;
  flags: readonly string[];
  ids: FreshIds;
  programme: Programme;
};

/** With what was found out about it. */
export type JudgedSubmission = SubmissionInput & {
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
        [
          'Received',
          `${wordsForInstant(judged.arrival.receivedAt, programme.timeZone)}, ${distanceWords(judged)}`,
        ],
        ['Documents', judged.completeness.documents.map(documentWords).join('\n')],
        ['Fee', feeWords(application)],
        ...(judged.text.trim() === '' ? [] : [['Message', excerpt(judged.text)] as const]),
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

function distanceWords({ arrival, deadline, timeliness }: JudgedSubmission): string {
  const minutes = minutesBetween(arrival.receivedAt, deadline);
  const span = `${wordsForSpan(minutes)} ${arrival.receivedAt <= deadline ? 'before' : 'after'} the deadline`;
  return timeliness === 'near-deadline' ? `${span}: you decide whether it counts` : span;
}

function feeWords(application: ApplicationCase): string {
  const orders = application.payments
    .filter((entry) => entry.state === 'matched')
    .map((entry) => entry.orderNumber);
  return hasPaidSoqFee(application) ? `paid, order ${orders.join(', ')}` : 'NOT PAID';
}

/** An SOQ for a case that is closed goes to a person. */
export function closedCard(input: SubmissionInput, reason: string): CardDraft {
  return {
    channel: 'slack',
    key: `card/mail-review/${input.inboundMailId}`,
    prompt: {
      id: input.ids.prompt,
      kind: 'mail-review',
      title: `Mail to read: ${input.application.person.name}`,
      facts: [
        ['Why', reason],
        ['From', input.from],
        ['Received', wordsForInstant(input.arrival.receivedAt, input.programme.timeZone)],
      ],
      applicationId: input.application.application.id,
      submissionId: null,
      paymentId: null,
      inboundMailId: input.inboundMailId,
      outboxItemId: null,
    },
  };
}

/** Words for staff about a programme's rule on who may send; kept beside the card that shows them. */
export function senderFlags(input: {
  matchFlag: string | null;
  authenticated: boolean;
  reason: string;
}): string[] {
  const flags = input.matchFlag === null ? [] : [input.matchFlag];
  return input.authenticated ? flags : [...flags, `the sender could not be authenticated (${input.reason})`];
}
