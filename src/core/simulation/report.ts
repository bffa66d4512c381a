// A simulated year as whoever signs it off reads it: every day with its mails and cards, every person, what is odd.
import { addDays, dateOf, wordsForInstant } from '../calendar.ts';
import { type Conflict, conflictsIn } from './conflicts.ts';
import type { Trace } from './trace.ts';

export type DayCounts = {
  date: string;
  /** By the name of the message, in the order of the alphabet. */
  mails: Readonly<Record<string, number>>;
  /** By kind. */
  cards: Readonly<Record<string, number>>;
};

type TimelineEntry = { at: string; side: 'person' | 'torq'; what: string };
type Timeline = { person: string; entries: readonly TimelineEntry[] };

export type YearReport = {
  title: string;
  from: string;
  to: string;
  timeZone: string;
  people: number;
  /** Whether whoever is in the records lives in it, too. */
  isCopy: boolean;
  seed: number;
  totals: {
    mails: number;
    cards: number;
    byMessage: Readonly<Record<string, number>>;
    byKind: Readonly<Record<string, number>>;
  };
  /** Every day of the period, also those on which nothing happens. */
  days: readonly DayCounts[];
  /** By name. */
  timelines: readonly Timeline[];
  conflicts: readonly Conflict[];
};

export function yearReport(trace: Trace): YearReport {
  const { from, to, timeZone, people, isCopy, seed, mails, cards } = trace;
  return {
    ...{ title: trace.programmes.join(', '), from, to, timeZone, people, isCopy, seed },
    totals: {
      mails: mails.length,
      cards: cards.length,
      byMessage: counted(mails.map(({ message }) => message)),
      byKind: counted(cards.map(({ kind }) => kind)),
    },
    days: daysOf(trace),
    timelines: timelinesOf(trace),
    conflicts: conflictsIn(trace),
  };
}

function daysOf({ from, to, timeZone, mails, cards }: Trace): DayCounts[] {
  const mailed = Map.groupBy(mails, ({ at }) => dateOf(at, timeZone));
  const shown = Map.groupBy(cards, ({ at }) => dateOf(at, timeZone));
  const days: DayCounts[] = [];
  for (let date = from; date <= to; date = addDays(date, 1))
    days.push({
      date,
      mails: counted((mailed.get(date) ?? []).map(({ message }) => message)),
      cards: counted((shown.get(date) ?? []).map(({ kind }) => kind)),
    });
  return days;
}

function timelinesOf({ mails, deeds, timeZone }: Trace): Timeline[] {
  const entries = [
    ...mails.map(({ at, person, message, subject }) => ({
      ...{ at, person, side: 'torq' as const },
      what: `${message}: ${subject}`,
    })),
    ...deeds.flatMap(({ at, person, what }) =>
      person === null ? [] : [{ at, person, side: 'person' as const, what }],
    ),
  ];
  return [...Map.groupBy(entries, ({ person }) => person)]
    .map(([person, own]) => ({
      person,
      entries: own
        .toSorted((one, other) => one.at.getTime() - other.at.getTime())
        .map(({ at, side, what }) => ({ at: wordsForInstant(at, timeZone), side, what })),
    }))
    .toSorted((one, other) => one.person.localeCompare(other.person, 'en'));
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const);
  return Object.fromEntries(counts.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
