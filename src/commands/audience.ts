// Lists of people that announcements go to, and who wants none.
import { readFile } from 'node:fs/promises';
import { readAudience, readColumnChoice } from '../documents/audience-csv.ts';
import { createCurrentDesks } from '../handlers/current-desks.ts';
import { importAudience } from '../handlers/import-audience.ts';
import type { Desk } from '../handlers/shell.ts';
import { newId } from '../store/ids.ts';
import { optOutByStaff, takeOptOutBack } from '../store/opt-outs.ts';
import { setup, withDatabase } from './setup.ts';
import { SetupError } from './setup-error.ts';

const operator = 'operator';

type Options = {
  audience: string;
  programme?: string;
  column?: string[];
  dryRun?: boolean;
  skipBadRows?: boolean;
};

/** @throws SetupError when the file, a column or the audience is not right; then nothing was changed */
export async function importAudienceCommand(file: string, options: Options): Promise<void> {
  const parts = setup();
  const desk = deskOf(parts.desks, options);
  const { entries, repeated, badRows, problems } = readAudience(file, await textOf(file), columnsOf(options));
  if (problems.length > 0) throw new SetupError([...problems, 'nothing was imported']);
  if (badRows.length > 0 && options.skipBadRows !== true)
    throw new SetupError([
      ...badRows,
      `nothing was imported; mend these ${badRows.length} lines, or leave them out with --skip-bad-rows`,
    ]);
  await withDatabase(parts, async (database) => {
    const desks = await createCurrentDesks(database, [desk])();
    const lines = await importAudience({ database, newId, now: () => new Date() }, desks[0] ?? desk, {
      audience: options.audience,
      entries,
      by: operator,
      isRehearsal: options.dryRun === true,
    });
    for (const line of lines) console.log(line);
    if (repeated > 0)
      console.log(`${repeated} lines name an address that a line above has: each counts once`);
    for (const bad of badRows) console.log(`left out: ${bad}`);
  });
}

/** Somebody said it by telephone, or to staff. */
export async function optOutCommand(addresses: string[], options: { programme?: string }): Promise<void> {
  const parts = setup();
  const { programme } = programmeOf(parts.desks, options.programme);
  await withDatabase(parts, async (database) => {
    for (const address of addresses) {
      const isNew = await optOutByStaff(database, who(programme.name, address));
      console.log(`${address}: ${isNew ? 'gets no announcements from now on' : 'got none already'}`);
    }
  });
}

export async function allowCommand(address: string, options: { programme?: string }): Promise<void> {
  const parts = setup();
  const { programme } = programmeOf(parts.desks, options.programme);
  const allowed = await withDatabase(parts, (database) =>
    takeOptOutBack(database, who(programme.name, address)),
  );
  if (!allowed) process.exitCode = 1;
  console.log(`${address}: ${allowed ? 'may be announced to again' : 'has not asked for no announcements'}`);
}

function who(programme: string, address: string) {
  return { programme, address: address.trim().toLowerCase(), by: operator, now: new Date() };
}

function programmeOf(desks: readonly Desk[], name: string | undefined): Desk {
  const desk = desks.find(({ programme }) => programme.name === (name ?? desks[0]?.programme.name));
  if (desk === undefined) throw new SetupError([`there is no programme ${name}`]);
  return desk;
}

function deskOf(desks: readonly Desk[], { programme: name, audience }: Options): Desk {
  const desk = programmeOf(desks, name);
  const audiences = desk.programme.audiences.map((one) => one.name);
  if (!audiences.includes(audience))
    throw new SetupError([
      audiences.length === 0
        ? `${desk.programme.name} has no audiences: name them in programme.yaml`
        : `${desk.programme.name} has no audience ${audience}; it has ${audiences.join(', ')}`,
    ]);
  return desk;
}

function columnsOf({ column = [] }: Options) {
  return column.map((text) => {
    const choice = readColumnChoice(text);
    if (choice === null)
      throw new SetupError([
        `--column "${text}": expected email=HEADER, name=HEADER, first=HEADER or last=HEADER`,
      ]);
    return choice;
  });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SetupError([`${file} cannot be read: ${error instanceof Error ? error.message : error}`]);
  }
}
