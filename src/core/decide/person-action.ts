// One action of staff about one person. Who may is asked when the window opens and when it is submitted; what has changed
// since they looked is told instead of overwritten.
import type { Programme } from '../../programme/schema.ts';
import { wordsForInstant } from '../calendar.ts';
import { type Case, mailAddressOf } from '../case.ts';
import type { CaseReference, CopyDraft, Draft, MailDraft } from '../decision.ts';
import type { Expectation } from '../expectation.ts';
import type { Fact } from '../facts.ts';
import { itemOf } from '../person-actions.ts';
import { offersFor } from '../person-offers.ts';
import { referenceTo } from '../reference-to.ts';
import { deciders } from '../staff-list.ts';
import { answerDraft } from './payment-input.ts';
import { addAddress, removeAddress } from './person-address.ts';
import type { Effect, PersonActionInput } from './person-effect.ts';
import { soqElsewhere } from './soq-elsewhere.ts';
import { waiveSoqFee } from './waive-soq-fee.ts';

export type PersonDecision =
  | { kind: 'refuse'; tell: string }
  | {
      kind: 'apply';
      tell: string;
      event: string;
      reason: string;
      about: CaseReference | null;
      expects: readonly Expectation[];
      facts: readonly Fact[];
      drafts: readonly Draft[];
    };

/** Why this member of staff may do nothing about this person, or null. The sentence is for them. */
export function actionRefusal(
  { person, by, byAddress }: Pick<PersonActionInput, 'person' | 'by' | 'byAddress'>,
  programmes: readonly Programme[],
): string | null {
  if (!programmes.some((programme) => deciders(programme).includes(by)))
    return 'You are not on a list of approvers, so nothing was changed. Whoever operates torq can add you.';
  const isSelf =
    person.slackUserId === by ||
    (byAddress !== null && person.addresses.some(({ address }) => address === byAddress));
  return isSelf ? 'This is about you, so somebody else has to do it. Nothing was changed.' : null;
}

export function decidePersonAction(input: PersonActionInput): PersonDecision {
  const { person, programme, seenVersion } = input;
  const refused = actionRefusal(input, [programme]);
  if (refused !== null) return { kind: 'refuse', tell: refused };
  if (seenVersion !== person.version)
    return refuse(
      `Somebody did something about ${person.name} while your window was open. Please look again.`,
    );
  const caseId = input.subject === null ? null : referenceTo(input.subject).id;
  const offered = offersFor(person, [programme]).some(
    (offer) => offer.action === input.action && offer.caseId === caseId,
  );
  if (!offered) return refuse('That is no longer possible: please open the page again.');
  const done = effectOf(input);
  if ('refuse' in done) return refuse(done.refuse);
  const about = input.subject === null ? null : referenceTo(input.subject);
  return {
    kind: 'apply',
    tell: done.tell,
    event: input.action,
    reason: input.words ?? 'without a note',
    about,
    expects: [{ row: 'person', id: person.id, version: person.version }, ...versionOf(input.subject)],
    facts: done.facts,
    drafts: done.drafts ?? [],
  };
}

function refuse(tell: string): PersonDecision {
  return { kind: 'refuse', tell: tell.endsWith('changed.') ? tell : `${tell} Nothing was changed.` };
}

function versionOf(subject: Case | null): Expectation[] {
  if (subject === null) return [];
  return subject.kind === 'application'
    ? [{ row: 'application', id: subject.application.id, version: subject.application.version }]
    : [{ row: 'term', id: subject.term.id, version: subject.term.version }];
}

