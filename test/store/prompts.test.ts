import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import {
  askForRedraw,
  noteDrawn,
  notePlace,
  noteRefusal,
  promptById,
  promptsToRedraw,
  viewOf,
} from '../../src/store/prompts.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keep, minutesLater, now, readyCard } from '../support/drafts.ts';
import { igpTor } from '../support/programme.ts';

const place = { channel: 'C012TORBOT', ts: '1000.1' };

describe.each(providers)('prompts on %s', (provider) => {
  let db: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    db = await freshDatabase(provider);
    database = db.database;
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    await keep(database, readyCard({ id: 'prompt-1' }));
  });

  const answer = (version: number) =>
    database.write((tx) =>
      tx.prompt.update({
        where: { id: 'prompt-1' },
        data: { answeredAt: minutesLater(5), answer: 'approve', answeredBy: 'U1', version },
      }),
    );
  const toRedraw = async () => (await promptsToRedraw(database, 10)).map(({ id }) => id);

  test('are shown as they are stored', async () => {
    await notePlace(database, 'prompt-1', place, 0);
    await answer(1);
    const prompt = await promptById(database, 'prompt-1');
    expect(
      prompt === null ? null : viewOf(prompt, igpTor, { cast: [], hold: null, now: minutesLater(16) }),
    ).toEqual({
      id: 'prompt-1',
      body: null,
      hasMail: false,
      thread: null,
      kind: 'soq-approval',
      title: 'SOQ to decide',
      facts: [['Applicant', 'Pat Doe']],
      channel: 'C012TORBOT',
      place,
      version: 1,
      timeZone: 'America/Los_Angeles',
      state: [],
      people: null,
      takeBack: ['reopen'],
      answered: { choice: 'approve', by: 'U1', at: minutesLater(5), reason: null },
    });
    expect(await promptById(database, "'; DROP TABLE")).toBeNull();
  });

  test('are drawn again when their card shows an older state, and only then', async () => {
    expect(await toRedraw()).toEqual([]);
    await answer(1);
    expect(await toRedraw()).toEqual([]);
    await notePlace(database, 'prompt-1', place, 0);
    expect(await toRedraw()).toEqual(['prompt-1']);
    await noteDrawn(database, 'prompt-1', 1);
    expect(await toRedraw()).toEqual([]);
    await noteDrawn(database, 'prompt-1', 0);
    expect(await toRedraw()).toEqual([]);
    await askForRedraw(database, 'prompt-1');
    expect(await toRedraw()).toEqual(['prompt-1']);
  });

  test('keep the answers that did not stand', async () => {
    const refusal = {
      promptId: 'prompt-1',
      by: 'U9',
      choice: 'approve',
      reason: null,
      because: 'not listed',
    };
    await noteRefusal(database, { ...refusal, now });
    const [row] = await database.read.promptAnswer.findMany();
    expect({ ...row, id: '' }).toEqual({ ...refusal, id: '', at: now, outcome: 'refused' });
  });
});
