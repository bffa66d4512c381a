// The buttons of cards about becoming and staying a Trainer of Record; a part of choices.ts.
import type { ChoiceForm } from './choice.ts';

/** In the order of the steps; the last one makes the candidate a Trainer of Record. */
export const onboardingForms = [
  { choice: 'orientation-attended', label: 'Orientation attended', style: null, asks: null },
  { choice: 'orientation-viewed', label: 'Recording viewed', style: null, asks: null },
  { choice: 'agreement-executed', label: 'Agreement signed by both', style: null, asks: null },
  {
    choice: 'candidate-fee-waived',
    label: 'Waive the fee',
    style: null,
    asks: {
      title: 'Waive the annual fee',
      label: 'Reason',
      hint: 'For the record. The candidate does not read this.',
      submit: 'Waive it',
    },
  },
  {
    choice: 'onboarding-cleared',
    label: 'Clear ticks',
    style: null,
    asks: null,
    confirm: {
      title: 'Clear the ticks?',
      text: 'Orientation and agreement are open again. Payments stay as they are.',
      yes: 'Clear them',
      no: 'Cancel',
    },
  },
  {
    choice: 'qualify',
    label: 'Confirm',
    style: 'primary',
    asks: null,
    confirm: {
      title: 'Confirm as Trainer of Record?',
      text: 'All steps are complete and the QISP registration is current. The certificate follows by itself.',
      yes: 'Confirm',
      no: 'Not yet',
    },
  },
] as const satisfies readonly ChoiceForm[];

/** About a signed agreement that came by mail. */
export const agreementForms = [
  {
    choice: 'countersigned',
    label: 'Signed by both: mail the copy',
    style: 'primary',
    asks: null,
    confirm: {
      title: 'Mail the signed copy?',
      text: 'The newest PDF that an approver put into this thread goes to them, and the agreement is complete.',
      yes: 'Mail it',
      no: 'Not yet',
    },
  },
  {
    choice: 'countersigned-elsewhere',
    label: 'Signed by both, no copy to mail',
    style: null,
    asks: null,
    confirm: {
      title: 'Signed by both?',
      text: 'The agreement is complete, and they are told so without a copy.',
      yes: 'It is complete',
      no: 'Not yet',
    },
  },
  {
    choice: 'agreement-returned',
    label: 'Ask for it again',
    style: null,
    asks: {
      title: 'Ask for it again',
      label: 'What is wrong',
      hint: 'They read this. One line a point, such as: page 4 is missing.',
      submit: 'Send',
    },
  },
] as const satisfies readonly ChoiceForm[];

export const confirmForms = [
  { choice: 'confirm', label: 'Confirm steps 1-4', style: 'primary', asks: null },
  {
    choice: 'confirm-all',
    label: 'Confirm all that are complete',
    style: null,
    asks: null,
    confirm: {
      title: 'Confirm all of them?',
      text: 'Every renewal that has a card like this one and is complete now. The certificates follow by themselves.',
      yes: 'Confirm all',
      no: 'Cancel',
    },
  },
] as const satisfies readonly ChoiceForm[];