function effectOf(input: PersonActionInput): Effect {
  const { action, person, words, by, now } = input;
  switch (action) {
    case 'note':
      return words === null ? { refuse: 'A note needs words.' } : { tell: 'Kept in the history.', facts: [] };
    case 'hold-mail':
      return words === null
        ? { refuse: 'Holding mail needs a reason, for the others.' }
        : {
            tell: `Held: nothing is mailed to ${person.name} until it is let go.`,
            facts: [{ fact: 'person-held', personId: person.id, by, at: now, reason: words }],
          };
    case 'release-mail':
      return {
        tell: `Mail to ${person.name} goes out again. Each is looked at once more before it is sent.`,
        facts: [{ fact: 'person-released', personId: person.id, at: now }],
      };
    case 'add-address':
      return addAddress(input);
    case 'remove-address':
      return removeAddress(input);
    case 'resend':
      return resend(input);
    case 'withdraw':
      return withdraw(input);
    case 'soq-elsewhere':
      return soqElsewhere(input);
    case 'waive-soq-fee':
    case 'unwaive-soq-fee':
      return waiveSoqFee(input, action);
    case 'qisp-lost':
    case 'qisp-back':
      return qispFound(input, action);
    default:
      return checklist(input);
  }
}

/** What becomes of a status that is confirmed already is asked by a card of its own. */
function qispFound({ subject, words, now }: PersonActionInput, action: 'qisp-lost' | 'qisp-back'): Effect {
  if (subject?.kind !== 'term') return { refuse: 'That is about no renewal.' };
  if (words === null) return { refuse: 'That needs a reason, for the record.' };
  const { id: termId, confirmedAt } = subject.term;
  const lost = action === 'qisp-lost';
  const next = lost && confirmedAt !== null ? ' A card asks what becomes of the status.' : '';
  return {
    tell: `Noted: the QISP registration of ${subject.person.name} ${lost ? 'was lost' : 'is in order'}.${next}`,
    facts: [{ fact: 'qisp-found', termId, at: lost ? now : null }],
  };
}

function checklist({ action, subject, words, by, now }: PersonActionInput): Effect {
  const wanted = itemOf(action);
  if (wanted === null || subject?.kind !== 'term') return { refuse: 'That is about no renewal.' };
  const { item, does, how } = wanted;
  const termId = subject.term.id;
  const { name } = subject.person;
  if (does !== 'tick' && words === null) return { refuse: 'That needs a reason, for the record.' };
  if (does === 'untick')
    return { tell: `Open again for ${name}.`, facts: [{ fact: 'item-unticked', termId, item }] };
  const ticked: Fact = { fact: 'item-ticked', termId, item, how, by, at: now };
  if (does === 'tick') return { tell: `Ticked for ${name}.`, facts: [ticked] };
  return {
    tell: `Waived for ${name}.`,
    facts: [ticked, { fact: 'item-waived', termId, item, by, at: now, reason: words ?? '' }],
  };
}

/** The key holds what is new in each window, so that a doubled click is one mail. */
function resend({ lastMail, subject, person, ids }: PersonActionInput): Effect {
  const to = subject === null ? null : mailAddressOf(subject.person);
  if (lastMail === null || subject === null) return { refuse: 'No mail has been sent about this yet.' };
  if (to === null) return { refuse: `No address of ${person.name} takes mail.` };
  const draft: CopyDraft = {
    channel: 'copy',
    key: `resent/${ids.once}`,
    to,
    toName: person.name,
    copy: lastMail,
    about: referenceTo(subject),
    personId: person.id,
    condition: { kind: 'always' },
    notBefore: null,
  };
  return { tell: `“${lastMail.subject}” goes to ${to} once more.`, facts: [], drafts: [draft] };
}

function withdraw({ subject, words, person, programme, now }: PersonActionInput): Effect {
  if (subject?.kind !== 'application') return { refuse: 'There is no application to withdraw.' };
  if (words === null) return { refuse: 'Withdrawing needs a reason, for the record.' };
  const { id } = subject.application;
  const to = mailAddressOf(subject.person);
  const mail: MailDraft[] =
    to === null
      ? []
      : [
          answerDraft({
            key: `withdrawn/${id}`,
            to,
            toName: person.name,
            message: {
              name: 'withdrawn',
              values: { withdrawnAt: wordsForInstant(now, programme.timeZone) },
            },
            about: { kind: 'application', id },
            personId: person.id,
          }),
        ];
  const told =
    to === null ? 'No address takes mail: please tell them another way.' : `${to} is told by mail.`;
  return {
    tell: `Withdrawn: ${person.name}. ${told}`,
    facts: [{ fact: 'application-withdrawn', applicationId: id, at: now }],
    drafts: mail,
  };
}
