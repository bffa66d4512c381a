// Who was at a meeting, from the lines of a webinar tool: one line for each time that somebody came in.
import { minutesCovered, readLocalTime, readMinutes } from './attended-minutes.ts';

/** One line, as it is written; '' where the file does not say. `attended`: "Yes" or "No". */
export type AttendanceLine = {
  place: string;
  email: string;
  name: string;
  join: string;
  leave: string;
  minutes: string;
  attended: string;
};

/** `email` lower-cased, or null for somebody who came by telephone. `minutes` null: the file does not say how long. */
export type Attendee = { place: string; email: string | null; name: string; minutes: number | null };

export type Attendance = {
  /** Each address once, or each name where there is no address. Who the file says did not come is not among them. */
  attendees: readonly Attendee[];
  absent: number;
  /** A sentence for each line that cannot be read. */
  problems: readonly string[];
};

type Stay = { span: readonly [number, number] } | { minutes: number } | null;

/** Puts the lines of each person together. */
export function attendanceOf(lines: readonly AttendanceLine[]): Attendance {
  const found = new Map<string, { first: AttendanceLine; stays: Stay[] }>();
  const problems: string[] = [];
  let absent = 0;
  for (const line of lines) {
    const stay = stayOf(line);
    if (/^(no|false|0|-)$/i.test(line.attended)) {
      absent += 1;
    } else if (line.email === '' && line.name === '') {
      problems.push(`${line.place}: neither an address nor a name`);
    } else if (typeof stay === 'string') problems.push(`${line.place}: ${stay}`);
    else {
      const key = line.email === '' ? `name ${line.name.toLowerCase()}` : line.email.toLowerCase();
      const before = found.get(key);
      if (before === undefined) found.set(key, { first: line, stays: [stay] });
      else before.stays.push(stay);
    }
  }
  const attendees = [...found.values()].map(({ first, stays }) => ({
    place: first.place,
    email: first.email === '' ? null : first.email.toLowerCase(),
    name: first.name,
    minutes: minutesOf(stays),
  }));
  return { attendees, absent, problems };
}

/** Times of coming and leaving tell more than a length: two devices at once count once. */
function stayOf({ join, leave, minutes }: AttendanceLine): Stay | string {
  if (join !== '' && leave !== '') {
    const [from, to] = [readLocalTime(join), readLocalTime(leave)];
    if (from === null || to === null)
      return `join and leave: expected times such as 2027-05-19 09:01 (found "${from === null ? join : leave}")`;
    return to < from ? 'left before they came' : { span: [from, to] };
  }
  if (minutes === '') return null;
  const length = readMinutes(minutes);
  return length === null
    ? `minutes: expected a length such as 62 or 1:02:00 (found "${minutes}")`
    : { minutes: length };
}

function minutesOf(stays: readonly Stay[]): number | null {
  const known = stays.filter((stay) => stay !== null);
  if (known.length === 0) return null;
  const spans = known.flatMap((stay) => ('span' in stay ? [stay.span] : []));
  const lengths = known.reduce((sum, stay) => sum + ('minutes' in stay ? stay.minutes : 0), 0);
  return minutesCovered(spans) + lengths;
}
