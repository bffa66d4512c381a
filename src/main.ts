// The service: configuration -> clients -> doors. Start and stop, nothing else.
import { createShell, readingRules } from './compose.ts';
import type { ConfigWith } from './config.ts';
import { type CurrentDesks, createCurrentDesks, overtakenLines } from './handlers/current-desks.ts';
import { releaseAllowed } from './handlers/recover.ts';
import type { Desk, Shell } from './handlers/shell.ts';
import { lateDoor } from './late-door.ts';
import type { Log } from './log.ts';
import type { Mailbox } from './mail/mailbox.ts';
import { createTransport, type Transport } from './mail/transport.ts';
import { openServiceMailbox, sentFolderOf } from './mailbox-door.ts';
import { openPublicPages } from './public-door.ts';
import { type Readers, startReaders } from './readers.ts';
import { startSlack } from './slack/connection.ts';
import { answering } from './staff-door.ts';
import { type Database, openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { startTimetable } from './timetable.ts';
import { createVitals } from './vitals.ts';
import { createWorker } from './work.ts';

export type ServiceConfig = ConfigWith<'imap' | 'smtp' | 'slack' | 'signing-key'>;

export type Service = { stop(): Promise<void> };

/** Starts everything and returns when mail is read, clicks are taken and the clock runs. */
export async function startService(
  config: ServiceConfig,
  desks: readonly Desk[],
  quietLog: Log,
): Promise<Service> {
  const vitals = createVitals(quietLog, () => new Date());
  const { log } = vitals;
  const house = await openHouse(config, desks, log);
  const { shell, fresh, worker, leave } = house;
  const slack = await orLeave(startSlack({ ...config.slack, log, ...answering(house, worker) }), leave);
  house.staff.open(slack);
  const mailboxes: Mailbox[] = [];
  const pages = await orLeave(
    openPublicPages(config, { shell, fresh, slack, vitals, mailbox: () => mailboxes[0] ?? null }),
    async () => {
      await slack.stop();
      await leave();
    },
  );
  await releaseAllowed(shell);
  worker.kick();
  const mailbox = await openServiceMailbox(config, shell, worker);
  mailboxes.push(mailbox);
  const timetable = startTimetable(shell, worker, { fresh, vitals, watchMailbox: mailbox.watch });
  log.info({ programmes: desks.map(({ programme }) => programme.name) }, 'torq is running');
  return {
    // Doors in first, then the work that is under way, then the doors out.
    stop: async () => {
      await Promise.all([timetable.stop(), mailbox.stop(), pages.stop()]);
      await slack.stop();
      await worker.stop();
      await leave();
      log.info({}, 'torq has stopped');
    },
  };
}

/** What everything else is built on; no door in is open yet. */
async function openHouse(config: ServiceConfig, desks: readonly Desk[], log: Log) {
  const database = openDatabase(config.databaseUrl);
  const migrations = await migrate(database);
  if (migrations.length > 0) log.info({ migrations }, 'the database was brought up to date');
  const current = await checkedDesks(database, desks, log);
  const transport = createTransport(config.smtpUrl, { log, connections: config.mailConnections });
  const readers = startReaders(readingRules(config, desks));
  const staff = lateDoor();
  const shell = createShell(
    { config, database, desks, log, signingKey: config.signingKey },
    {
      sendMail: (mail) => transport.send(mail),
      staff: staff.door,
      readMail: readers.read,
      sentFolder: sentFolderOf(config, log),
    },
  );
  const fresh = async (): Promise<Shell> => ({ ...shell, desks: await current() });
  const leave = closing({ readers, transport, database });
  return { shell, fresh, current, staff, leave, worker: createWorker(shell, fresh) };
}

type Parts = { readers: Readers; transport: Transport; database: Database };

function closing({ readers, transport, database }: Parts): () => Promise<void> {
  return async () => {
    await readers.close();
    transport.close();
    await database.close();
  };
}

/** What cannot start leaves nothing open behind it, or the process would stay. */
async function orLeave<T>(starting: Promise<T>, leave: () => Promise<void>): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    await leave();
    throw error;
  }
}

/** The programmes as they are; torq does not start by settings that no longer fit their file. */
async function checkedDesks(database: Database, desks: readonly Desk[], log: Log): Promise<CurrentDesks> {
  const current = createCurrentDesks(database, desks);
  const lines = overtakenLines(await orLeave(current(), () => database.close()));
  for (const line of lines) log.warn({}, line);
  return current;
}
