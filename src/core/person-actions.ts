// What staff may do about one person from their page in Slack: which actions there are now, and what each asks for.
import type { Programme } from '../programme/schema.ts';
import type { Case, ChecklistItem } from './case.ts';
import { caseWords } from './case-words.ts';

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
  'qisp-lost',
  'qisp-back',
] as const;

export type PersonAction = (typeof personActions)[number];

/** Everything known of a person that an action is judged by. `version` counts what staff did about them. */
export type PersonInHand = {
  id: string;
  name: string;
  version: number;
  slackUserId: string | null;
  /** Lower-cased. `isAlias`: staff said that it is theirs. */
  addresses: readonly { address: string; isAlias: boolean }[];
  held: { at: Date; by: string; reason: string } | null;
  cases: readonly Case[];
};

/** One thing that may be done. `caseId`: which case it is about; null: the person. */
export type ActionOffer = { action: PersonAction; caseId: string | null; label: string };

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

const itemNames: Record<ChecklistItem, string> = {
  qisp: 'QISP kept',
  meeting: 'renewal meeting',
  agreement: 'agreement in force',
  fee: 'annual fee',
};

/** What may be done now, in the programmes that this member of staff decides in. */
export function offersFor(person: PersonInHand, programmes: readonly Programme[]): readonly ActionOffer[] {
  const own: ActionOffer[] = [
    { action: 'note', caseId: null, label: 'Write a note' },
    person.held === null
      ? { action: 'hold-mail', caseId: null, label: 'Hold all mail to them' }
      : { action: 'release-mail', caseId: null, label: 'Let their mail go' },
    { action: 'add-address', caseId: null, label: 'Add an address that they write from' },
    ...(person.addresses.some(({ isAlias }) => isAlias)
      ? [{ action: 'remove-address', caseId: null, label: 'Remove an added address' } as const]
      : []),
  ];
  // The newest first: what Slack cannot show any more is what is long over.
  const about = person.cases.toReversed().flatMap((subject) => {
    const programme = programmes.find(({ name }) => name === subject.programme);
    return programme === undefined ? [] : caseOffers(subject, programme);
  });
  return [...own, ...about];
}

function caseOffers(subject: Case, programme: Programme): ActionOffer[] {
  const caseId = subject.kind === 'application' ? subject.application.id : subject.term.id;
  const offer = (action: PersonAction, what: string): ActionOffer => ({
    action,
    caseId,
    label: `${what} (${caseWords(subject)})`,
  });
  if (subject.kind === 'application') {
    const { withdrawnAt, decision } = subject.application;
    if (withdrawnAt !== null) return [];
    return [
      offer('resend', 'Send the last mail again'),
      ...(decision === null ? [offer('soq-elsewhere', 'The SOQ came elsewhere')] : []),
      offer('withdraw', 'Withdraw'),
    ];
  }
  const { confirmedAt, lapsedAt, qispLostAt, ticks } = subject.term;
  const again = offer('resend', 'Send the last mail again');
  if (lapsedAt !== null) return [again];
  const qisp =
    qispLostAt === null ? offer('qisp-lost', 'QISP was lost') : offer('qisp-back', 'QISP is in order again');
  if (confirmedAt !== null) return [again, qisp];
  return [
    ...programme.renewal.checklist.flatMap((item) =>
      ticks[item] === null ? openOffers(item, offer) : doneOffers(item, offer),
    ),
    again,
    qisp,
  ];
}

type Offer = (action: PersonAction, what: string) => ActionOffer;

function openOffers(item: ChecklistItem, offer: Offer): ActionOffer[] {
  const waive = offer(`waive-${item}`, `Waive: ${itemNames[item]}`);
  if (item === 'fee') return [waive];
  if (item !== 'meeting') return [offer(`tick-${item}`, `Tick: ${itemNames[item]}`), waive];
  return [
    offer('tick-meeting-attended', 'Tick: renewal meeting attended'),
    offer('tick-meeting-viewed', 'Tick: recording of the meeting viewed'),
    waive,
  ];
}

/** The fee is opened again by a refund, not by hand. */
function doneOffers(item: ChecklistItem, offer: Offer): ActionOffer[] {
  return item === 'fee' ? [] : [offer(`untick-${item}`, `Open again: ${itemNames[item]}`)];
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
