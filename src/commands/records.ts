// Commands that read or write what is kept, without talking to any server.
import type { Stage } from '../core/stage.ts';
import { createCurrentDesks } from '../handlers/current-desks.ts';
import { listPeople, statusOf } from '../handlers/status.ts';
import { statusLines } from '../handlers/status-lines.ts';
import { openDatabase } from '../store/database.ts';
import { holdAllMail, resumeMail } from '../store/holds.ts';
import { migrate } from '../store/migrate.ts';
import { setup, withDatabase } from './setup.ts';

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
