// torq's own intake, as the service runs it: every mail on the disk, read in threads, decided, and committed.
import { join } from 'node:path';
import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { decideMails } from '../../src/handlers/decide-mails.ts';
import { openMailbox } from '../../src/mail/mailbox.ts';
import { programmeSchema } from '../../src/programme/schema.ts';
import { type Readers, startReaders } from '../../src/readers.ts';
import { cursorOf, touchCursor } from '../../src/store/cursor.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { recordAll } from '../../src/store/record.ts';
import { igpTorSource } from '../support/programme.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';
import { authservId, createTestShell } from '../support/shell.ts';
import { type Clocked, cpuSeconds, stopwatch } from './stopwatch.ts';

export type TakenIn = {
  seconds: number;
  whereTheTimeGoes: string;
  kinds: Record<string, number>;
};

/** The reading threads of a service that has been running for a while: kept from round to round. */
export function warmReaders(): Readers {
  return startReaders({ programmes: [programmeSchema.parse(igpTorSource)], authservId, mayAskDns: false });
}

/** Takes in the whole mailbox on a fresh database and stops. */
export async function takeIn(url: string, count: number, readers: Readers): Promise<TakenIn> {
  const folder = makeTempFolder('intake');
  const database = openDatabase(`file:${join(folder, 'torq.db')}`);
  try {
    await migrate(database);
    return await timed(url, count, { folder, database }, readers);
  } finally {
    await database.close();
    removeTempFolder(folder);
  }
}

async function timed(
  url: string,
  count: number,
  place: { folder: string; database: Database },
  readers: Readers,
): Promise<TakenIn> {
  const { database } = place;
  const { shell } = createTestShell(place, { now: '2023-05-12T17:00:00Z' });
  const watch = stopwatch();
  const readMail = watch.clock('reading in threads', readers.read);
  const decide = kicked(async () => {
    await watch.clock('deciding', decideMails)({ ...shell, readMail });
  });
  const began = performance.now();
  const cpu = process.cpuUsage();
  const idle: EventLoopUtilization = performance.eventLoopUtilization();
  const mailbox = openMailbox({
    url,
    maxBytes: 40 * 1024 * 1024,
    log: shell.log,
    now: shell.clock,
    cursorOf: (mailboxName, uidValidity) => cursorOf(database, mailboxName, uidValidity),
    record: watch.clock('recording', async (mails) => {
      await recordAll({ database, blobs: shell.blobs, now: shell.clock() }, mails);
    }),
    touched: (mailboxName, uidValidity) => touchCursor(database, mailboxName, uidValidity, shell.clock()),
    recorded: decide.kick,
  });
  await untilDecided(database, count);
  const seconds = (performance.now() - began) / 1000;
  const busy = performance.eventLoopUtilization(idle).utilization;
  const used = cpuSeconds(cpu);
  await Promise.all([mailbox.stop(), decide.done()]);
  return { seconds, whereTheTimeGoes: words(watch.clocked(), busy, used), kinds: await kindsOf(database) };
}

function words(clocked: readonly Clocked[], busy: number, used: number): string {
  const parts = clocked.map(
    ({ name, seconds, times }) => `${name} ${seconds.toFixed(2)} s in ${times} calls`,
  );
  return `${parts.join(', ')}; the main thread was busy ${Math.round(busy * 100)} % of the time; all threads together used ${used.toFixed(2)} s of processor`;
}

/** One round at a time, as the service has it; what is asked for in the meantime makes one more. */
function kicked(work: () => Promise<void>) {
  let wanted = false;
  let running: Promise<void> | null = null;
  const rounds = async () => {
    while (wanted) {
      wanted = false;
      await work();
    }
    running = null;
  };
  return {
    kick: () => {
      wanted = true;
      running ??= rounds();
    },
    done: async () => running,
  };
}

async function untilDecided({ read }: Database, count: number): Promise<void> {
  const giveUpAt = performance.now() + 600_000;
  while ((await read.inboundMail.count({ where: { status: { not: 'recorded' } } })) < count) {
    if (performance.now() > giveUpAt) throw new Error('not all mails were taken in within ten minutes');
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function kindsOf({ read }: Database): Promise<Record<string, number>> {
  const rows = await read.inboundMail.groupBy({ by: ['kind'], _count: true, orderBy: { kind: 'asc' } });
  return Object.fromEntries(rows.map(({ kind, _count }) => [kind ?? 'undecided', _count]));
}
