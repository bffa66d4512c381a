// The values of one section as they are now, and for each that was set in Slack: by whom, when, and what the file says.
import { wordsForInstant } from '../core/calendar.ts';
import type { SettingField, SettingsForm } from '../core/settings/view.ts';
import { type Change, changeWords, valueWords } from '../core/settings/words.ts';
import { fileValues, isSame, settingsIn } from '../programme/overlay.ts';
import { type Setting, settingSections } from '../programme/settings.ts';
import { type ProgrammeVersion, versionsOf } from '../store/programme-versions.ts';
import type { Desk, Shell } from './shell.ts';

/** Null when the programme has no such section. */
export async function settingsForm(
  { database }: Pick<Shell, 'database'>,
  { programme, file, set }: Desk,
  section: string,
): Promise<SettingsForm | null> {
  const found = settingSections(programme).find(({ name }) => name === section);
  if (found === undefined || file === undefined) return null;
  const versions = set === undefined ? [] : await versionsOf(database.read, programme.name);
  const said = fileValues(file);
  const zone = programme.timeZone;
  const field = ({ path, kind, label }: Setting): SettingField => {
    const entry = set?.overlay[path];
    const ofFile = valueWords(said[path] ?? null, kind, zone);
    return {
      path,
      kind,
      label,
      value: entry === undefined ? (said[path] ?? null) : entry.value,
      setHere:
        entry === undefined ? null : `Set ${setBy(versions, path, zone)}; programme.yaml says ${ofFile}.`,
    };
  };
  return {
    programme: programme.name,
    section,
    title: found.title,
    version: set?.version ?? 0,
    zone,
    fields: settingsIn(file)
      .filter((setting) => setting.section === section)
      .map(field),
  };
}

/** The version in which a value became what it is. `versions`: the newest first. */
function setBy(versions: readonly ProgrammeVersion[], path: string, zone: string): string {
  const value = versions[0]?.overlay[path]?.value ?? null;
  const other = versions.findIndex(({ overlay }) => {
    const entry = overlay[path];
    return entry === undefined || !isSame(entry.value, value);
  });
  const since = versions.at(other === -1 ? -1 : Math.max(other - 1, 0));
  return since === undefined ? 'here' : `by ${since.byName} on ${wordsForInstant(since.at, zone)}`;
}

/** "Version 3, Avery Doe, Friday, May 12, 2023, 7:00 AM PDT: SOQ deadline: ... → ...". */
export function versionWords(
  { version, byName, at }: ProgrammeVersion,
  changes: readonly Change[],
  zone: string,
): string {
  const what = changes.map((change) => changeWords(change, zone)).join('; ');
  return `Version ${version}, ${byName}, ${wordsForInstant(at, zone)}: ${what === '' ? 'nothing that the file does not say now' : what}`;
}
