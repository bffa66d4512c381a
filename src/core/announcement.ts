// The announcement that a cycle is open: when it may go out, and what it says.
import type { CycleDates, Programme } from '../programme/schema.ts';
import { instantAt, instantOf, wordsForDate, wordsForInstant } from './calendar.ts';
import { soqDeadline } from './cycle.ts';
import type { Condition } from './decision.ts';
import type { Message } from './messages.ts';
import { wordsForCents } from './money.ts';

type Plan = NonNullable<CycleDates['announcement']>;

export type Announcement = {
  cycle: CycleDates;
  plan: Plan;
  /** Staff are asked from `asksAt` on; nothing goes out before `from`, nor from `until` on. */
  asksAt: Date;
  from: Date;
  until: Date;
};

/** The announcement of a cycle; null: it has none. Nobody is told of fees that can no longer be paid. */
function announcementOf(programme: Programme, cycle: CycleDates): Announcement | null {
  const { announcement: plan, opens, payment } = cycle;
  if (plan === null) return null;
  const day = plan.on ?? opens;
  return {
    cycle,
    plan,
    asksAt: instantAt(day, '00:00', programme.timeZone),
    from: instantAt(day, plan.at, programme.timeZone),
    until: instantOf(payment.closes, programme.timeZone),
  };
}

/** Every announcement of a programme, also those that are over. */
export function announcementsOf(programme: Programme): readonly Announcement[] {
  return programme.cycles.flatMap((cycle) => announcementOf(programme, cycle) ?? []);
}

/** What the keys of all its mails begin with; an address follows, lower-cased. One mail each, for ever. */
export function announcementPrefix(
  { name }: Pick<Programme, 'name'>,
  cycle: Pick<CycleDates, 'name'>,
): string {
  return `announcement/${name}/${cycle.name}/`;
}

/** The dates and fees that the mail names: one that waits while they change would say what is no longer true. */
function namedIn({ fees }: Programme, cycle: CycleDates): string {
  const { payment, soqDeadline: deadline, notificationWeek } = cycle;
  return [payment.opens, payment.closes, deadline, notificationWeek, fees.soqNew, fees.soqResubmittal].join(
    '/',
  );
}

export type AnnouncementCondition = Extract<Condition, { kind: 'announcement' }>;

export function announcementCondition(programme: Programme, cycle: CycleDates): AnnouncementCondition {
  return { kind: 'announcement', cycle: cycle.name, names: namedIn(programme, cycle) };
}

/** Whether what a waiting announcement says of its cycle is still so; null, or why not. */
export function announcementOutdated(
  { cycle: name, names }: AnnouncementCondition,
  programme: Programme,
  now: Date,
): string | null {
  const found = announcementsOf(programme).find(({ cycle }) => cycle.name === name);
  if (found === undefined) return `the cycle ${name} is not announced any more`;
  if (namedIn(programme, found.cycle) !== names) return 'the dates or fees that it names have been changed';
  if (now >= found.until)
    return `the fee could be paid until ${wordsForInstant(found.until, programme.timeZone)}`;
  return null;
}

/** The cycles whose announcement says something else after a change of the programme. */
export function announcedOtherwise(before: Programme, after: Programme): readonly CycleDates[] {
  return announcementsOf(before).flatMap(({ cycle }) => {
    const changed = after.cycles.find(({ name }) => name === cycle.name);
    return changed !== undefined && namedIn(before, cycle) !== namedIn(after, changed) ? [cycle] : [];
  });
}

/** @param audience the name of the list that its reader is on */
export function announcementMessage(programme: Programme, cycle: CycleDates, audience: string): Message {
  const { timeZone, fees, audiences } = programme;
  const when = (local: string) => wordsForInstant(instantOf(local, timeZone), timeZone);
  return {
    name: 'announcement',
    values: {
      why: audiences.find(({ name }) => name === audience)?.why ?? '',
      paymentOpens: when(cycle.payment.opens),
      paymentCloses: when(cycle.payment.closes),
      deadline: wordsForInstant(soqDeadline(programme, cycle), timeZone),
      soqFee: wordsForCents(fees.soqNew),
      resubmittalFee: wordsForCents(fees.soqResubmittal),
      notificationWeek: wordsForDate(cycle.notificationWeek),
    },
  };
}
