// torq's own sending, as the service does it: planned by a tick, committed, claimed, asked again, sent and settled.
import { join } from 'node:path';
import { deliver } from '../../src/handlers/deliver.ts';
import { onTick } from '../../src/handlers/on-tick.ts';
import { createPace } from '../../src/handlers/pace.ts';
import type { Desk, Shell } from '../../src/handlers/shell.ts';
import { createTransport } from '../../src/mail/transport.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { newId } from '../../src/store/ids.ts';
import { migrate } from '../../src/store/migrate.ts';
import { insertRows } from '../../src/store/rows.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';
import { createTestShell } from '../support/shell.ts';
import type { ReadyMade } from './bare-pool.ts';
import { type Clocked, cpuSeconds, stopwatch } from './stopwatch.ts';

export type SentOut = {
  planning: number;
  delivering: number;
  sent: number;
  processor: number;
  clocked: readonly Clocked[];
};

/** Plans and sends one reminder to each of so many people, on a fresh database. */
export async function sendOut(url: string, count: number, connections: number): Promise<SentOut> {
  const watch = stopwatch();
  return withTrainers(count, async ({ shell, desk }) => {
    const transport = createTransport(url, { log: shell.log, connections });
    shell.pace = createPace({ perSecond: 100_000, perSecondAndDomain: 100_000, connections });
    shell.sendMail = watch.clock('sending', (mail) => transport.send(mail));
    const { database } = shell;
    const begin = performance.now();
    const cpu = process.cpuUsage();
    await onTick(shell, desk);
    const planned = performance.now();
    const write = watch.clock('claiming and settling', database.write) as Database['write'];
    const { sent = 0 } = await deliver({ ...shell, database: { ...database, write } }, 'mail');
    const delivering = (performance.now() - planned) / 1000;
    transport.close();
    const planning = (planned - begin) / 1000;
    return { planning, delivering, sent, processor: cpuSeconds(cpu), clocked: watch.clocked() };
  });
}

/** One of the mails that `sendOut` sends, ready-made. */
export async function oneReminder(): Promise<ReadyMade> {
  return withTrainers(1, async ({ shell, desk }) => {
    await onTick(shell, desk);
    const { subject, text, html } = await shell.database.read.outboxItem.findFirstOrThrow();
    return { subject: subject ?? '', text: text ?? '', html: html ?? '' };
  });
}

async function withTrainers<T>(
  count: number,
  work: (parts: { shell: Shell; desk: Desk }) => Promise<T>,
): Promise<T> {
  const folder = makeTempFolder('deliver');
  const database = openDatabase(`file:${join(folder, 'torq.db')}`);
  const { shell } = createTestShell(
    { database, folder },
    {
      now: '2023-06-01T17:00:00Z',
      programme: (source) => ({ ...source, mailLimits: { perPersonAndDay: 1000, perHour: 1_000_000 } }),
    },
  );
  try {
    await migrate(database);
    await enrol(database, count);
    const [desk] = shell.desks;
    if (desk === undefined) throw new Error('no desk');
    return await work({ shell, desk });
  } finally {
    await database.close();
    removeTempFolder(folder);
  }
}

/** Trainers whose renewal is open and whose reminder is due. */
async function enrol(database: Database, count: number): Promise<void> {
  const createdAt = new Date('2023-01-01T00:00:00Z');
  const people = Array.from({ length: count }, (_, at) => ({ id: newId(), credentialId: newId(), at }));
  await database.write(async (tx) => {
    await insertRows(
      tx,
      'Person',
      people.map(({ id, at }) => ({ id, name: `Robin Roe ${at}`, createdAt })),
    );
    await insertRows(
      tx,
      'Address',
      people.map(({ id, at }) => ({
        address: `robin${at}@d${at % 500}.example`,
        personId: id,
        learnedFrom: 'roster',
        createdAt,
      })),
    );
    await insertRows(
      tx,
      'Credential',
      people.map(({ id, credentialId }) => ({
        id: credentialId,
        personId: id,
        programme: 'igp-tor',
        grantedOn: '2022-07-01',
      })),
    );
    await insertRows(
      tx,
      'Term',
      people.map(({ credentialId }) => ({
        id: newId(),
        credentialId,
        startsOn: '2023-07-01',
        endsOn: '2024-06-30',
        openedAt: createdAt,
      })),
    );
  });
}
