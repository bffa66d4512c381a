import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { Log } from '../../src/log.ts';
import { type FoundMail, type Mailbox, type MailboxOptions, openMailbox } from '../../src/mail/mailbox.ts';
import { openBlobs } from '../../src/store/blobs.ts';
import { cursorOf, touchCursor } from '../../src/store/cursor.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { recordAll } from '../../src/store/record.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';

/** A mailbox that is read into a real store. */
export type Watched = {
  mailbox: Mailbox;
  database: Database;
  /** Subjects of the recorded mails in the order of recording. */
  subjects(): Promise<string[]>;
  raw(subject: string): Promise<Buffer>;
  /** Waits until exactly these subjects are recorded. */
  settles(subjects: readonly string[], ms?: number): Promise<void>;
  /** What interrupted reading, in the log's words. */
  interruptions(): string[];
  /** Messages that were given up. */
  standIns(): number;
  close(): Promise<void>;
};

export type Store = { database: Database; blobs: ReturnType<typeof openBlobs>; close(): Promise<void> };

export async function freshStore(): Promise<Store> {
  const folder = makeTempFolder('mailbox-test');
  const database = openDatabase(`file:${join(folder, 'torq.db')}`);
  await migrate(database);
  const close = async () => {
    await database.close();
    removeTempFolder(folder);
  };
  return { database, blobs: openBlobs(join(folder, 'blobs')), close };
}

type Overrides = Partial<
  Pick<MailboxOptions, 'pollSeconds' | 'maxBytes' | 'timing' | 'log' | 'now' | 'filing'>
> & {
  /** Is not closed with the mailbox. */
  store?: Store;
  /** Throws as the recorder would. */
  beforeRecord?: (mail: FoundMail) => void;
  afterRecord?: (mail: FoundMail) => Promise<void> | void;
};

/** Starts reading `url` into `store` or a fresh one. */
export async function watch(url: string, overrides: Overrides = {}): Promise<Watched> {
  const { store = await freshStore(), beforeRecord, afterRecord, timing, ...rest } = overrides;
  const { now = () => new Date() } = rest;
  const { database, blobs } = store;
  const { log, interruptions, standIns } = rememberingLog();
  const mailbox = openMailbox({
    url,
    maxBytes: 40 * 1024 * 1024,
    log,
    now,
    cursorOf: (folder, uidValidity) => cursorOf(database, folder, uidValidity),
    record: async (mails) => {
      for (const mail of mails) beforeRecord?.(mail);
      await recordAll({ database, blobs, now: now() }, mails);
      for (const mail of mails) await afterRecord?.(mail);
    },
    touched: (folder, uidValidity) => touchCursor(database, folder, uidValidity, now()),
    recorded: () => {},
    ...rest,
    timing: { firstRetry: 50, lastRetry: 200, ...timing },
  });
  const known = new Map<string, string>();
  const subjectOfBlob = async (sha256: string) => {
    const subject = known.get(sha256) ?? subjectOf(await blobs.get(sha256));
    known.set(sha256, subject);
    return subject;
  };
  const hashes = async () =>
    (await database.read.inboundMail.findMany({ orderBy: { recordedAt: 'asc' } })).map((row) => row.sha256);
  const subjects = async () => Promise.all((await hashes()).map(subjectOfBlob));
  return {
    mailbox,
    database,
    subjects,
    raw: async (wanted) => {
      const all = await hashes();
      return blobs.get(all[(await subjects()).indexOf(wanted)] ?? '');
    },
    settles: (wanted, ms) => settle(subjects, wanted, ms),
    interruptions: () => interruptions,
    standIns,
    close: async () => {
      await mailbox.stop();
      if (overrides.store === undefined) await store.close();
    },
  };
}

function rememberingLog() {
  const interruptions: string[] = [];
  let standIns = 0;
  const log: Log = {
    debug: () => {},
    info: () => {},
    warn: (fields) => {
      if ('err' in fields && fields.err instanceof Error) interruptions.push(fields.err.message);
    },
    error: (_fields, sentence) => {
      if (sentence.includes('stand-in')) standIns += 1;
    },
  };
  return { log, interruptions, standIns: () => standIns };
}

function subjectOf(raw: Buffer): string {
  return /^Subject: (.*)$/m.exec(raw.subarray(0, 100_000).toString('latin1'))?.[1]?.trim() ?? '(none)';
}

async function settle(read: () => Promise<string[]>, wanted: readonly string[], ms = 10_000): Promise<void> {
  const same = (found: string[]) => JSON.stringify([...found].sort()) === JSON.stringify([...wanted].sort());
  await eventually(
    async () => same(await read()),
    ms,
    async () => `recorded: ${JSON.stringify(await read())}`,
  );
}

/** Waits until `check` is true. */
export async function eventually(
  check: () => boolean | Promise<boolean>,
  ms = 10_000,
  describe: () => string | Promise<string> = () => 'it did not come to be',
): Promise<void> {
  const until = performance.now() + ms;
  while (!(await check())) {
    if (performance.now() > until) throw new Error(`after ${ms} ms: ${await describe()}`);
    await sleep(20);
  }
}

/** A plain message; `extra` are further header lines. */
export function message(
  subject: string,
  { messageId = `<${randomUUID()}@people.example>`, body = 'Hello', extra = '' } = {},
): string {
  return `From: pat@people.example\r\nTo: tor@casqa.example\r\nSubject: ${subject}\r\nMessage-ID: ${messageId}\r\n${extra}\r\n${body}\r\n`;
}

/** A mail program of staff on the same mailbox. */
export async function withMailProgram<T>(url: string, use: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { hostname, port, username, password } = new URL(url);
  const client = new ImapFlow({
    host: hostname,
    port: Number(port),
    secure: false,
    auth: { user: username, pass: password },
    logger: false,
    disableAutoIdle: true,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.logout().catch(() => client.close());
  }
}

/** Puts messages into a folder; the server's own time. */
export function append(url: string, messages: readonly string[], folder = 'INBOX'): Promise<void> {
  return withMailProgram(url, async (client) => {
    for (const text of messages) await client.append(folder, text);
  });
}
