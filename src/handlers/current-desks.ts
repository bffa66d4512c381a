// The programmes as they are now: what their files say and what staff set in Slack. Read once per unit of work, so that
// a change counts without a restart, also in other processes, and never in the middle of a decision.
import { reminderMessages } from '../core/reminder-message.ts';
import { overlaid, overtaken } from '../programme/overlay.ts';
import type { Database } from '../store/database.ts';
import { newestVersions, type ProgrammeVersion } from '../store/programme-versions.ts';
import type { Desk } from './shell.ts';

/**
 * Throws when what was set in Slack no longer fits the file: nothing is done by half of the rules.
 */
export type CurrentDesks = () => Promise<readonly Desk[]>;

/** @param desks as their files say */
export function createCurrentDesks(database: Database, desks: readonly Desk[]): CurrentDesks {
  // Kept by version: the same programme is the same object, by which rungs are remembered.
  const made = new Map<string, Desk>();
  return async () => {
    const newest = await newestVersions(database.read);
    return desks.map((desk) => {
      const version = newest.find(({ programme }) => programme === desk.programme.name);
      if (version === undefined || desk.file === undefined) return desk;
      const key = `${version.programme} ${version.version}`;
      const current = made.get(key) ?? deskWith(desk, version);
      made.set(key, current);
      return current;
    });
  };
}

function deskWith(desk: Desk, { version, overlay }: ProgrammeVersion): Desk {
  if (desk.file === undefined) return desk;
  const result = overlaid(desk.file, overlay, reminderMessages);
  if (result.ok) return { ...desk, programme: result.programme, set: { version, overlay } };
  const problems = result.problems.map(({ path, problem }) => `${path ?? 'programme.yaml'}: ${problem}`);
  const mend = `mend programme.yaml, or take back what was set in Slack with "torq settings reset --programme ${desk.file.name} PATH"`;
  throw new Error(
    `what was set in Slack (version ${version}) does not fit ${desk.file.name}/programme.yaml: ${problems.join('; ')}; ${mend}`,
  );
}

/** One line for each programme whose file says something else by now than when its settings were changed in Slack. */
export function overtakenLines(desks: readonly Desk[]): string[] {
  return desks.flatMap(({ file, set }) => {
    if (file === undefined || set === undefined) return [];
    const paths = overtaken(set.overlay, file).map(({ path }) => path);
    if (paths.length === 0) return [];
    return [
      `${file.name}: programme.yaml has changed at ${paths.join(', ')}; what was set in Slack there still counts ("torq settings" shows it)`,
    ];
  });
}
