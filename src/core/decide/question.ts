// What a person asks becomes a card, in whose thread staff answer; what they write back comes into the same thread.
import { wordsForInstant } from '../calendar.ts';
import type { CaseReference, Decision, NewPrompt } from '../decision.ts';
import type { Fact } from '../facts.ts';
import type { Arrival, Attachment } from '../mail.ts';
import { type Assignment, onceMore } from './assignment.ts';
import { attachedFact } from './attached.ts';

/** A question in whose thread a mail of staff was written that is answered now. */
export type Conversation = {
  questionId: string;
  /** Whom that mail went to, lower-cased. */
  sentTo: string;
  /** Previews in the thread that nobody has sent or discarded. */
  openPreviews: readonly string[];
};

export type QuestionInput = {
  inboundMailId: string;
  /** `soq`: its files were taken as an SOQ, which is decided by itself. */
  kind: 'question' | 'submission' | 'soq';
  /** "Pat Doe <pat@example.org>" */
  from: string;
  /** The one address of From, lower-cased; null when there is none, or more than one. */
  sender: string | null;
  /** Where the sender asks for answers, when that is another address. */
  replyTo: string | null;
  subject: string;
  arrival: Arrival;
  /** What they wrote, without the quoted mail. */
  text: string;
  attachments: readonly Attachment[];
  /** Those that go into the thread. */
  files: readonly { filename: string; sha256: string }[];
  about: CaseReference | null;
  /** How the mail was matched, or why it was not. */
  matched: string;
  /** Matched to somebody one of whose known addresses it is from. */
  isBeyondDoubt: boolean;
  /** Whether the sender is who they say they are; the reason is for people. */
  authenticated: { yes: boolean; reason: string };
  /** Where the person stands: "SOQ under review (application in cycle 2023)"; null: nobody we know. */
  standing: string | null;
  conversation: Conversation | null;
  assigned: Assignment | null;
  /** What a message of staff begins with that is to be sent. */
  replySign: string;
  timeZone: string;
  promptId: string;
};

const titles = {
  question: 'A question',
  submission: 'A mail with files that are no SOQ',
  soq: 'An SOQ',
};
/** So much fits on a card beside everything else; the whole mail can be looked at. */
const mostShown = 2400;

type Asked = Extract<Decision, { kind: 'review' }>;

/** A card of its own, or in the thread of the question that it goes on from. */
export function decideQuestion(input: QuestionInput): Asked {
  const conversation = belongsTo(input);
  return {
    kind: 'review',
    reason: conversation === null ? 'a person asks something' : 'a person answers a mail of staff',
    about: input.about,
    facts: conversation === null ? [] : reopened(input, conversation),
    drafts: [
      {
        channel: 'slack',
        key: `card/question/${input.inboundMailId}${onceMore(input.assigned)}`,
        prompt: conversation === null ? question(input) : furtherMail(input, conversation),
      },
    ],
  };
}

/** What an SOQ that answers a mail of staff adds to their conversation; null when it answers none. */
export function alsoInThread(input: QuestionInput): Pick<Asked, 'facts' | 'drafts'> | null {
  if (belongsTo(input) === null) return null;
  const { facts, drafts } = decideQuestion(input);
  return { facts, drafts };
}

/**
 * A mail of ours may be passed on: only whom it was sent to, or the same person from another known address, goes on in its
 * thread. An answer of staff there would else go to somebody whom they do not expect.
 */
function belongsTo({ conversation, sender, isBeyondDoubt }: QuestionInput): Conversation | null {
  if (conversation === null) return null;
  return sender === conversation.sentTo || isBeyondDoubt ? conversation : null;
}

function reopened(
  { arrival, from, timeZone }: QuestionInput,
  { questionId, openPreviews }: Conversation,
): Fact[] {
  const when = wordsForInstant(arrival.receivedAt, timeZone);
  const because = `${from} wrote again (${when}) before this was sent. Please read that first; then edit your message, or write a new one, and a new preview comes.`;
  return [
    { fact: 'question-reopened', promptId: questionId, at: arrival.receivedAt },
    ...openPreviews.map((promptId) => ({ fact: 'prompt-superseded' as const, promptId, because })),
  ];
}

function question(input: QuestionInput): NewPrompt {
  const { replySign, standing, matched } = input;
  return {
    ...cardOf(input),
    kind: 'question',
    title: titles[input.kind],
    facts: [
      ...factsOf(input),
      ['Where they stand', standing ?? `not known: ${matched}`],
      ...(standing !== null && !input.isBeyondDoubt ? [['Whose', matched] as const] : []),
      ...doubts(input),
      [
        'To answer',
        `Reply in this thread and begin with “${replySign}”. You see the mail before it goes out.`,
      ],
    ],
  };
}

function furtherMail(input: QuestionInput, { questionId }: Conversation): NewPrompt {
  return {
    ...cardOf(input),
    kind: 'question-mail',
    title: input.kind === 'soq' ? 'They answered with an SOQ' : 'They wrote again',
    facts: [...factsOf(input), ...takenAsSoq(input), ...doubts(input)],
    threadOf: questionId,
  };
}

function takenAsSoq({ kind }: QuestionInput): (readonly [string, string])[] {
  return kind === 'soq'
    ? [['What torq did', 'The files were taken as an SOQ: they are judged, answered and shown as one']]
    : [];
}

function cardOf({ about, inboundMailId, promptId, text, files }: QuestionInput) {
  return {
    id: promptId,
    body: excerpt(text),
    ...(files.length === 0 ? {} : { files }),
    applicationId: about?.kind === 'application' ? about.id : null,
    submissionId: null,
    paymentId: null,
    inboundMailId,
    outboxItemId: null,
  };
}

function factsOf({ from, subject, arrival, attachments, timeZone }: QuestionInput) {
  return [
    ['From', from],
    ['Subject', subject === '' ? '(none)' : subject],
    ['Received', wordsForInstant(arrival.receivedAt, timeZone)],
    ...attachedFact(attachments),
  ] as (readonly [string, string])[];
}

function doubts({ authenticated, replyTo, sender }: QuestionInput): (readonly [string, string])[] {
  return [
    ...(authenticated.yes
      ? []
      : [['Look twice', `The sender is not proven (${authenticated.reason})`] as const]),
    ...(replyTo === null
      ? []
      : [
          [
            'Look twice',
            `They ask for answers to ${replyTo}; torq answers to ${sender ?? 'nobody'}`,
          ] as const,
        ]),
  ];
}

function excerpt(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '(no text)';
  return trimmed.length <= mostShown ? trimmed : `${trimmed.slice(0, mostShown).toWellFormed()} ...`;
}
