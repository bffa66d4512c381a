// Random years of random people: whatever they do, what must hold holds, and list, certificate and verify page agree.
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDesks } from '../../src/desks.ts';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import type { Desk } from '../../src/handlers/shell.ts';
import { createLog } from '../../src/log.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { simulatedDesk } from '../../src/simulation/simulated-desk.ts';
import type { World } from '../../src/simulation/world.ts';
import { startWeb } from '../../src/web/server.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { textOf } from '../support/pdf-tools.ts';
import { expectedList, violations } from './invariants.ts';

const years = Number(process.env.TORQ_YEARS ?? 1);
const { desks } = loadDesks(join(import.meta.dirname, '../../templates'));
const shipped = desks.find(({ programme }) => programme.name === 'igp-tor');
if (shipped === undefined) throw new Error('no shipped programme');
const { programme } = shipped;
const meeting = { minutes: 90, join: 'https://meet.example.org/1' };
/**
 * With meetings and an agreement, and without the card of the day, which is three hundred cards that nobody asks for
 * here.
 */
const desk: Desk = simulatedDesk({
  ...shipped,
  agreement: { filename: 'agreement.pdf', content: Buffer.from('%PDF-1.4 an agreement') },
  programme: {
    ...programme,
    slack: { ...programme.slack, dailyAt: null },
    agreement: { ...programme.agreement, file: 'agreement.pdf', version: '2023-1' },
    cycles: programme.cycles.map((cycle) => ({
      ...cycle,
      orientation: { ...meeting, at: '2023-06-20 10:00', again: '2023-06-27 10:00' },
      renewalMeeting: { ...meeting, at: '2023-05-25 10:00', recording: 'https://video.example.org/1' },
    })),
  },
});
const lastDay = '2023-10-20';

/** Somebody publishes what is on the card; then the pages are asked. */
async function published({ shell }: Pick<World, 'shell'>) {
  const { read } = shell.database;
  const open = await read.prompt.findMany({ where: { kind: 'list-publish', answeredAt: null } });
  const [by = ''] = desk.programme.slack.approvers;
  for (const { id } of open)
    await onAnswer(shell, { promptId: id, choice: 'publish', by, reason: null, place: null });
  const { pages } = desk;
  if (pages === undefined) throw new Error('no pages');
  return startWeb({
    ...{ host: '127.0.0.1', port: 0, trustedProxies: [], perMinute: 10_000, perMinuteVerified: 10_000 },
    ...{ log: createLog('silent'), now: shell.now, read, parts: async () => [] },
    desks: async () => [{ programme: desk.programme, pages }],
    counts: () => ({ ticks: 0, errors: 0 }),
  });
}

type Listed = { name: string; termEnds: string };

/** The list as it is published, and every certificate as its page and its paper say. */
async function compare(world: Pick<World, 'shell'>): Promise<void> {
  const { read } = world.shell.database;
  const server = await published(world);
  try {
    const url = `http://127.0.0.1:${server.port}`;
    const response = await fetch(`${url}/roster.json`);
    const { lists } = (await response.json()) as { lists: { trainers: Listed[] }[] };
    const list = (lists[0]?.trainers ?? []).map(({ name, termEnds }) => ({ name, termEnds }));
    const wanted = await expectedList(read, lastDay);
    const sorted = (all: Listed[]) => all.map((one) => JSON.stringify(one)).toSorted();
    expect(sorted(list)).toEqual(sorted(wanted));

    const certificates = await read.certificate.findMany();
    const counting = certificates.filter((one) => one.supersededAt === null && one.revokedAt === null);
    for (const { number, name, endsOn, documentSha256 } of counting) {
      const page = await (await fetch(`${url}/verify/${number}`)).text();
      const isListed = wanted.some((one) => one.name === name && one.termEnds === endsOn);
      expect([number, page.includes('class="standing valid"'), page.includes(name)]).toEqual([
        number,
        isListed,
        true,
      ]);
      const paper = textOf(await world.shell.blobs.get(documentSha256)).join('\n');
      expect([paper.includes(number), paper.includes(name), paper.includes('June 30, 2024')]).toEqual([
        true,
        true,
        true,
      ]);
    }
    expect(wanted.length).toBe(counting.filter(({ endsOn }) => endsOn >= lastDay).length);
  } finally {
    await server.stop();
  }
}

describe.each(providers)('a year on %s', (provider) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db?.close());

  test('keeps what must hold, and list, certificates and verify pages agree', {
    timeout: 300_000 * years,
  }, async () => {
    const life = fc.record({ seed: fc.integer(), people: fc.integer({ min: 6, max: 12 }) });
    await fc.assert(
      fc.asyncProperty(life, async ({ seed, people }) => {
        await db.empty();
        const { world } = await simulate({
          ...{ database: db.database, desk, people, seed, folder: join(db.folder, 'blobs') },
          ...{ from: '2023-04-01', to: lastDay },
        });
        expect(await violations(world)).toEqual([]);
        await compare(world);
      }),
      { numRuns: years, endOnFailure: true },
    );
  });
});
