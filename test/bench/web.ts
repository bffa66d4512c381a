// The public pages under load: 200 connections on the loopback, a list of a thousand people, and the memory meanwhile.

import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { lowMemoryFlags } from '../../src/commands/little-memory.ts';
import { listEntries } from '../../src/core/public-list/entries.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { publishList, trainersOf } from '../../src/store/public-list.ts';
import { issueOfEachKind } from '../support/issued.ts';
import { igpTor } from '../support/programme.ts';
import { addTrainers } from '../support/trainers.ts';

const seconds = Number(process.argv[2] ?? 10);
const folder = mkdtempSync(join(tmpdir(), 'torq-bench-web-'));
const url = `file:${join(folder, 'bench.db')}`;

const number = await fill();
const child = fork(join(import.meta.dirname, 'web-child.ts'), [url], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  // As `torq start` does.
  execArgv: [...lowMemoryFlags],
});
const port = await new Promise<number>((resolve) =>
  child.once('message', (message) => resolve(Number(message))),
);
let failed = false;
for (const path of ['/', '/?q=trainer+7', '/roster.json', `/verify/${number}`, '/healthz']) await load(path);
console.log(`memory of the server: ${(await memory()).join(' -> ')} MB`);
child.kill();
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

/** A thousand people on the published list, and certificates. @returns a number that is valid */
async function fill(): Promise<string> {
  const database = openDatabase(url);
  await migrate(database);
  const { valid } = await issueOfEachKind(database);
  await addTrainers(
    database,
    Array.from({ length: 1000 }, (_, at) => ({
      id: `many-${at}`,
      name: `Trainer Number ${at}`,
      organisation: `Organisation ${at % 317}`,
      listing: {
        email: `trainer.${at}@company-${at % 317}.example`,
        phone: `+1 555 ${1000 + at}`,
        area: `Area ${at % 9}`,
      },
    })),
  );
  const entries = listEntries(await trainersOf(database.read, 'igp-tor'), igpTor, '2027-08-01');
  const list = { programme: 'igp-tor', version: 1, entries, by: 'U01APPROVER', at: new Date() };
  await database.write((tx) => publishList(tx, list));
  await database.close();
  return valid;
}

async function load(path: string): Promise<void> {
  await cannon(path, 2);
  const before = await memory();
  const { latency, errors, timeouts, non2xx, requests, throughput } = await cannon(path, seconds);
  const wrong = errors + timeouts + non2xx;
  if (wrong > 0 || latency.p99 >= 100) failed = true;
  const after = await memory();
  console.log(
    `${path.padEnd(28)} ${Math.round(requests.average)}/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms, wrong ${wrong}, ${Math.round(throughput.average / 1024)} KB/s, memory ${before.at(-1)} -> ${after.at(-1)} MB`,
  );
}

function cannon(path: string, duration: number) {
  const headers = { 'accept-encoding': 'gzip' };
  return autocannon({ url: `http://127.0.0.1:${port}${path}`, connections: 200, duration, headers });
}

/** Resident megabytes of the server at each question so far. */
function memory(): Promise<number[]> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as number[]));
    child.send('memory');
  });
}
