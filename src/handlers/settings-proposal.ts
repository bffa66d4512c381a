// What a wish to change settings would do: the programme it would make, and whom that concerns.

import { announcedOtherwise, announcementPrefix } from '../core/announcement.ts';
import { reminderMessages } from '../core/reminder-message.ts';
import { type Affected, counting, nobodyAffected } from '../core/settings/affected.ts';
import { changesBetween } from '../core/settings/changes.ts';
import { consequenceLines, summaryOf } from '../core/settings/consequences.ts';
import type { Proposal, Proposed, SettingsWish } from '../core/settings/view.ts';
import type { Change } from '../core/settings/words.ts';
import {
  fileValues,
  isSame,
  type Overlay,
  overlaid,
  type ProgrammeFile,
  type SettingValue,
  settingsIn,
  withChanges,
} from '../programme/overlay.ts';
import type { Programme } from '../programme/schema.ts';
import { sentAnnouncements } from '../store/announcements.ts';
import { openCases, waitingOn } from '../store/open-cases.ts';
import { textHash } from '../store/programme-versions.ts';
import type { Desk, Shell } from './shell.ts';

export type Looked = { proposal: Proposal; overlay: Overlay; desk: Desk; file: ProgrammeFile };

type Wished = { changes: readonly Change[]; overlay: Overlay; after: Programme; file: ProgrammeFile };

/** The programme that a wish makes, or what is wrong with it. Quick: a form waits for it. */
export function wishedProgramme(
  { file, set }: Desk,
  { changes: wanted }: SettingsWish,
): Exclude<Proposed, { kind: 'proposed' }> | Wished {
  const known = file === undefined ? [] : settingsIn(file).map(({ path }) => path);
  if (file === undefined || Object.keys(wanted).some((path) => !known.includes(path)))
    return { kind: 'refused', tell: 'This cannot be set here (any more). Nothing was changed.' };
  const before = set?.overlay ?? {};
  const said = { ...fileValues(file), ...valuesOf(before) };
  const different = Object.entries(wanted).filter(([path, value]) => !isSame(value, said[path] ?? null));
  const overlay = withChanges(before, Object.fromEntries(different), file);
  const changes = changesBetween(before, overlay, file);
  if (changes.length === 0) return { kind: 'nothing', tell: 'Nothing is different, so nothing was saved.' };
  const result = overlaid(file, overlay, reminderMessages);
  if (!result.ok)
    return { kind: 'wrong', problems: result.problems, changed: changes.map(({ path }) => path) };
  return { changes, overlay, after: result.programme, file };
}

function valuesOf(overlay: Overlay): Record<string, SettingValue> {
  return Object.fromEntries(Object.entries(overlay).map(([path, { value }]) => [path, value]));
}

/** Without asking whether the person may. */
export async function lookAt(
  { database, now }: Pick<Shell, 'database' | 'now'>,
  desk: Desk,
  wish: SettingsWish,
): Promise<Proposed | Looked> {
  const wished = wishedProgramme(desk, wish);
  if ('kind' in wished) return wished;
  const { changes, overlay, file, after } = wished;
  const at = now();
  const before = desk.programme;
  const affected = await countAffected(database, { before, after, now: at });
  const prefixes = announcedOtherwise(before, after).map((cycle) => announcementPrefix(before, cycle));
  const announced = await sentAnnouncements(database.read, prefixes);
  const waiting = { ...(await waitingOn(database.read, { programme: before.name, now: at })), announced };
  const lines = {
    changes: summaryOf(changes, before.timeZone),
    consequences: consequenceLines(changes, { affected, waiting, programme: before, now: at }),
  };
  return { proposal: { ...lines, mark: textHash(JSON.stringify([lines, affected])) }, overlay, desk, file };
}

async function countAffected(
  { read }: Shell['database'],
  programmes: { before: Programme; after: Programme; now: Date },
): Promise<Affected> {
  let affected = nobodyAffected;
  for await (const cases of openCases(read, programmes.before.name))
    for (const subject of cases) affected = counting(affected, subject, programmes);
  return affected;
}
