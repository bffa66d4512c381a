// What staff may do about one person from their page in Slack, and what each action asks for.
import type { ChecklistItem } from './case.ts';

export const personActions = [
  'note',
  'hold-mail',
  'release-mail',
  'add-address',
  'remove-address',
  'resend',
  'withdraw',
  'soq-elsewhere',
  'tick-qisp',
  'tick-meeting-attended',
  'tick-meeting-viewed',
  'tick-agreement',
  'untick-qisp',
  'untick-meeting',
  'untick-agreement',
  'waive-qisp',
  'waive-meeting',
  'waive-agreement',
  'waive-fee',
  'waive-soq-fee',
  'unwaive-soq-fee',
  'qisp-lost',
  'qisp-back',
] as const;

export type PersonAction = (typeof personActions)[number];

/** What a form asks for: words, and for an SOQ that came elsewhere when it came. */
export type ActionForm = {
  title: string;
  label: string;
  hint: string;
  submit: string;
  /** Whether the words may be left empty. */
  optional: boolean;
  asksWhen: boolean;
};

const words = (title: string, submit: string, hint: string, optional = false): ActionForm => ({
  title,
  label: optional ? 'Note' : 'Reason',
  hint,
  submit,
  optional,
  asksWhen: false,
});

const forms: Partial<Record<PersonAction, ActionForm>> = {
  note: { ...words('Note', 'Keep it', 'Staff see it in the history; nobody is mailed.'), label: 'Note' },
  'hold-mail': words('Hold their mail', 'Hold', 'Nothing is mailed to this person until it is let go.'),
  'release-mail': words('Let their mail go', 'Let it go', 'Each mail is looked at once more first.', true),
  'add-address': {
    ...words(
      'Add an address',
      'Add it',
      'Mail from it is matched to them from now on. It proves nothing else.',
    ),
    label: 'Mail address',
  },
  'remove-address': {
    ...words('Remove an address', 'Remove it', 'One that staff added. Mail from it is nobody’s again.'),
    label: 'Mail address',
  },
  resend: words('Send again', 'Send', 'The last mail about this goes out once more, word for word.', true),
  withdraw: words('Withdraw', 'Withdraw', 'The applicant is told by mail. This cannot be undone here.'),
  'unwaive-soq-fee': words(
    'SOQ fee is due',
    'It is due',
    'Why it is not waived after all. Nobody is mailed.',
  ),
  'qisp-lost': words(
    'QISP was lost',
    'Keep it',
    'How you know. A card asks what becomes of a confirmed status.',
  ),
  'qisp-back': words('QISP is in order', 'Keep it', 'How you know. The renewal can be confirmed again.'),
  'soq-elsewhere': {
    title: 'SOQ came elsewhere',
    label: 'Where it is',
    hint: 'Such as “uploaded to the portal”. It counts from the time above, and a card asks for the decision.',
    submit: 'It has come',
    optional: false,
    asksWhen: true,
  },
};

/** The form of an action. Titles fit Slack's 24 characters. */
export function actionForm(action: PersonAction): ActionForm {
  const own = forms[action];
  if (own !== undefined) return own;
  if (action.startsWith('waive-'))
    return words('Waive', 'Waive it', 'For the record: on whose word, and why. Nobody is mailed.');
  if (action.startsWith('untick-'))
    return words('Open again', 'Open it again', 'Why it does not hold after all.');
  return words('Tick', 'Tick it', 'How you know, if that matters later.', true);
}

/** The checklist item that an action is about, and how it was met; null for another action. */
export function itemOf(
  action: PersonAction,
): { item: ChecklistItem; does: 'tick' | 'untick' | 'waive'; how: 'attended' | 'viewed' | null } | null {
  const [, does, item, how] =
    /^(tick|untick|waive)-(qisp|meeting|agreement|fee)(?:-(attended|viewed))?$/.exec(action) ?? [];
  if (does === undefined || item === undefined) return null;
  return {
    item: item as ChecklistItem,
    does: does as 'tick' | 'untick' | 'waive',
    how: how === undefined ? null : (how as 'attended' | 'viewed'),
  };
}
