// A message of staff that begins with the agreed sign: why it is not made into a mail, or the mail that it would be.
import type { Programme } from '../../programme/schema.ts';
import { wordsForInstant } from '../calendar.ts';
import type { Case } from '../case.ts';
import { caseWords } from '../case-words.ts';
import { cleanLine } from '../clean.ts';
import type { CardDraft, NoteDraft } from '../decision.ts';
import type { NewStaffReply } from '../facts.ts';
import type { Block } from '../rich-text.ts';
import { deciders, mayDecide } from '../staff-list.ts';
import type { WrittenMessage } from '../staff-message.ts';
import { filesFact, filesProblems } from './reply-files.ts';

/** The mail that stands above a thread, the newest of its conversation. */
export type AskedMail = {
  inboundMailId: string;
  /** `question`, `command` ...: what the mail was taken for. */
  kind: string | null;
  /** Lower-cased; null when it names nobody. */
  sender: string | null;
  subject: string;
  /** The case that it is about, or null. */
  subjectCase: Case | null;
  /** When mail to the sender came back, or null. */
  bouncedAt: Date | null;
};

export type ReplyInput = {
  message: WrittenMessage;
  /** What is to be mailed: without the sign. */
  words: readonly Block[];
  questionId: string;
  asked: AskedMail | null;
  programme: Programme;
};

/** What people write; robots and payment services are not answered. */
const answerable: readonly (string | null)[] = ['question', 'command', 'submission', 'agreement'];

/** Why the message is not made into a mail, a sentence each; none: it may be. The preview asks for a click on top. */
export function replyProblems({ message, words, asked, programme }: ReplyInput): readonly string[] {
  const { by, isBroadcast, problems, files } = message;
  const { replySign } = programme.slack;
  if (by === null) return ['A bot or a workflow wrote it. One of the approvers has to.'];
  if (!mayDecide(programme, by)) return [notListed(programme)];
  if (asked === null || !answerable.includes(asked.kind))
    return ['No mail that a person wrote stands above this thread.'];
  return [
    ...(isBroadcast
      ? [
          'It was also sent to the channel, where nobody sees the preview. Please write it in the thread alone.',
        ]
      : []),
    ...(words.length === 0 ? [`There is nothing behind “${replySign}”.`] : []),
    ...problems,
    ...filesProblems(files),
    ...addressProblems(asked, programme),
  ];
}

function notListed(programme: Programme): string {
  const people = deciders(programme);
  return people.length === 0
    ? `Nobody is listed as an approver of ${programme.title} yet. Whoever operates torq can add Slack user ids under slack.approvers in the programme folder.`
    : `Only approvers of ${programme.title} may write to applicants. One of them can: ${people.map((id) => `<@${id}>`).join(', ')}.`;
}

function addressProblems({ sender, bouncedAt }: AskedMail, { timeZone }: Programme): string[] {
  if (sender === null) return ['The mail above names no single sender whom it could go to.'];
  if (bouncedAt === null) return [];
  return [
    `Mail to ${sender} came back on ${wordsForInstant(bouncedAt, timeZone)}, so it would not arrive. Please reach them another way.`,
  ];
}

/** Whom it goes to: by their name only where the address is known to be theirs. */
export function recipientOf({ sender, subjectCase }: AskedMail): { toAddress: string; toName: string } {
  const isTheirs = subjectCase?.person.addresses.some(({ address }) => address === sender) ?? false;
  return { toAddress: sender ?? '', toName: isTheirs ? (subjectCase?.person.name ?? '') : '' };
}

/** "Re: May my references be older?" */
export function replySubject(subject: string, { title }: Programme): string {
  const bare = cleanLine(subject).replace(
    /^(?:(?:re|aw|sv|antw|fwd?|wg)\s?(?:\[\d{1,3}\])?\s?[:：]\s?)+/i,
    '',
  );
  return bare === '' ? `Re: your question about ${title}` : `Re: ${bare}`;
}

/** When a case was withdrawn, or null. */
export function withdrawnAt(subject: Case | null): Date | null {
  return subject?.kind === 'application' ? subject.application.withdrawnAt : null;
}

/** The most that a card shows of a mail: what is not seen is not sent. */
const mostShown = 9_500;

/** Why a rendered mail cannot be shown as a whole; none: it can. */
export function lengthProblems(text: string): string[] {
  // As a card is measured: signs that Slack wants to be escaped, and line ends, count for more than one.
  const length = text.replace(/[&<>]/g, '12345').replace(/[\n"\\]/g, '12').length;
  if (length <= mostShown) return [];
  return [
    'It is too long to be shown here as a whole before it goes out. Please send it in two parts, or from your own mail program.',
  ];
}

/** The card that shows the mail as it will go out, and asks for the click. */
export function previewCard(
  reply: NewStaffReply,
  { asked, programme }: { asked: AskedMail; programme: Programme },
): CardDraft {
  const { subjectCase } = asked;
  const { toAddress, toName } = reply;
  return {
    channel: 'slack',
    key: `card/reply-preview/${reply.channel}/${reply.ts}/${reply.edition}`,
    prompt: {
      id: reply.previewId,
      kind: 'reply-preview',
      title: 'Send this as mail?',
      facts: [
        ['To', toName === '' ? toAddress : `${toName} <${toAddress}>`],
        ['Subject', reply.subject],
        ...filesFact(reply.files),
        ...lookTwice(asked, toName, programme),
      ],
      body: reply.text,
      threadOf: reply.questionId,
      applicationId: subjectCase?.kind === 'application' ? subjectCase.application.id : null,
      submissionId: null,
      paymentId: null,
      inboundMailId: reply.inboundMailId,
      outboxItemId: null,
    },
  };
}

function lookTwice(
  { subjectCase }: AskedMail,
  toName: string,
  { timeZone }: Programme,
): (readonly [string, string])[] {
  const withdrawn = withdrawnAt(subjectCase);
  return [
    ...(subjectCase !== null && toName === ''
      ? [['Look twice', `This address is not one that we know of ${subjectCase.person.name}`] as const]
      : []),
    ...(subjectCase !== null && withdrawn !== null
      ? [
          [
            'Look twice',
            `The ${caseWords(subjectCase)} was withdrawn on ${wordsForInstant(withdrawn, timeZone)}`,
          ] as const,
        ]
      : []),
  ];
}

/** One for each wording of a message. */
export function refusedKey({
  channel,
  ts,
  edition,
}: Pick<WrittenMessage, 'channel' | 'ts' | 'edition'>): string {
  return `note/reply-refused/${channel}/${ts}/${edition}`;
}

/** What is said in the thread of a message that is not made into a mail; once for each wording of it. */
export function refusedNote({ message, questionId }: ReplyInput, problems: readonly string[]): NoteDraft {
  const { by } = message;
  const whom = by === null ? '' : `<@${by}> `;
  return {
    channel: 'note',
    key: refusedKey(message),
    promptId: questionId,
    words: `${whom}This was not made into a mail. ${problems.join(' ')}`,
  };
}
