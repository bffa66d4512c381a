// Reads the programme folders. A programme with any problem is not loaded at all: half a programme would send wrong mail.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReminderMessages } from './check-reminders.ts';
import { checkValues } from './check-values.ts';
import type { ProgrammeFile } from './overlay.ts';
import type { Programme } from './schema.ts';
import { type FieldPath, type Finding, readSource } from './source.ts';

/** Of several programmes; `problems` is one line each: `templates/igp-tor/programme.yaml:41: fees.late: an amount ...`. */
export type LoadedProgrammes = {
  programmes: readonly Programme[];
  /** What the files of `programmes` say, in the same order. */
  files: readonly ProgrammeFile[];
  problems: readonly string[];
};

/**
 * Reads every `<folder>/<name>/programme.yaml`, in the order of their names.
 * `messages` are the mails that reminders may ask for (core's `reminderMessages`).
 */
export function loadProgrammes(folder: string, messages: ReminderMessages): LoadedProgrammes {
  const names = programmeFolders(folder);
  if (names.length === 0) {
    const expected = `expected a programme such as ${join(folder, 'igp-tor', 'programme.yaml')}`;
    return { programmes: [], files: [], problems: [`${folder}: no programme found; ${expected}`] };
  }
  const loaded = names.map((name) => loadProgramme(folder, name, messages));
  if (loaded.every(({ programme, problems }) => programme === null && problems.length === 0))
    return { programmes: [], files: [], problems: [`${folder}: every programme says active: false`] };
  return {
    programmes: loaded.flatMap(({ programme }) => (programme === null ? [] : [programme])),
    files: loaded.flatMap(({ file }) => (file === null ? [] : [file])),
    problems: loaded.flatMap(({ problems }) => problems),
  };
}

/** Folders below `folder`; links to folders count, hidden ones and the common layout do not. */
function programmeFolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.') && name !== 'layout')
      .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() === true)
      .sort();
  } catch {
    return [];
  }
}

type Loaded = { programme: Programme | null; file: ProgrammeFile | null; problems: readonly string[] };

function loadProgramme(folder: string, name: string, messages: ReminderMessages): Loaded {
  const file = join(folder, name, 'programme.yaml');
  const text = readText(file);
  if (typeof text !== 'string')
    return { programme: null, file: null, problems: [`${file}:1: ${text.problem}`] };
  const source = readSource(text);
  const checked =
    source.values === undefined
      ? { programme: null, findings: [] }
      : checkValues(source.values, { folderName: name, messages });
  const findings: Finding[] = [
    ...source.findings,
    ...checked.findings,
    ...checkExtends(folder, name, source.values),
  ];
  const problems = findings
    .map(({ at, problem }) =>
      'line' in at ? { line: at.line, problem } : placed(at, problem, source.lineOf),
    )
    .sort((one, other) => one.line - other.line)
    .map(({ line, problem }) => `${file}:${line}: ${problem}`);
  const programme = problems.length === 0 ? checked.programme : null;
  if (programme === null || !programme.active) return { programme: null, file: null, problems };
  return { programme, file: { name, values: source.values, text }, problems };
}

/** Another programme beside it, which extends none itself: one look says where each mail comes from. */
function checkExtends(folder: string, name: string, values: unknown): readonly Finding[] {
  const wanted = extendsIn(values);
  if (wanted === null) return [];
  const text = readText(join(folder, wanted, 'programme.yaml'));
  const problem =
    wanted === name || typeof text !== 'string'
      ? `the name of another programme folder beside this one (found "${wanted}")`
      : extendsIn(readSource(text).values) === null
        ? null
        : `a programme that extends no other one (found "${wanted}")`;
  return problem === null ? [] : [{ at: ['extends'], problem }];
}

/** Null also where what stands there is no text: the form of the file says that. */
function extendsIn(values: unknown): string | null {
  const wanted = (values as { extends?: unknown } | null | undefined)?.extends;
  return typeof wanted === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(wanted) ? wanted : null;
}

function placed(path: FieldPath, problem: string, lineOf: (path: FieldPath) => number) {
  return { line: lineOf(path), problem: path.length === 0 ? problem : `${fieldName(path)}: ${problem}` };
}

/** ["cycles", 0, "payment", "opens"] -> "cycles[0].payment.opens". */
function fieldName(path: FieldPath): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join('');
}

function readText(file: string): string | { problem: string } {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) return { problem: 'must be UTF-8 text' };
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { problem: missing ? 'is missing' : `cannot be read (${String(error)})` };
  }
}
