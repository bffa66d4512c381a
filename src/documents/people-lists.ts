// Lists of people that other tools write: who attended a webinar, who is registered as a QISP.
import type { AttendanceLine } from '../core/attendance.ts';
import { type ColumnMap, type CsvFields, type CsvRow, readCsvTable } from './csv-table.ts';
import { addressPattern } from './mail-address.ts';

const who = {
  email: ['email', 'emailaddress', 'useremail', 'mail', 'participantemail', 'attendeeemail'],
  name: [
    'name',
    'fullname',
    'username',
    'attendee',
    'participant',
    'username(originalname)',
    'name(originalname)',
  ],
  first: ['first', 'firstname', 'givenname'],
  last: ['last', 'lastname', 'surname', 'familyname'],
} satisfies CsvFields<string>;

const attendanceFields = {
  ...who,
  join: ['join', 'jointime', 'joined', 'firstjoin'],
  leave: ['leave', 'leavetime', 'left', 'lastleave'],
  minutes: [
    'minutes',
    'duration',
    'duration(minutes)',
    'timeinsession',
    'timeinsession(minutes)',
    'inmeetingduration',
    'totalduration(minutes)',
  ],
  attended: ['attended', 'attendance'],
} satisfies CsvFields<string>;

const registerFields = {
  ...who,
  number: [
    'number',
    'qispnumber',
    'qispid',
    'registrationnumber',
    'certificatenumber',
    'license',
    'licensenumber',
  ],
} satisfies CsvFields<string>;

type ListFile<Line> = { lines: readonly Line[]; problems: readonly string[] };

/** The lines of a webinar tool's report. Names only serve to find people; none of it is kept. */
export function readAttendance(
  file: string,
  bytes: Uint8Array,
  map: readonly ColumnMap[] = [],
): ListFile<AttendanceLine> {
  const form = { fields: attendanceFields, required: ['email' as const], map, keeps: false };
  const { rows, problems } = readCsvTable<keyof typeof attendanceFields>(file, bytes, form);
  const lines = rows.map(({ place, cells }) => {
    const { join, leave, minutes, attended } = cells;
    return { place, email: cells.email.toLowerCase(), name: nameIn(cells), join, leave, minutes, attended };
  });
  return { lines, problems: [...problems, ...badAddresses(rows)] };
}

/** `email` lower-cased, null where there is none; `number` null likewise. */
export type RegisterLine = { place: string; email: string | null; name: string; number: string | null };

/** The lines of a register of QISPs: an address, or a number with a name, each. */
export function readRegister(
  file: string,
  bytes: Uint8Array,
  map: readonly ColumnMap[] = [],
): ListFile<RegisterLine> {
  const form = { fields: registerFields, required: [], map, keeps: true };
  const { rows, has, problems } = readCsvTable<keyof typeof registerFields>(file, bytes, form);
  if (problems.length === 0 && !has.has('email') && !has.has('number'))
    return {
      lines: [],
      problems: [
        `${file}: there is neither a column email nor number; say which it is with --map "COLUMN=email"`,
      ],
    };
  const lines = rows.map(({ place, cells }) => ({
    place,
    email: cells.email === '' ? null : cells.email.toLowerCase(),
    name: nameIn(cells),
    number: cells.number === '' ? null : cells.number,
  }));
  const empty = lines
    .filter(({ email, number, name }) => email === null && (number === null || name === ''))
    .map(({ place }) => `${place}: expected an address, or a number with a name`);
  return { lines, problems: [...problems, ...badAddresses(rows), ...empty] };
}

function nameIn({ name, first, last }: { name: string; first: string; last: string }): string {
  return name === '' ? `${first} ${last}`.trim() : name;
}

function badAddresses(rows: readonly CsvRow<'email'>[]): string[] {
  return rows
    .filter(({ cells }) => cells.email !== '' && !addressPattern.test(cells.email.toLowerCase()))
    .map(
      ({ place, cells }) =>
        `${place}: email: expected an address such as pat@example.org (found "${cells.email}")`,
    );
}
