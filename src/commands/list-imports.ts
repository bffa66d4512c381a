// Lists of people that other tools write: who attended, who is registered.
import { basename } from 'node:path';
import type { ColumnMap } from '../documents/csv-table.ts';
import { readAttendance, readRegister } from '../documents/people-lists.ts';
import { createCurrentDesks } from '../handlers/current-desks.ts';
import { importAttendance } from '../handlers/import-attendance.ts';
import { importRegister } from '../handlers/import-register.ts';
import { noteQispLost } from '../handlers/qisp-lost.ts';
import type { Desk } from '../handlers/shell.ts';
import type { Database } from '../store/database.ts';
import { contentOf, deskNamed, operator } from './imports.ts';
import { setup, withDatabase } from './setup.ts';
import { SetupError } from './setup-error.ts';

type Options = { programme?: string; map?: readonly ColumnMap[]; dryRun?: boolean; term?: string };

export type AttendanceOptions = Options & {
  meeting: 'renewal' | 'orientation';
  cycle?: string;
  how: 'attended' | 'viewed';
  minMinutes?: number;
};

/** @throws SetupError with every line that is wrong; then nothing was changed */
export async function attendanceCommand(file: string, options: AttendanceOptions): Promise<void> {
  const { lines, problems } = readAttendance(file, await contentOf(file), options.map);
  refuse(problems);
  await withDesk(options, async (database, { programme }) => {
    const result = await importAttendance(database, programme, {
      meeting: options.meeting,
      lines,
      file: basename(file),
      how: options.how,
      term: options.term ?? null,
      cycle: options.cycle ?? null,
      minimumMinutes: options.minMinutes ?? null,
      ...context(options),
    });
    say(result);
  });
}

export type RegisterOptions = Options & { lost?: string[]; reason?: string };

/** @throws SetupError with every line that is wrong; then nothing was changed */
export async function registerCommand(file: string, options: RegisterOptions): Promise<void> {
  const { lost = [], reason = '' } = options;
  if (lost.length > 0 && reason.trim() === '')
    throw new SetupError(['--lost needs --reason: whose word it is, and how they know']);
  const { lines, problems } = readRegister(file, await contentOf(file), options.map);
  refuse(problems);
  await withDesk(options, async (database, { programme }) => {
    if (lost.length > 0)
      say(await noteQispLost(database, programme, { addresses: lost, reason, lines, ...context(options) }));
    const register = { programme: programme.name, lines, file: basename(file), term: options.term ?? null };
    say({ lines: await importRegister(database, { ...register, ...context(options) }) });
  });
}

function context({ dryRun }: Options) {
  return { by: operator, now: new Date(), isRehearsal: dryRun === true };
}

async function withDesk(
  { programme }: Options,
  work: (database: Database, desk: Desk) => Promise<void>,
): Promise<void> {
  const parts = setup();
  const desk = deskNamed(parts.desks, programme);
  await withDatabase(parts, async (database) => {
    const [current = desk] = await createCurrentDesks(database, [desk])();
    await work(database, current);
  });
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new SetupError([...problems, 'nothing was imported']);
}

function say(result: { problems: readonly string[] } | { lines: readonly string[] }): void {
  if ('problems' in result) refuse(result.problems);
  else for (const line of result.lines) console.log(line);
}
