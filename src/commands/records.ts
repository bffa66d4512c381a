// Commands that read or write what is kept, without talking to any server.
import { readFile } from 'node:fs/promises';
import type { Stage } from '../core/stage.ts';
import { readRoster } from '../documents/roster-csv.ts';
import { createCurrentDesks } from '../handlers/current-desks.ts';
import { listPeople, statusOf } from '../handlers/status.ts';
import { statusLines } from '../handlers/status-lines.ts';
import { openDatabase } from '../store/database.ts';
import { holdAllMail, resumeMail } from '../store/holds.ts';
import { migrate } from '../store/migrate.ts';
import { importTrainer } from '../store/roster.ts';
import { setup, withDatabase } from './setup.ts';
import { SetupError } from './setup-error.ts';

const operator = 'operator';
const now = () => new Date();

export async function migrateCommand(): Promise<void> {
  const { config } = setup();
  const database = openDatabase(config.databaseUrl);
  try {
    const applied = await migrate(database);
    console.log(applied.length === 0 ? 'the database is up to date' : `applied: ${applied.join(', ')}`);
  } finally {
    await database.close();
  }
}

export async function statusCommand(
  address: string,
  options: { json?: boolean; mails?: boolean },
): Promise<void> {
  const parts = setup();
  await withDatabase(parts, async (database) => {
    const desks = await createCurrentDesks(database, parts.desks)();
    const status = await statusOf({ ...parts, desks, database, now }, address);
    if (status === null) {
      console.error(`torq: nobody with the address ${address} is known`);
      process.exitCode = 1;
      return;
    }
    const zone = parts.desks[0]?.programme.timeZone ?? 'UTC';
    console.log(
      options.json === true ? JSON.stringify(status) : statusLines(status, zone, options).join('\n'),
    );
  });
}

export async function listCommand(options: { stage?: Stage; json?: boolean }): Promise<void> {
  const parts = setup();
  await withDatabase(parts, async (database) => {
    const desks = await createCurrentDesks(database, parts.desks)();
    const people = await listPeople({ ...parts, desks, database, now }, options.stage ?? null);
    if (options.json === true) console.log(JSON.stringify(people));
    else
      for (const { stage, name, address, about } of people)
        console.log(`${stage.padEnd(18)}  ${name} <${address}>, ${about}`);
  });
}

export async function importCommand(
  file: string,
  options: { programme?: string; dryRun?: boolean },
): Promise<void> {
  const parts = setup();
  const desk = parts.desks.find(
    ({ programme }) => programme.name === (options.programme ?? parts.desks[0]?.programme.name),
  );
  if (desk === undefined) throw new SetupError([`there is no programme ${options.programme}`]);
  const { entries, problems } = readRoster(file, await readText(file));
  if (problems.length > 0) throw new SetupError([...problems, 'nothing was imported']);
  if (options.dryRun === true)
    return console.log(`${entries.length} trainers can be imported; nothing was changed`);
  await withDatabase(parts, async (database) => {
    let added = 0;
    const context = { programme: desk.programme.name, by: operator, now: new Date() };
    for (const entry of entries) added += (await importTrainer(database, entry, context)) ? 1 : 0;
    console.log(
      `${entries.length} trainers in the file: ${added} new, ${entries.length - added} known already`,
    );
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SetupError([`${file} cannot be read: ${error instanceof Error ? error.message : error}`]);
  }
}

export async function holdCommand({ reason }: { reason: string }): Promise<void> {
  const parts = setup();
  const held = await withDatabase(parts, (database) =>
    holdAllMail(database, { by: operator, reason, now: new Date() }),
  );
  console.log(
    held ? 'all outgoing mail is stopped; "torq resume" lets it go out again' : 'mail was stopped already',
  );
}

export async function resumeCommand(): Promise<void> {
  const parts = setup();
  const resumed = await withDatabase(parts, (database) =>
    resumeMail(database, { by: operator, now: new Date() }),
  );
  console.log(resumed ? 'mail goes out again' : 'mail was not stopped');
}
