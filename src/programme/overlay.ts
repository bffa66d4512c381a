// What staff set in Slack, on top of what programme.yaml says. The result is checked like a file: an overlay can never
// make what a file could not say.
import type { CheckContext } from './check.ts';
import { checkValues } from './check-values.ts';
import type { Programme } from './schema.ts';
import { type Setting, settingsOf } from './settings.ts';
import type { FieldPath, Finding } from './source.ts';

/** A value as a programme file writes it: "$530", "2023-05-19 16:00", ["U012ABCDEF"], 2, or null for none. */
export type SettingValue = string | number | null | readonly string[];
/** By path: the value that is set, and the one of the file whose place it took when it was set. */
export type Overlay = Readonly<Record<string, { value: SettingValue; replaces: SettingValue }>>;

/** A programme file that is right, as it was read. */
export type ProgrammeFile = { name: string; values: unknown; text: string };

/** Something wrong: with one setting, or (null) with a value that cannot be set in Slack. */
type OverlayProblem = { path: string | null; problem: string };
export type Overlaid =
  | { ok: true; programme: Programme }
  | { ok: false; problems: readonly OverlayProblem[] };

/** What the file and the overlay say together. Settings of a cycle that the file no longer has are left out. */
export function overlaid(
  file: ProgrammeFile,
  overlay: Overlay,
  messages: CheckContext['messages'],
): Overlaid {
  const settings = settingsIn(file);
  const values = settings.reduce(
    (all, { path, at }) =>
      Object.hasOwn(overlay, path) ? withValueAt(all, at, overlay[path]?.value ?? null) : all,
    file.values,
  );
  const { programme, findings } = checkValues(values, { folderName: file.name, messages });
  if (programme !== null) return { ok: true, programme };
  return { ok: false, problems: findings.map((finding) => problemOf(finding, settings)) };
}

/** What of the file can be set in Slack. */
export function settingsIn(file: ProgrammeFile): readonly Setting[] {
  return settingsOf(file.values as Pick<Programme, 'cycles'>);
}

/** What the file says at each path. */
export function fileValues(file: ProgrammeFile): Readonly<Record<string, SettingValue>> {
  return Object.fromEntries(settingsIn(file).map(({ path, at }) => [path, valueAt(file.values, at)]));
}

/** The overlay after these values were set; one that is the file's own is no longer set. */
export function withChanges(
  overlay: Overlay,
  changes: Readonly<Record<string, SettingValue>>,
  file: ProgrammeFile,
): Overlay {
  const said = fileValues(file);
  const changed = Object.entries(changes).map(
    ([path, value]) => [path, { value, replaces: said[path] ?? null }] as const,
  );
  return Object.fromEntries(
    [...Object.entries(overlay).filter(([path]) => !Object.hasOwn(changes, path)), ...changed].filter(
      ([path, { value }]) => !isSame(value, said[path] ?? null),
    ),
  );
}

/** Settings for which the file now says something else than when they were set in Slack, or nothing any more. */
export function overtaken(
  overlay: Overlay,
  file: ProgrammeFile,
): readonly { path: string; was: SettingValue; is: SettingValue | undefined }[] {
  const said = fileValues(file);
  return Object.entries(overlay)
    .map(([path, { replaces }]) => ({ path, was: replaces, is: said[path] }))
    .filter(({ was, is }) => is === undefined || !isSame(was, is));
}

export function isSame(one: SettingValue, other: SettingValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function problemOf({ at, problem }: Finding, settings: readonly Setting[]): OverlayProblem {
  if ('line' in at) return { path: null, problem };
  const setting = settings.find((entry) => entry.at.every((step, index) => at[index] === step));
  return setting === undefined
    ? { path: null, problem: `${at.join('.')}: ${problem}` }
    : { path: setting.path, problem };
}

function withValueAt(values: unknown, [step, ...rest]: FieldPath, value: SettingValue): unknown {
  if (step === undefined) return value;
  // A group that the file leaves out is made.
  const inner = withValueAt((values as Record<string | number, unknown> | undefined)?.[step], rest, value);
  if (Array.isArray(values)) return values.map((item, index) => (index === step ? inner : item));
  return { ...(values as object | undefined), [step]: inner };
}

/** Null also where a file leaves a value out that then has its default. */
function valueAt(values: unknown, path: FieldPath): SettingValue {
  let found = values;
  for (const step of path) found = (found as Record<string | number, unknown> | undefined)?.[step];
  return (found ?? null) as SettingValue;
}
