// Who was at the renewal meeting or the orientation, by the report of a webinar tool.
import { type AttendanceLine, type Attendee, attendanceOf } from '../core/attendance.ts';
import { dateOf } from '../core/calendar.ts';
import { cycleNamed, cycleOn } from '../core/cycle.ts';
import { createLikelySame } from '../core/likely-same.ts';
import { orientationTargets, termTargets } from '../core/list-facts.ts';
import { type Listed, type ListTarget, planListTicks } from '../core/list-ticks.ts';
import type { Programme } from '../programme/schema.ts';
import { applicationsOf } from '../store/cases.ts';
import type { Database } from '../store/database.ts';
import { allKnownPeople } from '../store/known-people.ts';
import { termsInForce } from '../store/list-targets.ts';
import { importList } from './import-list.ts';

export type AttendanceImport = {
  meeting: 'renewal' | 'orientation';
  lines: readonly AttendanceLine[];
  file: string;
  how: 'attended' | 'viewed';
  /** The first day of the term that a renewal meeting was for (YYYY-MM-DD); null: the open one of each. */
  term: string | null;
  /** The cycle whose candidates were invited; null: the one under way. */
  cycle: string | null;
  /** Null: as the programme says. */
  minimumMinutes: number | null;
  by: string;
  now: Date;
  isRehearsal: boolean;
};

/** @returns `problems`: why nothing was looked at; or sentences for whoever imports */
export async function importAttendance(
  database: Database,
  programme: Programme,
  wanted: AttendanceImport,
): Promise<{ problems: readonly string[] } | { lines: readonly string[] }> {
  const { attendees, absent, problems } = attendanceOf(wanted.lines);
  if (problems.length > 0) return { problems };
  const cycle =
    wanted.cycle === null
      ? cycleOn(programme, dateOf(wanted.now, programme.timeZone))
      : cycleNamed(programme, wanted.cycle);
  if (wanted.meeting === 'orientation' && cycle === null)
    return { problems: [`there is no cycle ${wanted.cycle ?? 'under way'} in ${programme.name}`] };
  const minimum = wanted.minimumMinutes ?? programme.attendance.minimumMinutes;
  const stayed = attendees.filter(({ minutes }) => minutes === null || minutes >= minimum);
  const short = attendees.filter((one) => !stayed.includes(one));
  const { name } = programme;
  const targets = async (): Promise<readonly ListTarget[]> =>
    wanted.meeting === 'renewal'
      ? termTargets(await termsInForce(database.read, { programme: name, startsOn: wanted.term }), 'meeting')
      : orientationTargets(
          await applicationsOf(database.read, { programme: name, cycle: cycle?.name ?? '' }),
        );
  const item = wanted.meeting === 'renewal' ? ('meeting' as const) : ('orientation' as const);
  const lines = await importList(database, { ...wanted, programme: name, item }, async () =>
    planFor(database, {
      listed: stayed.map(listedAs),
      targets: await targets(),
      what: whatOf(wanted, cycle?.name),
    }),
  );
  return { lines: [...lines, ...shortWords(short, minimum), ...absentWords(absent)] };
}

function whatOf({ meeting }: AttendanceImport, cycle: string | undefined): string {
  return meeting === 'renewal' ? 'renewal' : `onboarding of cycle ${cycle}`;
}

async function planFor(
  { read }: Database,
  question: { listed: readonly Listed[]; targets: readonly ListTarget[]; what: string },
) {
  const people = await allKnownPeople(read);
  const byAddress = new Map(people.flatMap((one) => one.addresses.map((address) => [address, one] as const)));
  const likely = createLikelySame(people);
  return planListTicks({
    ...question,
    personOf: ({ email }) => (email === null ? null : (byAddress.get(email) ?? null)),
    likely: ({ name, email }) => likely({ name, address: email }),
  });
}

function listedAs({ place, email, name, minutes }: Attendee): Listed {
  return { place, email, name, note: minutes === null ? null : `${minutes} minutes` };
}

function shortWords(short: readonly Attendee[], minimum: number): string[] {
  if (short.length === 0) return [];
  return [
    `${short.length} were there for less than ${minimum} minutes and are not ticked:`,
    ...short.map(
      ({ place, name, email, minutes }) =>
        `  ${place}: ${name} <${email ?? 'no address'}>, ${minutes} minutes`,
    ),
  ];
}

function absentWords(absent: number): string[] {
  return absent === 0 ? [] : [`${absent} lines say that somebody did not come`];
}
