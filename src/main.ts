// The service: configuration -> clients -> doors. Start and stop, nothing else.
import { createShell, readingRules } from './compose.ts';
import type { ConfigWith } from './config.ts';
import { type CurrentDesks, createCurrentDesks, overtakenLines } from './handlers/current-desks.ts';
import { tellOldMails } from './handlers/old-mails.ts';
import { releaseAllowed } from './handlers/recover.ts';
import type { Desk, Shell } from './handlers/shell.ts';
import { createMailboxWatch } from './handlers/watch-mailbox.ts';
import { lateDoor } from './late-door.ts';
import type { Log } from './log.ts';
import { openMailbox } from './mail/mailbox.ts';
import { openSentFolder } from './mail/sent-folder.ts';
import { readImapUrl } from './mail/server-url.ts';
import { createTransport, type Transport } from './mail/transport.ts';
import { type Readers, startReaders } from './readers.ts';
import { startSlack } from './slack/connection.ts';
import { answering } from './staff-door.ts';
import { cursorOf, touchCursor } from './store/cursor.ts';
import { type Database, openDatabase } from './store/database.ts';
import { type DecidedMail, decidedMails, noteFiled } from './store/filing.ts';
import { migrate } from './store/migrate.ts';
import { recordAll } from './store/record.ts';
import { startTimetable } from './timetable.ts';
import { createWorker, type Worker } from './work.ts';

export type ServiceConfig = ConfigWith<'imap' | 'smtp' | 'slack' | 'signing-key'>;

export type Service = { stop(): Promise<void> };

/** Starts everything and returns when mail is read, clicks are taken and the clock runs. */
export async function startService(
  config: ServiceConfig,
  desks: readonly Desk[],
  log: Log,
): Promise<Service> {
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
  const worker = createWorker(shell, fresh);
  const leave = closing({ readers, transport, database });
  const answers = answering({ shell, fresh, current }, worker);
  const slack = await orLeave(startSlack({ ...config.slack, log, ...answers }), leave);
  staff.open(slack);
  await releaseAllowed(shell);
  worker.kick();
  const watch = createMailboxWatch(shell, {
    folders: readImapUrl(config.imapUrl).folders,
    alarmMinutes: config.imapAlarmMinutes,
  });
  await watch.look(null);
  const mailbox = openServiceMailbox(config, shell, worker);
  const view = () => ({ problem: mailbox.health().problem, folders: mailbox.folders() });
  const isComplete = () =>
    mailbox.folders().every(({ completeAt, problem }) => completeAt !== null || problem !== null);
  const timetable = startTimetable(shell, worker, {
    fresh,
    watchMailbox: async () => (await watch.look(view())) + (await tellOldMails(shell, isComplete())),
  });
  log.info({ programmes: desks.map(({ programme }) => programme.name) }, 'torq is running');
  return {
    // Doors in first, then the work that is under way, then the doors out.
    stop: async () => {
      await Promise.all([timetable.stop(), mailbox.stop()]);
      await slack.stop();
      await worker.stop();
      await leave();
      log.info({}, 'torq has stopped');
    },
  };
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

function openServiceMailbox(config: ServiceConfig, shell: Shell, worker: Worker) {
  const { database, blobs, log } = shell;
  return openMailbox({
    url: config.imapUrl,
    pollSeconds: config.imapPollSeconds,
    maxBytes: config.maxMailBytes,
    log,
    now: shell.clock,
    cursorOf: (mailbox, uidValidity) => cursorOf(database, mailbox, uidValidity),
    record: async (mails) => {
      await recordAll({ database, blobs, now: shell.clock() }, mails);
    },
    touched: (mailbox, uidValidity) => touchCursor(database, mailbox, uidValidity, shell.clock()),
    recorded: () => worker.kick(),
    filing: filingOf(config.imapProcessed, shell),
  });
}

/** What is decided is flagged or moved in the mailbox, if it is to be: only after the commit, and from the database. */
/** `auto`: the folder that the server marks as the one for sent mail. */
function sentFolderOf({ imapUrl, mailSentFolder }: ServiceConfig, log: Log) {
  if (mailSentFolder === 'none') return null;
  return openSentFolder(imapUrl, { folder: mailSentFolder === 'auto' ? null : mailSentFolder, log });
}

function filingOf(processed: ServiceConfig['imapProcessed'], { database, clock }: Shell) {
  if (processed.kind === 'leave') return null;
  return {
    processed,
    decided: (folder: string, limit: number) => decidedMails(database, folder, limit),
    filed: (mails: readonly DecidedMail[]) => noteFiled(database, mails, clock()),
  };
}
