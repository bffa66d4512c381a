import { reminderMessages } from '../core/reminder-message.ts';
import { changesBetween } from '../core/settings/changes.ts';
import { summaryOf } from '../core/settings/consequences.ts';
import { overlaid } from '../programme/overlay.ts';
import { addVersion, newestVersions, textHash } from '../store/programme-versions.ts';
import { settingsCard } from './settings-card.ts';
import type { Desk, Shell } from './shell.ts';

/**
 * Lets the file count again for these settings. Also the way out when what was set no longer fits the file, so it asks
 * only that the result is right.
 * @param desk as its file says
 */
export async function resetSettings(
  parts: Pick<Shell, 'database' | 'now' | 'newId'>,
  { programme, file }: Desk,
  paths: readonly string[],
): Promise<{ done: boolean; said: string }> {
  const newest = (await newestVersions(parts.database.read)).find(
    (version) => version.programme === programme.name,
  );
  const unknown = paths.filter((path) => newest?.overlay[path] === undefined);
  if (newest === undefined || file === undefined || unknown.length > 0)
    return { done: false, said: `not set in Slack: ${unknown.join(', ')}; nothing was changed` };
  const overlay = Object.fromEntries(
    Object.entries(newest.overlay).filter(([path]) => !paths.includes(path)),
  );
  const result = overlaid(file, overlay, reminderMessages);
  if (!result.ok) {
    const problems = result.problems.map(({ path, problem }) => `${path ?? 'programme.yaml'}: ${problem}`);
    return { done: false, said: `that would not be right: ${problems.join('; ')}; nothing was changed` };
  }
  const changes = summaryOf(changesBetween(newest.overlay, overlay, file), programme.timeZone);
  const version = {
    programme: programme.name,
    version: newest.version + 1,
    overlay,
    by: 'operator',
    byName: 'The operator',
    at: parts.now(),
    note: 'reset to programme.yaml',
    fileHash: textHash(file.text),
  };
  const proposal = { changes, consequences: [], mark: '' };
  const card = settingsCard(parts, version, { programme, proposal });
  const kept = await addVersion(parts.database, version, { card, reason: `reset ${paths.join(', ')}` });
  if (kept === 'stale') return { done: false, said: 'somebody else changed settings meanwhile; try again' };
  return { done: true, said: `version ${version.version}: ${changes.join('; ')}` };
}
