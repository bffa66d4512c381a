// One tick over so many trainers, in a process of its own so that its memory is its own.
// node test/bench/tick-child.ts COUNT due|idle
import { join } from 'node:path';
import { onTick } from '../../src/handlers/on-tick.ts';
import { openDatabase, type Transaction } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { insertRows } from '../../src/store/rows.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';
import { createTestShell } from '../support/shell.ts';

const count = Number(process.argv[2]);
// 30 days before June 30 a reminder is due; in the winter none is.
const now = process.argv[3] === 'due' ? '2023-05-31T09:05:00-07:00' : '2023-01-20T09:05:00-08:00';
const folder = makeTempFolder('tick');
const database = openDatabase(`file:${join(folder, 'torq.db')}`);
try {
  await migrate(database);
  for (let from = 0; from < count; from += 1000)
    await database.write((tx) => trainers(tx, from, Math.min(1000, count - from)));
  const { shell } = createTestShell({ folder, database }, { now });
  const began = performance.now();
  let planned = 0;
  for (const desk of shell.desks) planned += await onTick(shell, desk);
  const seconds = (performance.now() - began) / 1000;
  const again = performance.now();
  for (const desk of shell.desks) await onTick(shell, desk);
  const second = (performance.now() - again) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ planned, seconds, second, megabytes }));
} finally {
  await database.close();
  removeTempFolder(folder);
}

/** People with an open term whose fee is not paid. */
async function trainers(tx: Transaction, from: number, many: number): Promise<void> {
  const ids = Array.from({ length: many }, (_, at) => `t${String(from + at).padStart(7, '0')}`);
  const createdAt = new Date('2022-07-01T00:00:00Z');
  await insertRows(
    tx,
    'Person',
    ids.map((id) => ({ id, name: `Trainer ${id}`, createdAt })),
  );
  await insertRows(
    tx,
    'Address',
    ids.map((id) => ({ address: `${id}@example.org`, personId: id, learnedFrom: 'bench', createdAt })),
  );
  await insertRows(
    tx,
    'Credential',
    ids.map((id) => ({ id, personId: id, programme: 'igp-tor', grantedOn: '2022-07-01' })),
  );
  const openedAt = new Date('2023-01-01T00:00:00Z');
  const days = { startsOn: '2023-07-01', endsOn: '2024-06-30' };
  await insertRows(
    tx,
    'Term',
    ids.map((id) => ({ id, credentialId: id, ...days, openedAt })),
  );
}
