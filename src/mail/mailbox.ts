// The mailbox that torq reads: connects, reads, connects again. What is found is recorded before anything else happens.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { Log } from '../log.ts';
import { withinLimit } from './deadline.ts';
import { createFetchTroubles, type Patience } from './fetch-troubles.ts';
import type { FolderReader, MailRecorder } from './folder-reader.ts';
import { createFolderStates, type FolderState } from './folder-states.ts';
import { connectImap, type ImapTiming, imapProblem, usualImapTiming } from './imap-client.ts';
import type { Filing } from './mailbox-filing.ts';
import { runSession } from './mailbox-session.ts';
import { readImapUrl } from './server-url.ts';

export type { FoundMail } from './folder-reader.ts';

export type MailboxOptions = MailRecorder & {
  /** `imaps://user:password@host:993/INBOX?folders=INBOX,Junk` */
  url: string;
  /** How often all folders are looked at, beside IDLE. */
  pollSeconds?: number;
  /** Of a larger message only the header is fetched. */
  maxBytes: number;
  /** What becomes of mails that are decided; null: they stay as they are. */
  filing?: Filing | null;
  log: Log;
  now: () => Date;
  timing?: Partial<MailboxTiming>;
};

/** In milliseconds; `patience` is how long a message that cannot be fetched may hold up those behind it. */
type MailboxTiming = ImapTiming & {
  firstRetry: number;
  lastRetry: number;
  farewell: number;
  patience: Patience;
};

export type Mailbox = {
  /** Stops reading; a mail that is being recorded is recorded first. */
  stop(): Promise<void>;
  health(): MailboxHealth;
  /** Each folder by itself, the first one first. */
  folders(): FolderState[];
};

/** `lastReadAt`: when all folders were last seen to hold nothing unrecorded; `problem`: what is wrong now, in words. */
type MailboxHealth = { connected: boolean; lastReadAt: Date | null; problem: string | null };

const usual: MailboxTiming = {
  ...usualImapTiming,
  firstRetry: 1000,
  lastRetry: 60_000,
  farewell: 1500,
  patience: { tries: 6, ms: 10 * 60_000 },
};

/**
 * Starts reading, and goes on until it is stopped, whatever the server does.
 * @throws TypeError when the URL is not one (see readImapUrl)
 */
export function openMailbox(options: MailboxOptions): Mailbox {
  const { log, now, pollSeconds = 60, maxBytes } = options;
  const server = readImapUrl(options.url);
  const timing = { ...usual, ...options.timing };
  const health: MailboxHealth = { connected: false, lastReadAt: null, problem: 'not connected yet' };
  const stopping = new AbortController();
  const { signal } = stopping;
  const states = createFolderStates(server.folders, now);
  const reader: FolderReader = {
    recorder: states.watching(options),
    log,
    now,
    maxBytes,
    troubles: createFetchTroubles(timing.patience, now),
    rewound: new Map(),
    signal,
  };
  const session = {
    reader,
    folders: server.folders,
    pollMs: pollSeconds * 1000,
    noopMs: timing.noop,
    filing: options.filing ?? null,
    passed: (problem: string | null) => Object.assign(health, { lastReadAt: now(), problem }),
    refused: states.note,
  };
  const connectOnce = async () => {
    const client = await connectImap(server, { timing, maxBytes, signal });
    health.connected = true;
    try {
      await untilStopped(client, { signal, graceMs: timing.farewell }, () => runSession(client, session));
    } finally {
      health.connected = false;
      await leave(client, timing.farewell);
    }
  };
  const failed = (error: unknown) => {
    health.problem = imapProblem(error);
    log.warn({ err: error }, 'reading the mailbox was interrupted');
  };
  const done = keepTrying(connectOnce, { signal, timing, failed, lastReadAt: () => health.lastReadAt });
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
    health: () => ({ ...health }),
    folders: states.all,
  };
}

type Trying = {
  signal: AbortSignal;
  timing: MailboxTiming;
  failed: (error: unknown) => void;
  lastReadAt: () => Date | null;
};

/** Back-off doubles up to a minute, with jitter; it starts anew after a connection on which everything was read. */
async function keepTrying(
  attempt: () => Promise<void>,
  { signal, timing, failed, lastReadAt }: Trying,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const before = lastReadAt();
    try {
      await attempt();
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
    failures = lastReadAt() === before ? failures + 1 : 1;
    const ceiling = Math.min(timing.firstRetry * 2 ** (failures - 1), timing.lastRetry);
    const pause = ceiling * (0.5 + Math.random() / 2);
    if (!signal.aborted) await sleep(pause, undefined, { signal }).catch(() => {});
  }
}

/** When it is time to stop, a command that the server leaves unanswered is given a moment and then cut off. */
async function untilStopped(
  client: ImapFlow,
  { signal, graceMs }: { signal: AbortSignal; graceMs: number },
  work: () => Promise<void>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    timer = setTimeout(() => client.close(), graceMs);
  };
  signal.addEventListener('abort', onAbort);
  try {
    await work();
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  }
}

/** LOGOUT if the server still listens, and in any case the end of the connection. */
async function leave(client: ImapFlow, ms: number): Promise<void> {
  try {
    if (client.usable) await withinLimit(client.logout(), ms, 'LOGOUT was not answered');
  } catch {
    // Whether the server heard it does not matter.
  } finally {
    client.close();
  }
}
