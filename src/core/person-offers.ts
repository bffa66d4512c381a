// Which actions about a person there are now; what is no longer possible is not offered, and refused when it comes.
import type { Programme } from '../programme/schema.ts';
import { type ApplicationCase, type Case, type ChecklistItem, isSoqFeeMet } from './case.ts';
import { caseWords } from './case-words.ts';
import type { PersonAction } from './person-actions.ts';

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
      ...soqFeeOffers(subject, offer),
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

function soqFeeOffers(subject: ApplicationCase, offer: Offer): ActionOffer[] {
  if (subject.application.feeWaived !== null)
    return [offer('unwaive-soq-fee', 'The SOQ fee is due after all')];
  return isSoqFeeMet(subject) ? [] : [offer('waive-soq-fee', 'Waive: SOQ fee')];
}

/** The fee is opened again by a refund, not by hand. */
function doneOffers(item: ChecklistItem, offer: Offer): ActionOffer[] {
  return item === 'fee' ? [] : [offer(`untick-${item}`, `Open again: ${itemNames[item]}`)];
}
