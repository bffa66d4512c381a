// A question to staff as it is shown and answered. What an answer does is decided in approval.ts.
import type { PromptKind } from './decision.ts';

export type Choice =
  | 'approve'
  | 'decline'
  | 'resubmittal'
  | 'recuse'
  | 'undo'
  | 'reopen'
  | 'release'
  | 'hold'
  | 'resume'
  | 'send-again'
  | 'went-out'
  | 'retry'
  | 'seen';

/** Without a reason, for some minutes; with one, later. */
export type TakeBack = 'undo' | 'reopen';

/** How a choice looks and whether it asks for words first (in a modal). */
export type ChoiceForm = {
  choice: Choice;
  label: string;
  style: 'primary' | 'danger' | null;
  asks: { title: string; label: string; hint: string; submit: string } | null;
  /** What is asked once more before the click counts. */
  confirm?: { title: string; text: string; yes: string; no: string };
};

const seen: ChoiceForm = { choice: 'seen', label: 'Taken care of', style: null, asks: null };

/** The buttons of each kind of prompt, in the order they are shown. */
export const choicesOf = {
  'soq-approval': [
    { choice: 'approve', label: 'Approve', style: 'primary', asks: null },
    {
      choice: 'decline',
      label: 'Decline',
      style: 'danger',
      asks: {
        title: 'Decline this SOQ',
        label: 'Reason',
        hint: 'The applicant reads this. Say what was missing and be kind.',
        submit: 'Decline',
      },
    },
    {
      choice: 'resubmittal',
      label: 'Request resubmittal',
      style: null,
      asks: {
        title: 'Request resubmittal',
        label: 'Deficiencies, one a line',
        hint: 'The applicant gets this list and may send a new version.',
        submit: 'Request',
      },
    },
    { choice: 'recuse', label: 'Recuse myself', style: null, asks: null },
  ],
  release: [
    {
      choice: 'release',
      label: 'Release now',
      style: 'primary',
      asks: null,
      confirm: {
        title: 'Send the results now?',
        text: 'Everybody who is decided gets their mail. This cannot be taken back.',
        yes: 'Send them',
        no: 'Not yet',
      },
    },
  ],
  daily: [
    {
      choice: 'hold',
      label: 'Hold all mail',
      style: 'danger',
      asks: null,
      confirm: {
        title: 'Hold all mail?',
        text: 'Nothing is mailed to anybody until it is resumed. Mail that comes in is read and decided all the same.',
        yes: 'Hold all mail',
        no: 'Cancel',
      },
    },
    { choice: 'resume', label: 'Resume', style: null, asks: null },
  ],
  'outbox-unknown': [
    { choice: 'went-out', label: 'It went out', style: null, asks: null },
    { choice: 'send-again', label: 'Send again', style: 'danger', asks: null },
  ],
  'mail-parked': [{ choice: 'retry', label: 'Try again', style: null, asks: null }, seen],
  'mail-failed': [{ choice: 'send-again', label: 'Send again', style: null, asks: null }, seen],
  'mail-review': [seen],
  'payment-review': [seen],
  notice: [seen],
} as const satisfies Record<PromptKind, readonly ChoiceForm[]>;

/** Every kind of prompt. */
export const kinds = Object.keys(choicesOf) as readonly PromptKind[];

/** The buttons of an answered card: an SOQ that was decided may be decided anew. */
const takeBackForms = [
  { choice: 'undo', label: 'Undo', style: null, asks: null },
  {
    choice: 'reopen',
    label: 'Reopen',
    style: null,
    asks: {
      title: 'Reopen this decision',
      label: 'Reason',
      hint: 'For the record. The applicant does not read this.',
      submit: 'Reopen',
    },
  },
] as const satisfies readonly ChoiceForm[];

/** Every answer that fits a kind of prompt, open or answered. */
export function formsOf(kind: PromptKind): readonly ChoiceForm[] {
  return kind === 'soq-approval' ? [...choicesOf[kind], ...takeBackForms] : choicesOf[kind];
}

/** The buttons that a card shows. */
export function buttonsOf({ kind, answered, takeBack }: PromptView): readonly ChoiceForm[] {
  return answered === null
    ? choicesOf[kind]
    : takeBackForms.filter(({ choice }) => takeBack.includes(choice));
}

/** A prompt as its card is drawn: always from what is stored. */
export type PromptView = {
  id: string;
  kind: PromptKind;
  title: string;
  facts: readonly (readonly [label: string, value: string])[];
  /** The Slack channel of its programme. */
  channel: string;
  /** Where the card is, once it has been posted. */
  place: CardPlace | null;
  version: number;
  /** IANA zone in which times on the card are written. */
  timeZone: string;
  /** How it stands now, a line each, such as the votes so far; our own words, in which people are mentioned. */
  state: readonly string[];
  /** How what was answered may be taken back. */
  takeBack: readonly TakeBack[];
  answered: { choice: string; by: string; at: Date; reason: string | null } | null;
};

export type CardPlace = { channel: string; ts: string };

/** A click or a submitted modal. Everything in it comes from outside; only the prompt's id is looked up. */
export type StaffAnswer = {
  promptId: string;
  choice: Choice;
  by: string;
  reason: string | null;
  /** Which of the programme's standard reasons were chosen, by their place in its list. */
  chosen?: readonly number[];
  /** The message whose button was clicked, when Slack says it. */
  place: CardPlace | null;
};

/** What becomes of an answer, with the sentence the person is told. */
export type AnswerOutcome =
  | { kind: 'stands'; tell: string }
  | { kind: 'too-late'; tell: string }
  | { kind: 'refused'; tell: string };
