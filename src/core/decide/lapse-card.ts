// The cards that ask whether a status ends: one a person, and one in the channel for all who did not renew by one day.
import type { Programme } from '../../programme/schema.ts';
import { wordsForDate, wordsForInstant } from '../calendar.ts';
import { mailAddressOf, type TermCase } from '../case.ts';
import { caseOwnerWords } from '../case-words.ts';
import type { CardDraft, NewPrompt } from '../decision.ts';
import { renewalDates } from '../fee.ts';
import { type LapseCause, lapseCause, lastDayOf } from '../ladder.ts';
import { dueWords, openItems } from '../reminder-message.ts';
import { waitingForTerm, waitingWords } from '../waiting.ts';

const prefix = 'lapse.';
const mostNames = 60;

/**
 * One for each day until which somebody could renew: who was given more time is asked about again after it. What is wrong
 * with a confirmed term is asked once for each cause, and once more after each day that staff gave.
 */
export function lapsePromptId(subject: TermCase, cause: LapseCause, { renewal }: Programme): string {
  const { id, keptUntil } = subject.term;
  const since = cause === 'not-renewed' ? lastDayOf(subject, renewal) : `${cause}.${keptUntil ?? 'first'}`;
  return `${prefix}${id}.${since}`;
}

/** The term that such a card is about, or null. */
export function termOfLapsePrompt(promptId: string): string | null {
  return promptId.startsWith(prefix) ? (promptId.split('.')[1] ?? null) : null;
}

/** Names its programme, the term that was not renewed into, and the last day for that. */
export function lapseListId({ name, renewal }: Programme, subject: TermCase): string {
  return `lapses.${name}.${subject.term.startsOn}.${lastDayOf(subject, renewal)}`;
}

const causeWords: Record<LapseCause, string> = {
  'not-renewed': 'the last day for renewing is over',
  'fee-returned': 'the annual fee was given back after the renewal was confirmed',
  'qisp-lost': 'the QISP registration was lost within the term',
};

/** The card of one person; what it says follows the facts. Of who did not renew it stands in the thread of the list. */
function lapseCard(subject: TermCase, programme: Programme, cause: LapseCause): CardDraft {
  const id = lapsePromptId(subject, cause, programme);
  const { startsOn, endsOn, keptUntil } = subject.term;
  const dates = renewalDates(startsOn, programme.renewal);
  const waiting = waitingForTerm(subject, dates);
  return card({
    id,
    kind: 'lapse',
    title: `Does this status end? ${subject.person.name}`,
    ...(cause === 'not-renewed' ? { threadOf: lapseListId(programme, subject) } : {}),
    facts: [
      ['Trainer', caseOwnerWords(subject)],
      ['Term', `${wordsForDate(startsOn)} to ${wordsForDate(endsOn)}`],
      ['Why', causeWords[cause]],
      ['Open', openItems(subject, programme).join('; ') || 'nothing'],
      ...(cause === 'not-renewed'
        ? [['Last day', dueWords(lastDayOf(subject, programme.renewal), programme)] as const]
        : []),
      ...(keptUntil === null ? [] : [['Kept before', `until ${wordsForDate(keptUntil)}`] as const]),
      ...(subject.term.qispLostAt === null
        ? []
        : [
            [
              'QISP',
              `lost, found on ${wordsForInstant(subject.term.qispLostAt, programme.timeZone)}`,
            ] as const,
          ]),
      ...(waiting === null ? [] : [['Look first', waitingWords(waiting)] as const]),
      ...(mailAddressOf(subject.person) === null
        ? [['Mail', 'no address takes mail: please tell them another way'] as const]
        : []),
    ],
  });
}

/** The card in the channel; `subjects` did not renew by the same day. Until somebody clicks, everybody stays what they are. */
function lapseListCard(first: TermCase, subjects: readonly TermCase[], programme: Programme): CardDraft {
  const lines = subjects
    .map((subject) => `${subject.person.name}: ${openItems(subject, programme).join('; ')}`)
    .toSorted((one, other) => one.localeCompare(other, 'en'));
  const more = lines.length - mostNames;
  return card({
    id: lapseListId(programme, first),
    kind: 'lapse-list',
    title: `${programme.title}: not renewed for the term from ${wordsForDate(first.term.startsOn)}`,
    facts: [
      ['Last day', dueWords(lastDayOf(first, programme.renewal), programme)],
      [
        'Still open',
        [`${lines.length}`, ...lines.slice(0, mostNames), ...(more > 0 ? [`and ${more} more`] : [])].join(
          '\n',
        ),
      ],
      ['To do', 'decide on each in the thread, or on all of them here. Nobody’s status ends by itself'],
    ],
  });
}

function card(prompt: Pick<NewPrompt, 'id' | 'kind' | 'title' | 'facts' | 'threadOf'>): CardDraft {
  const about = {
    applicationId: null,
    submissionId: null,
    paymentId: null,
    inboundMailId: null,
    outboxItemId: null,
  };
  return { channel: 'slack', key: `card/${prompt.id}`, prompt: { ...prompt, ...about } };
}

/** The cards that there should be now, each list before those in its thread. */
export function lapseCards(terms: readonly TermCase[], programme: Programme, now: Date) {
  const asked = terms.flatMap((subject) => {
    const cause = lapseCause(subject, programme, now);
    return cause === null ? [] : [{ subject, cause }];
  });
  const lists = Map.groupBy(
    asked.filter(({ cause }) => cause === 'not-renewed').map(({ subject }) => subject),
    (subject) => lapseListId(programme, subject),
  );
  return {
    lists: [...lists.values()].flatMap((subjects) => {
      const [first] = subjects;
      return first === undefined ? [] : [lapseListCard(first, subjects, programme)];
    }),
    people: asked.map(({ subject, cause }) => ({ subject, card: lapseCard(subject, programme, cause) })),
  };
}
