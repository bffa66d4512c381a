// What staff may answer, and how it looks. What an answer does is decided in approval.ts.
import { announcementForms } from './announcement-forms.ts';
import type { ChoiceForm } from './choice.ts';
import { lapseForms, lapseListForms, reinstateForms } from './choices-ladder.ts';
import { agreementForms, confirmForms, onboardingForms } from './choices-year.ts';
import type { PromptKind } from './decision.ts';

/** Their labels name the people on the card. */
const likelyForms = [
  { choice: 'match-0', label: 'It is the first', style: null, asks: null },
  { choice: 'match-1', label: 'It is the second', style: null, asks: null },
  { choice: 'match-2', label: 'It is the third', style: null, asks: null },
] as const satisfies readonly ChoiceForm[];
/** Only where somebody is suggested. */
const noneOfThese: ChoiceForm = {
  choice: 'none-of-these',
  label: 'None of these',
  style: null,
  asks: null,
  confirm: {
    title: 'None of them?',
    text: 'They are not suggested for this address again. The card still asks whose it is.',
    yes: 'None of them',
    no: 'Cancel',
  },
};
const otherPerson: ChoiceForm = {
  choice: 'match-other',
  label: 'Other person',
  style: null,
  asks: {
    title: 'Other person',
    label: 'Their mail address, name or order number',
    hint: 'As torq knows it. What came from elsewhere is taken as theirs this time only.',
    submit: 'It is this person',
  },
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
  announcement: announcementForms,
  payers: [seen],
  onboarding: onboardingForms,
  agreement: agreementForms,
  'term-confirm': confirmForms,
  'list-publish': [
    {
      choice: 'publish',
      label: 'Publish',
      style: 'primary',
      asks: null,
      confirm: {
        title: 'Publish this list?',
        text: 'The public page shows it from now on, with today’s date.',
        yes: 'Publish',
        no: 'Not yet',
      },
    },
  ],
  'lapse-list': lapseListForms,
  lapse: lapseForms,
  reinstate: reinstateForms,
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
  'mail-returned': [
    { choice: 'mail-again', label: 'Mail this address again', style: null, asks: null },
    seen,
  ],
  'mail-review': [...likelyForms, noneOfThese, otherPerson, seen],
  question: [{ choice: 'no-answer', label: 'No answer needed', style: null, asks: null }],
  // It shows what somebody wrote again; the question above it is what is open.
  'question-mail': [],
  'reply-preview': [
    { choice: 'send-mail', label: 'Send as mail', style: 'primary', asks: null },
    { choice: 'discard', label: 'Discard', style: null, asks: null },
  ],
  'payment-review': [
    ...likelyForms,
    noneOfThese,
    otherPerson,
    {
      choice: 'match-new',
      label: 'New person',
      style: null,
      asks: {
        title: 'New person',
        label: 'Name and mail address',
        hint: 'Like this: Pat Doe <pat@example.org>. The instructions go to this address.',
        submit: 'It is this person',
      },
    },
    { choice: 'not-ours', label: 'Not ours', style: null, asks: null },
    { choice: 'refund-noted', label: 'Refund noted', style: null, asks: null },
    seen,
  ],
  notice: [seen],
} as const satisfies Record<PromptKind, readonly ChoiceForm[]>;

/** Every kind of prompt. */
export const kinds = Object.keys(choicesOf) as readonly PromptKind[];

/** The buttons of an answered card: an SOQ that was decided may be decided anew. */
export const takeBackForms = [
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

/** On an answered card that said whose a mail is from an address that nobody is known by. */
export const alwaysTheirsForm: ChoiceForm = {
  choice: 'always-theirs',
  label: 'Always theirs',
  style: null,
  asks: null,
  confirm: {
    title: 'Always theirs?',
    text: 'Mail from this address is matched to them from now on. It proves nothing else, and can be removed on their page.',
    yes: 'Always theirs',
    no: 'Cancel',
  },
};

/** Every answer that fits a kind of prompt, open or answered. */
export function formsOf(kind: PromptKind): readonly ChoiceForm[] {
  if (kind === 'mail-review') return [...choicesOf[kind], alwaysTheirsForm];
  return kind === 'soq-approval' ? [...choicesOf[kind], ...takeBackForms] : choicesOf[kind];
}
