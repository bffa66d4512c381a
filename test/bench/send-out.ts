// torq's own sending, as the service does it: planned by a tick, committed, claimed, asked again, sent and settled.
import { join } from 'node:path';
import { deliver } from '../../src/handlers/deliver.ts';
import { onTick } from '../../src/handlers/on-tick.ts';
import { createPace } from '../../src/handlers/pace.ts';
import { createTransport } from '../../src/mail/transport.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { newId } from '../../src/store/ids.ts';
import { migrate } from '../../src/store/migrate.ts';
import { insertRows } from '../../src/store/rows.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';
import { createTestShell } from '../support/shell.ts';
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
  const folder = makeTempFolder('deliver');
  const database = openDatabase(`file:${join(folder, 'torq.db')}`);
  const watch = stopwatch();
  const { shell } = createTestShell(
    { database, folder },
    {
      now: '2023-06-01T17:00:00Z',
      programme: (source) => ({ ...source, mailLimits: { perPersonAndDay: 1000, perHour: 1_000_000 } }),
    },
  );
  const transport = createTransport(url, { log: shell.log, connections });
  shell.pace = createPace({ perSecond: 100_000, perSecondAndDomain: 100_000, connections });
  shell.sendMail = watch.clock('sending', (mail) => transport.send(mail));
  shell.database = {
    ...database,
    write: watch.clock('claiming and settling', database.write) as Database['write'],
  };
  try {
    await migrate(database);
    await enrol(database, count);
    const [desk] = shell.desks;
    if (desk === undefined) throw new Error('no desk');
    const begin = performance.now();
    await onTick({ ...shell, database }, desk);
    const planned = performance.now();
    const cpu = process.cpuUsage();
    const { sent = 0 } = await deliver(shell, 'mail');
    const delivering = (performance.now() - planned) / 1000;
    const planning = (planned - begin) / 1000;
    return { planning, delivering, sent, processor: cpuSeconds(cpu), clocked: watch.clocked() };
  } finally {
    transport.close();
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
