// The dates of a programme that anybody may know, for a calendar to subscribe to.
import type { CycleDates, Programme } from '../programme/schema.ts';
import { endOf, instantOf, lastOnOrBefore } from './calendar.ts';

export type PublicDate = {
  /** Stays the same when the date moves, so that calendars move it. */
  uid: string;
  title: string;
  description: string;
  /** A day (YYYY-MM-DD), or an instant where the hour counts. */
  at: string | Date;
};

/** All dates of all cycles, in the order of the programme; each hour is that of the programme's zone. */
export function publicDates(programme: Programme): PublicDate[] {
  return programme.cycles.flatMap((cycle) => [
    ...applicationDates(programme, cycle),
    ...renewalDates(programme, cycle),
  ]);
}

function applicationDates(programme: Programme, cycle: CycleDates): PublicDate[] {
  const { website } = programme.organisation;
  const more = `See ${programme.links.announcement} or ${website}.`;
  return [
    dateOf(programme, cycle, 'opens', { title: 'SOQ submittals open', description: more, at: cycle.opens }),
    dateOf(programme, cycle, 'soq-deadline', {
      title: 'SOQ deadline',
      description: `What counts is when the mail arrives. ${more}`,
      at: instantOf(cycle.soqDeadline, programme.timeZone),
    }),
    dateOf(programme, cycle, 'notification', {
      title: 'Results are sent this week',
      description: more,
      at: cycle.notificationWeek,
    }),
    ...(cycle.orientation.at === null
      ? []
      : [
          dateOf(programme, cycle, 'orientation', {
            title: 'Orientation webinar',
            description: more,
            at: instantOf(cycle.orientation.at, programme.timeZone),
          }),
        ]),
    dateOf(programme, cycle, 'term', { title: 'Term begins', description: more, at: cycle.term.starts }),
  ];
}

/** The renewal that ends with the due date before the cycle's term. */
function renewalDates(programme: Programme, cycle: CycleDates): PublicDate[] {
  const due = lastOnOrBefore(programme.renewal.due, cycle.term.starts);
  return [
    dateOf(programme, cycle, 'renewal-due', {
      title: 'Renewal due',
      description: `The whole day is in time (${programme.timeZone}).`,
      at: new Date(endOf(due, programme.timeZone).getTime() - 60_000),
    }),
  ];
}

function dateOf(
  { name, title, organisation, addresses }: Programme,
  cycle: CycleDates,
  what: string,
  date: Omit<PublicDate, 'uid'>,
): PublicDate {
  const domain = addresses.programme.slice(addresses.programme.lastIndexOf('@') + 1);
  return {
    ...date,
    uid: `public-${what}-${cycle.name}-${name}@${domain}`,
    title: `${organisation.shortName} ${title}: ${date.title}`,
  };
}
