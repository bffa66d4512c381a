// The published calendar of 2023 (domain.md, section 1a), played: who gets what, and when.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDesks } from '../../src/desks.ts';
import { simulatedDesk } from '../../src/simulation/simulated-desk.ts';
import { mailsOf2023, play2023 } from '../support/cast-2023.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';

const shipped = loadDesks(join(import.meta.dirname, '../../templates')).desks.find(
  ({ programme }) => programme.name === 'igp-tor',
);
if (shipped === undefined) throw new Error('no shipped programme');
const desk = simulatedDesk({
  ...shipped,
  programme: { ...shipped.programme, slack: { ...shipped.programme.slack, dailyAt: null } },
});

describe.each(providers)('2023 on %s', (provider) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db?.close());

  test('window, May 19 16:00, week of June 12, June 30 and July 1', { timeout: 120_000 }, async () => {
    const mails = await play2023({ database: db.database, desk }, join(db.folder, 'blobs'));
    expect(mails.toSorted()).toEqual(mailsOf2023);
  });
});
