// The buttons of cards about a status that may end, or has ended; a part of choices.ts.
import type { ChoiceForm } from './choice.ts';

const untilHint = 'First the day, like 2023-11-15, then the reason. For the record: nobody is mailed.';

export const lapseListForms = [
  {
    choice: 'lapse-all',
    label: 'End all of them',
    style: 'danger',
    asks: null,
    confirm: {
      title: 'End all of them?',
      text: 'Everybody on this card who is not decided yet stops being a Trainer of Record, leaves the public list and is told by mail.',
      yes: 'End all',
      no: 'Cancel',
    },
  },
] as const satisfies readonly ChoiceForm[];

export const lapseForms = [
  {
    choice: 'lapse',
    label: 'End the status',
    style: 'danger',
    asks: null,
    confirm: {
      title: 'End the status?',
      text: 'The person stops being a Trainer of Record, leaves the public list and is told by mail.',
      yes: 'End it',
      no: 'Cancel',
    },
  },
  {
    choice: 'keep',
    label: 'Keep until …',
    style: null,
    asks: { title: 'Keep until', label: 'Until which day, and why', hint: untilHint, submit: 'Keep' },
  },
] as const satisfies readonly ChoiceForm[];

export const reinstateForms = [
  {
    choice: 'reinstate',
    label: 'Reinstate',
    style: 'primary',
    asks: {
      title: 'Reinstate',
      label: 'Until when the rest has to be done, and why',
      hint: 'First the day, like 2023-11-15, then the reason. The person is told by mail, with the day.',
      submit: 'Reinstate',
    },
  },
  { choice: 'stays-ended', label: 'It stays ended', style: null, asks: null },
] as const satisfies readonly ChoiceForm[];
