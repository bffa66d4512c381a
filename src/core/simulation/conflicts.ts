// What somebody who signs a year off would want to know of: mails that come at a bad moment, or on top of one another.
import { dateOf, endOf, isBusinessDay, isQuiet } from '../calendar.ts';
import type { Trace, TracedMail } from './trace.ts';

export type Conflict = { kind: ConflictKind; date: string; what: string };
export const conflictKinds = {
  'two-on-one-day': 'Two unasked mails to one person on one day',
  holiday: 'An unasked mail on a weekend or holiday',
  quiet: 'An unasked mail in quiet hours',
  waiting: 'A card that nobody answered for a week',
  crowded: 'More than 25 cards on one day',
} as const;
type ConflictKind = keyof typeof conflictKinds;

const weekMs = 7 * 24 * 3_600_000;
const mostCards = 25;
/** These are there to be read, or close by themselves. */
const readOnly = new Set(['daily', 'question-mail']);

export function conflictsIn(trace: Trace): readonly Conflict[] {
  const unasked = trace.mails.filter(({ nature }) => nature === 'notice' || nature === 'announcement');
  return [...twoOnOneDay(unasked, trace), ...badMoments(unasked, trace), ...cards(trace)].toSorted(
    (one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : one.what < other.what ? -1 : 1),
  );
}

function twoOnOneDay(mails: readonly TracedMail[], { timeZone }: Trace): Conflict[] {
  const days = Map.groupBy(mails, ({ at, to }) => `${dateOf(at, timeZone)} ${to}`);
  return [...days].flatMap(([key, group]): Conflict[] =>
    group.length < 2
      ? []
      : [
          {
            kind: 'two-on-one-day',
            date: key.slice(0, 10),
            what: `${group[0]?.person}: ${group.map(({ message }) => message).join(', ')}`,
          },
        ],
  );
}

function badMoments(mails: readonly TracedMail[], { timeZone, holidays, quietHours }: Trace): Conflict[] {
  return mails.flatMap(({ at, person, message }): Conflict[] => {
    const date = dateOf(at, timeZone);
    const what = `${person}: ${message}`;
    return [
      ...(isBusinessDay(date, holidays) ? [] : [{ kind: 'holiday' as const, date, what }]),
      ...(isQuiet(at, quietHours, timeZone) ? [{ kind: 'quiet' as const, date, what }] : []),
    ];
  });
}

function cards({ cards: all, timeZone, to }: Trace): Conflict[] {
  const asking = all.filter(({ kind }) => !readOnly.has(kind));
  const waiting = asking.flatMap(({ at, title, answeredAt }): Conflict[] => {
    const until = answeredAt ?? endOf(to, timeZone);
    return until.getTime() - at.getTime() > weekMs
      ? [{ kind: 'waiting', date: dateOf(at, timeZone), what: title }]
      : [];
  });
  const days = Map.groupBy(asking, ({ at }) => dateOf(at, timeZone));
  const crowded = [...days].flatMap(([date, group]): Conflict[] =>
    group.length <= mostCards ? [] : [{ kind: 'crowded', date, what: `${group.length} cards` }],
  );
  return [...waiting, ...crowded];
}
