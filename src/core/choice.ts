// What staff may answer, as types; the buttons of each kind of card are in choices.ts.

/** About one mail, SOQ, payment or question. */
export type CaseChoice =
  | 'approve'
  | 'decline'
  | 'resubmittal'
  | 'recuse'
  | 'undo'
  | 'reopen'
  | 'release'
  | 'publish'
  | 'match-0'
  | 'match-1'
  | 'match-2'
  | 'match-other'
  | 'match-new'
  | 'none-of-these'
  | 'always-theirs'
  | 'not-ours'
  | 'refund-noted'
  | 'hold'
  | 'resume'
  | 'send-again'
  | 'went-out'
  | 'retry'
  | 'mail-again'
  | 'send-mail'
  | 'discard'
  | 'no-answer'
  | 'seen';

/** About a candidate on the way to Trainer of Record. */
export type OnboardingChoice =
  | 'orientation-attended'
  | 'orientation-viewed'
  | 'agreement-executed'
  | 'candidate-fee-waived'
  | 'onboarding-cleared'
  | 'qualify';

/** About a signed agreement that came by mail. */
export type AgreementChoice = 'countersigned' | 'countersigned-elsewhere' | 'agreement-returned';

/** About renewals that are complete. */
export type ConfirmChoice = 'confirm' | 'confirm-all';

/** About the announcement of a cycle. */
export type AnnouncementChoice = 'announce' | 'no-announcement';

/** About a status that may end, or that has ended. */
type LadderChoice = 'lapse' | 'lapse-all' | 'keep' | 'reinstate' | 'stays-ended';

export type Choice =
  | CaseChoice
  | OnboardingChoice
  | AgreementChoice
  | ConfirmChoice
  | AnnouncementChoice
  | LadderChoice;

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
