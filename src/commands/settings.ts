// What staff set in Slack, as an operator sees it; and the way back to what programme.yaml says.
import { changesBetween } from '../core/settings/changes.ts';
import { valueWords } from '../core/settings/words.ts';
import { resetSettings } from '../handlers/reset-settings.ts';
import { versionWords } from '../handlers/settings-form.ts';
import type { Desk } from '../handlers/shell.ts';
import { fileValues, settingsIn } from '../programme/overlay.ts';
import type { Database } from '../store/database.ts';
import { newId } from '../store/ids.ts';
import { newestVersions, versionsOf } from '../store/programme-versions.ts';
import { setup, withDatabase } from './setup.ts';
import { SetupError } from './setup-error.ts';

export async function listSettingsCommand({ json }: { json?: boolean }): Promise<void> {
  const parts = setup();
  await withDatabase(parts, async ({ read }) => {
    for (const { programme, file } of parts.desks) {
      const versions = await versionsOf(read, programme.name);
      if (json === true) for (const version of versions) console.log(JSON.stringify(version));
      else if (versions.length === 0) console.log(`${programme.name}: nothing was ever set in Slack`);
      else
        for (const [at, version] of versions.entries()) {
          const before = versions[at + 1]?.overlay ?? {};
          const changes = file === undefined ? [] : changesBetween(before, version.overlay, file);
          console.log(`${programme.name}: ${versionWords(version, changes, programme.timeZone)}`);
        }
    }
  });
}

export async function showSettingsCommand({ json }: { json?: boolean }): Promise<void> {
  const parts = setup();
  await withDatabase(parts, async (database) => {
    for (const desk of parts.desks) {
      const lines = await settingsOfDesk(database, desk);
      if (json === true) console.log(JSON.stringify({ programme: desk.programme.name, settings: lines }));
      else for (const { path, words } of lines) console.log(`${desk.programme.name}: ${path}: ${words}`);
    }
  });
}

async function settingsOfDesk({ read }: Database, { programme, file }: Desk) {
  if (file === undefined) return [];
  const newest = (await newestVersions(read)).find((version) => version.programme === programme.name);
  const said = fileValues(file);
  return settingsIn(file).map(({ path, kind }) => {
    const words = (value: (typeof said)[string]) => valueWords(value, kind, programme.timeZone);
    const ofFile = said[path] ?? null;
    const set = newest?.overlay[path];
    return {
      path,
      value: set === undefined ? ofFile : set.value,
      file: ofFile,
      words:
        set === undefined
          ? words(ofFile)
          : `${words(set.value)} (set in Slack; programme.yaml says ${words(ofFile)})`,
    };
  });
}

export async function resetSettingsCommand(
  paths: readonly string[],
  options: { programme?: string },
): Promise<void> {
  const parts = setup();
  const name = options.programme ?? parts.desks[0]?.programme.name;
  const desk = parts.desks.find(({ programme }) => programme.name === name);
  if (desk === undefined) throw new SetupError([`there is no programme ${name}`]);
  await withDatabase(parts, async (database) => {
    const result = await resetSettings({ database, newId, now: () => new Date() }, desk, paths);
    if (result.done) console.log(result.said);
    else {
      console.error(`torq: ${result.said}`);
      process.exitCode = 1;
    }
  });
}
