// What each button of each card does: what whoever clicks it is told, what is kept in the history, which buttons the card has
// then, and what a second click with the same button is told.
import type { Choice } from '../../src/core/choice.ts';
import type { PromptKind } from '../../src/core/decision.ts';

export type ButtonRow = {
  kind: PromptKind;
  choice: Choice;
  /** What is answered on the same card before, with its words. */
  after?: readonly (readonly [Choice, string?])[];
  /** What is written into the form that the button opens. */
  words?: string;
  tell: string;
  /** Events in the history by whoever clicks, in the order of the alphabet. */
  kept: readonly string[];
  /** Left out: none, and that it was answered before. */
  buttons?: readonly string[];
  again?: RegExp;
};

export const buttonTable: readonly ButtonRow[] = [
  {
    kind: 'soq-approval',
    choice: 'approve',

    tell: 'Approved: Pat Doe. The applicant is told on Monday, June 12, 2023, 9:00 AM PDT.',
    kept: ['approved'],
    buttons: ['undo', 'reopen'],
  },
  {
    kind: 'soq-approval',
    choice: 'decline',
    words: 'Part C is missing.',
    tell: 'Declined: Pat Doe. The applicant is told on Monday, June 12, 2023, 9:00 AM PDT.',
    kept: ['declined'],
    buttons: ['undo', 'reopen'],
  },
  {
    kind: 'soq-approval',
    choice: 'resubmittal',
    words: 'Part C is missing.',
    tell: 'Asked Pat Doe for a new version.',
    kept: ['resubmittal-requested'],
  },
  {
    kind: 'soq-approval',
    choice: 'recuse',

    tell: 'Noted: you take no part in deciding about Pat Doe. Nobody is left who may vote, so another one has to be listed under slack.approvers.',
    kept: ['recused'],
    buttons: ['approve', 'decline', 'resubmittal', 'recuse'],
    again: /^You have recused yourself before\. Nothing was changed\.$/,
  },
  {
    kind: 'soq-approval',
    choice: 'undo',
    after: [['approve']],
    tell: 'Taken back: Pat Doe is undecided again. The mail about the decision does not go out.',
    kept: ['decision-undone'],
    again: /^There is no decision on this card to take back\. Nothing was changed\.$/,
  },
  {
    kind: 'soq-approval',
    choice: 'reopen',
    after: [['approve']],
    words: 'A reference was overlooked.',
    tell: 'Taken back: Pat Doe is undecided again. The mail about the decision does not go out.',
    kept: ['decision-reopened'],
    again: /^There is no decision on this card to take back\. Nothing was changed\.$/,
  },
  {
    kind: 'release',
    choice: 'release',

    tell: 'Released: the results go out now. Decisions of the last minutes follow when they can no longer be undone.',
    kept: ['results-released'],
  },
  {
    kind: 'announcement',
    choice: 'announce',

    tell: 'Released. They go out from Monday, April 3, 2023, 9:00 AM PDT on, a few every five minutes. "Hold all mail" on the card of the day stops them.',
    kept: ['announcement-released'],
  },
  {
    kind: 'announcement',
    choice: 'no-announcement',

    tell: 'Noted: torq announces this cycle to nobody.',
    kept: ['announcement-declined'],
  },
  {
    kind: 'payers',
    choice: 'seen',

    tell: 'Thank you: marked as taken care of.',
    kept: ['prompt-closed'],
  },
  {
    kind: 'onboarding',
    choice: 'orientation-attended',

    tell: 'Noted: Pat Doe attended the orientation. The card is drawn anew in a moment.',
    kept: ['orientation-attended'],
    buttons: [
      'orientation-attended',
      'orientation-viewed',
      'agreement-executed',
      'candidate-fee-waived',
      'onboarding-cleared',
      'qualify',
    ],
    again: /^That was noted before: the orientation of Pat Doe is complete\. Nothing was changed\.$/,
  },
  {
    kind: 'onboarding',
    choice: 'orientation-viewed',

    tell: 'Noted: Pat Doe viewed the recording of the orientation. The card is drawn anew in a moment.',
    kept: ['orientation-viewed'],
    buttons: [
      'orientation-attended',
      'orientation-viewed',
      'agreement-executed',
      'candidate-fee-waived',
      'onboarding-cleared',
      'qualify',
    ],
    again: /^That was noted before: the orientation of Pat Doe is complete\. Nothing was changed\.$/,
  },
  {
    kind: 'onboarding',
    choice: 'agreement-executed',

    tell: 'Noted: the Compliance Agreement with Pat Doe is signed by both. The card is drawn anew in a moment.',
    kept: ['agreement-executed'],
    buttons: [
      'orientation-attended',
      'orientation-viewed',
      'agreement-executed',
      'candidate-fee-waived',
      'onboarding-cleared',
      'qualify',
    ],
    again: /^That was noted before: the agreement of Pat Doe is complete\. Nothing was changed\.$/,
  },
  {
    kind: 'onboarding',
    choice: 'candidate-fee-waived',
    words: 'Teaches for us.',
    tell: 'Noted: the annual fee of Pat Doe is waived. The card is drawn anew in a moment.',
    kept: ['candidate-fee-waived'],
    buttons: [
      'orientation-attended',
      'orientation-viewed',
      'agreement-executed',
      'candidate-fee-waived',
      'onboarding-cleared',
      'qualify',
    ],
    again: /^That was noted before: the fee of Pat Doe is complete\. Nothing was changed\.$/,
  },
  {
    kind: 'onboarding',
    choice: 'onboarding-cleared',
    after: [['agreement-executed']],
    tell: 'Cleared: orientation and agreement of Pat Doe are open again. The card is drawn anew in a moment.',
    kept: ['onboarding-cleared'],
    buttons: [
      'orientation-attended',
      'orientation-viewed',
      'agreement-executed',
      'candidate-fee-waived',
      'onboarding-cleared',
      'qualify',
    ],
    again: /^No step was ticked by staff\. Nothing was changed\.$/,
  },
  {
    kind: 'onboarding',
    choice: 'qualify',
    after: [['orientation-attended'], ['agreement-executed'], ['candidate-fee-waived', 'Teaches for us.']],
    tell: 'Confirmed: Pat Doe is a Trainer of Record from Saturday, July 1, 2023 to Sunday, June 30, 2024.',
    kept: ['candidate-qualified'],
  },
  {
    kind: 'agreement',
    choice: 'countersigned',

    tell: 'There is no PDF of an approver in the thread of this card. Please put the one with both signatures there first, or choose the button without a copy. Nothing was changed.',
    kept: [],
    buttons: ['countersigned', 'countersigned-elsewhere', 'agreement-returned'],
    again: /^There is no PDF of an approver in the thread of this card\./,
  },
  {
    kind: 'agreement',
    choice: 'countersigned-elsewhere',

    tell: 'Noted: the Compliance Agreement with Pat Doe is signed by both. They are told so.',
    kept: ['agreement-executed'],
  },
  {
    kind: 'agreement',
    choice: 'agreement-returned',
    words: 'Page 4 is missing.',
    tell: 'Pat Doe is asked for it again.',
    kept: ['agreement-returned'],
  },
  {
    kind: 'term-confirm',
    choice: 'confirm',

    tell: 'Confirmed: Lee Fox. The certificate follows by itself.',
    kept: ['term-confirmed'],
  },
  {
    kind: 'term-confirm',
    choice: 'confirm-all',

    tell: 'Confirmed: Lee Fox, Robin Roe. The certificate follows by itself.',
    kept: ['term-confirmed'],
  },
  {
    kind: 'list-publish',
    choice: 'publish',

    tell: 'Published: the public page shows 1 person now.',
    kept: ['list-published'],
  },
  {
    kind: 'lapse-list',
    choice: 'lapse-all',

    tell: 'Ended: Lee Fox, Robin Roe. They are told by mail.',
    kept: ['status-ended', 'term-lapsed', 'term-lapsed'],
  },
  {
    kind: 'lapse',
    choice: 'lapse',

    tell: 'Ended: Lee Fox. They are told by mail.',
    kept: ['status-ended', 'term-lapsed'],
  },
  {
    kind: 'lapse',
    choice: 'keep',
    words: '2023-11-15 the employer pays',
    tell: 'Kept: Lee Fox has until Wednesday, November 15, 2023, that day included. Then a card asks again.',
    kept: ['status-kept', 'term-kept'],
  },
  {
    kind: 'reinstate',
    choice: 'reinstate',
    words: '2023-10-31 paid by check',
    tell: 'Reinstated: Robin Roe, with time until Tuesday, October 31, 2023 for what is open.',
    kept: ['status-reinstated', 'term-reinstated'],
  },
  {
    kind: 'reinstate',
    choice: 'stays-ended',

    tell: 'Noted: the status of Robin Roe stays ended. Please give the payment back.',
    kept: ['status-stays-ended'],
  },
  {
    kind: 'daily',
    choice: 'hold',

    tell: 'All mail is held now. Nothing goes out until somebody resumes it; cards still come.',
    kept: ['mail-held'],
    buttons: ['hold', 'resume'],
    again: /^All mail has been held since Friday, May 12, 2023, 8:01 AM PDT\. Nothing was changed\.$/,
  },
  {
    kind: 'daily',
    choice: 'resume',
    after: [['hold']],
    tell: 'Mail goes out again. Each is looked at once more before it is sent.',
    kept: ['mail-resumed'],
    buttons: ['hold', 'resume'],
    again: /^Mail goes out already\. Nothing was changed\.$/,
  },
  {
    kind: 'outbox-unknown',
    choice: 'went-out',

    tell: 'Noted: it counts as sent.',
    kept: ['outbox-answered'],
  },
  {
    kind: 'outbox-unknown',
    choice: 'send-again',

    tell: 'It will be sent again now, with the same Message-ID.',
    kept: ['outbox-answered'],
  },
  {
    kind: 'mail-parked',
    choice: 'retry',

    tell: 'Trying again now.',
    kept: ['mail-retried'],
  },
  {
    kind: 'mail-parked',
    choice: 'seen',

    tell: 'Thank you: marked as taken care of.',
    kept: ['prompt-closed'],
  },
  {
    kind: 'mail-failed',
    choice: 'send-again',

    tell: 'It will be sent again now, with the same Message-ID.',
    kept: ['outbox-answered'],
  },
  {
    kind: 'mail-failed',
    choice: 'seen',

    tell: 'Thank you: marked as taken care of.',
    kept: ['prompt-closed'],
  },
  {
    kind: 'mail-returned',
    choice: 'mail-again',

    tell: 'Noted: mail goes there again from now on. What came back is not repeated; if it matters, they can write RESEND to us.',
    kept: ['address-reopened'],
  },
  {
    kind: 'mail-returned',
    choice: 'seen',

    tell: 'Thank you: marked as taken care of.',
    kept: ['prompt-closed'],
  },
  {
    kind: 'mail-review',
    choice: 'match-0',

    tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, say so with “Always theirs” on this card.',
    kept: ['mail-assigned'],
    buttons: ['always-theirs'],
  },
  {
    kind: 'mail-review',
    choice: 'match-1',

    tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, say so with “Always theirs” on this card.',
    kept: ['mail-assigned'],
    buttons: ['always-theirs'],
  },
  {
    kind: 'mail-review',
    choice: 'match-2',

    tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, say so with “Always theirs” on this card.',
    kept: ['mail-assigned'],
    buttons: ['always-theirs'],
  },
  {
    kind: 'mail-review',
    choice: 'none-of-these',

    tell: 'Noted: not Pat Doe, Pat Doe, Pat Doe. They are not suggested for pat@work.example again. The card still asks whose it is.',
    kept: ['not-the-same'],
    buttons: ['match-other', 'seen'],
    again: /^Nobody is suggested on this card any more\. Nothing was changed\.$/,
  },
  {
    kind: 'mail-review',
    choice: 'match-other',
    words: 'patdoe@two.example',
    tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, say so with “Always theirs” on this card.',
    kept: ['mail-assigned'],
    buttons: ['always-theirs'],
  },
  {
    kind: 'mail-review',
    choice: 'always-theirs',
    after: [['match-0']],
    tell: 'Noted: mail from pat@work.example is Pat Doe’s from now on. Mail to them goes where it went before. It can be removed on their page.',
    kept: ['add-address'],
    again: /^pat@work\.example is Pat Doe’s already\. Nothing was changed\.$/,
  },
  {
    kind: 'mail-review',
    choice: 'seen',

    tell: 'Thank you: marked as taken care of.',
    kept: ['prompt-closed'],
  },
  {
    kind: 'question',
    choice: 'no-answer',

    tell: 'Noted: no answer is needed. What they write next opens it again.',
    kept: ['question-closed'],
    buttons: ['look-mail'],
  },
  {
    kind: 'reply-preview',
    choice: 'send-mail',

    tell: 'It goes out now; this thread says so once it is sent.',
    kept: ['reply-approved'],
  },
  {
    kind: 'reply-preview',
    choice: 'discard',

    tell: 'Discarded: nothing was sent. The question is still open.',
    kept: ['reply-discarded'],
  },
  {
    kind: 'payment-review',
    choice: 'match-0',

    tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, add it on their page: /torq {address}, “Do something”.',
    kept: ['mail-assigned'],
  },
  {
    kind: 'payment-review',
    choice: 'match-1',

    tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, add it on their page: /torq {address}, “Do something”.',
    kept: ['mail-assigned'],
  },
  {
    kind: 'payment-review',
    choice: 'match-2',

    tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, add it on their page: /torq {address}, “Do something”.',
    kept: ['mail-assigned'],
  },
  {
    kind: 'payment-review',
    choice: 'none-of-these',

    tell: 'Noted: not Pat Doe, Pat Doe, Pat Doe. They are not suggested for patdoe@new.example again. The card still asks whose it is.',
    kept: ['not-the-same'],
    buttons: ['match-other', 'match-new', 'not-ours', 'refund-noted', 'seen'],
    again: /^Nobody is suggested on this card any more\. Nothing was changed\.$/,
  },
  {
    kind: 'payment-review',
    choice: 'match-other',
    words: 'patdoe@two.example',
    tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, add it on their page: /torq patdoe@two.example, “Do something”.',
    kept: ['mail-assigned'],
  },
  {
    kind: 'payment-review',
    choice: 'match-new',
    words: 'Sam Ray <sam@example.org>',
    tell: 'Noted: this is Sam Ray’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, add it on their page: /torq sam@example.org, “Do something”.',
    kept: ['mail-assigned'],
  },
  {
    kind: 'payment-review',
    choice: 'not-ours',

    tell: 'Noted: it is not ours.',
    kept: ['payment-not-ours'],
  },
  {
    kind: 'payment-review',
    choice: 'refund-noted',

    tell: 'Noted: the refund is taken care of.',
    kept: ['payment-refund-noted'],
  },
  {
    kind: 'payment-review',
    choice: 'seen',

    tell: 'Thank you: marked as taken care of.',
    kept: ['prompt-closed'],
  },
  {
    kind: 'notice',
    choice: 'seen',

    tell: 'Thank you: marked as taken care of.',
    kept: ['prompt-closed'],
  },
];
