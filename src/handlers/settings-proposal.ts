// What a wish to change settings would do: the programme it would make, and whom that concerns.

import { reminderMessages } from '../core/reminder-message.ts';
import { type Affected, counting, nobodyAffected } from '../core/settings/affected.ts';
import { changesBetween } from '../core/settings/changes.ts';
import { consequenceLines, summaryOf } from '../core/settings/consequences.ts';
import type { Proposal, Proposed, SettingsWish } from '../core/settings/view.ts';
import { type Overlay, overlaid, type ProgrammeFile, settingsIn, withChanges } from '../programme/overlay.ts';
import type { Programme } from '../programme/schema.ts';
import { openCases, waitingOn } from '../store/open-cases.ts';
import type { Desk, Shell } from './shell.ts';

export type Looked = { proposal: Proposal; overlay: Overlay; desk: Desk; file: ProgrammeFile };

/** Without asking whether the person may. */
export async function lookAt(
  { database, now }: Pick<Shell, 'database' | 'now'>,
  desk: Desk,
  { changes: wanted }: SettingsWish,
): Promise<Proposed | Looked> {
  const { file, programme: before } = desk;
  const known = file === undefined ? [] : settingsIn(file).map(({ path }) => path);
  if (file === undefined || Object.keys(wanted).some((path) => !known.includes(path)))
    return { kind: 'refused', tell: 'This cannot be set here (any more). Nothing was changed.' };
  const overlay = withChanges(desk.set?.overlay ?? {}, wanted, file);
  const changes = changesBetween(desk.set?.overlay ?? {}, overlay, file);
  if (changes.length === 0) return { kind: 'nothing', tell: 'Nothing is different, so nothing was saved.' };
  const result = overlaid(file, overlay, reminderMessages);
  if (!result.ok) return { kind: 'wrong', problems: result.problems };
  const at = now();
  const affected = await countAffected(database, { before, after: result.programme, now: at });
  const waiting = await waitingOn(database.read, { programme: before.name, now: at });
  const lines = {
    changes: summaryOf(changes, before.timeZone),
    consequences: consequenceLines(changes, { affected, waiting, programme: before, now: at }),
  };
  return { proposal: { ...lines, mark: JSON.stringify([lines, affected]) }, overlay, desk, file };
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
