// Records that come in as files.
import { readFile } from 'node:fs/promises';
import type { ColumnMap } from '../documents/csv-table.ts';
import { readRoster } from '../documents/roster-csv.ts';
import { importRoster } from '../handlers/import-roster.ts';
import type { Desk } from '../handlers/shell.ts';
import { setup, withDatabase } from './setup.ts';
import { SetupError } from './setup-error.ts';

/** Who the history names for what is done on the command line. */
export const operator = 'operator';

type ImportOptions = { programme?: string; map?: readonly ColumnMap[]; dryRun?: boolean };

/** @throws SetupError with every line that is wrong; then nothing was changed */
export async function importCommand(file: string, options: ImportOptions): Promise<void> {
  const parts = setup();
  const { programme } = deskNamed(parts.desks, options.programme);
  const { entries, repeated, problems } = readRoster(file, await contentOf(file), options.map);
  if (problems.length > 0) throw new SetupError([...problems, 'nothing was imported']);
  await withDatabase(parts, async (database) => {
    const lines = await importRoster(database, {
      programme: programme.name,
      entries,
      by: operator,
      now: new Date(),
      isRehearsal: options.dryRun === true,
    });
    for (const line of lines) console.log(line);
    if (repeated > 0) console.log(`${repeated} lines say again what a line above has said`);
  });
}

/** @throws SetupError when there is none of this name; no name: the first */
export function deskNamed(desks: readonly Desk[], name: string | undefined): Desk {
  const desk = desks.find(({ programme }) => programme.name === (name ?? desks[0]?.programme.name));
  if (desk === undefined) throw new SetupError([`there is no programme ${name}`]);
  return desk;
}

/** @throws SetupError when the file cannot be read */
export async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new SetupError([`${file} cannot be read: ${error instanceof Error ? error.message : error}`]);
  }
}
