// The dates that reminders count from: of a cycle for applications, of a term for renewals.
import type { CycleDates, Programme, ReferenceName } from '../programme/schema.ts';
import { endOf, instantOf } from './calendar.ts';
import type { Case } from './case.ts';
import { cycleNamed, cycleOfTerm } from './cycle.ts';
import { renewalDates } from './fee.ts';

/** A date that rules count from, YYYY-MM-DD in the programme's zone, and the instant at which it is over. */
export type Reference = { date: string; at: Date };

/** What has dates of its own. Everybody in one cycle, or in terms with the same days, has the same. */
export type DateSource =
  | { about: 'application'; cycle: string }
  | { about: 'renewal'; startsOn: string; endsOn: string };

/** Where the dates of a case come from. */
export function dateSourceOf(subject: Case): DateSource {
  return subject.kind === 'application'
    ? { about: 'application', cycle: subject.application.cycle }
    : { about: 'renewal', startsOn: subject.term.startsOn, endsOn: subject.term.endsOn };
}

/** The cycles of a programme. */
export function cycleSources({ cycles }: Programme): DateSource[] {
  return cycles.map(({ name }) => ({ about: 'application', cycle: name }));
}

/** The date with this name, or null when there is none: another kind of case, or not set in the programme. */
export function referenceOf(source: DateSource, name: ReferenceName, programme: Programme): Reference | null {
  const zone = programme.timeZone;
  if (source.about === 'renewal') {
    if (name === 'renewalMeeting') return meetingReference(source.startsOn, programme);
    const date = termDates(source, programme)[name];
    return date === undefined ? null : { date, at: endOf(date, zone) };
  }
  const cycle = cycleNamed(programme, source.cycle);
  return cycle === null ? null : cycleReference(cycle, name, zone);
}

type Dates = Partial<Record<ReferenceName, string>>;

function termDates(
  { startsOn, endsOn }: Extract<DateSource, { about: 'renewal' }>,
  { renewal }: Programme,
): Dates {
  const { opens, due, lateUntil } = renewalDates(startsOn, renewal);
  return {
    renewalOpens: opens,
    renewalDue: due,
    renewalLateUntil: lateUntil,
    termStarts: startsOn,
    termEnds: endsOn,
  };
}

/** It is over when it begins: nobody is asked to come then. */
function meetingReference(startsOn: string, programme: Programme): Reference | null {
  const at = cycleOfTerm(programme, startsOn)?.renewalMeeting.at ?? null;
  return at === null ? null : { date: at.slice(0, 10), at: instantOf(at, programme.timeZone) };
}

function cycleReference(cycle: CycleDates, name: ReferenceName, zone: string): Reference | null {
  // What ends at an hour is over then; what begins is not over before its day is.
  const ends: Dates = {
    soqDeadline: cycle.soqDeadline,
    paymentCloses: cycle.payment.closes,
    ...(cycle.orientation.at === null ? {} : { orientation: cycle.orientation.at }),
  };
  const local = ends[name];
  if (local !== undefined) return { date: local.slice(0, 10), at: instantOf(local, zone) };
  const days: Dates = {
    cycleOpens: cycle.opens,
    paymentOpens: cycle.payment.opens.slice(0, 10),
    notificationWeek: cycle.notificationWeek,
    termStarts: cycle.term.starts,
    termEnds: cycle.term.ends,
  };
  const date = days[name];
  return date === undefined ? null : { date, at: endOf(date, zone) };
}
