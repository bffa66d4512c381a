import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/core/facts.ts';
import { openBlobs } from '../../src/store/blobs.ts';
import type { Cause } from '../../src/store/cause.ts';
import { type Commit, commit } from '../../src/store/commit.ts';
import { record } from '../../src/store/record.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { change, keep, now, readyCard, readyMail } from '../support/drafts.ts';

const person: Fact = {
  fact: 'person-created',
  personId: 'pat',
  name: 'Pat Doe',
  address: 'Pat@Example.org',
  learnedFrom: 'payment',
};
const application: Fact = {
  fact: 'application-opened',
  applicationId: 'application-1',
  personId: 'pat',
  cycle: '2023',
  at: now,
};

describe.each(providers)('a commit on %s', (provider) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  const write = (changes: Partial<Commit>) => commit(db.database, change(changes));
  const counts = async () => {
    const { read } = db.database;
    return {
      people: await read.person.count(),
      prompts: await read.prompt.count(),
      outbox: await read.outboxItem.count(),
      history: await read.history.count(),
    };
  };
  const nothing = { people: 0, prompts: 0, outbox: 0, history: 0 };

  async function recordedMail(): Promise<Cause> {
    const blobs = openBlobs(join(db.folder, 'blobs'));
    const location = { mailbox: 'INBOX', uidValidity: '1', uid: 1 };
    const mail = { location, raw: Buffer.from('Subject: a\r\n\r\nb'), internalDate: now, messageId: null };
    const { id } = await record({ database: db.database, blobs, now }, mail);
    const verdict = { kind: 'payment', reason: 'order 1', from: 'a@example.org', subject: 'a' };
    return { kind: 'mail', inboundMailId: id, verdict };
  }

  test('writes facts, drafts and history together', async () => {
    const drafts = [readyMail({ key: 'a' }), readyCard()];
    expect(await write({ facts: [person, application], drafts })).toBe('committed');
    expect(await counts()).toEqual({ people: 1, prompts: 1, outbox: 2, history: 1 });
    const address = await db.database.read.address.findMany();
    expect(address).toEqual([
      {
        address: 'pat@example.org',
        personId: 'pat',
        learnedFrom: 'payment',
        createdAt: now,
        bouncedAt: null,
        heardAt: null,
        primaryAt: null,
        aliasBy: null,
        aliasAt: null,
      },
    ]);
  });

  test('writes all or nothing', async () => {
    const broken: Fact = { fact: 'payment-refunded', paymentId: 'nobody', reason: 'x' };
    await expect(write({ facts: [person, application, broken], drafts: [readyMail()] })).rejects.toThrow();
    expect(await counts()).toEqual(nothing);
  });

  test('of a mail that is decided already changes nothing', async () => {
    const cause = await recordedMail();
    expect(await write({ cause, facts: [person] })).toBe('committed');
    expect(await write({ cause, facts: [application], drafts: [readyMail()] })).toBe('done-before');
    expect(await counts()).toEqual({ ...nothing, people: 1, history: 1 });
    expect(await db.database.read.application.count()).toBe(0);
  });

  test('of one mail by two workers at once has one effect', async () => {
    const cause = await recordedMail();
    const other = db.openAgain();
    const results = await Promise.all([
      write({ cause, facts: [person], drafts: [readyMail({ key: 'a' })] }),
      commit(other, change({ cause, facts: [person], drafts: [readyMail({ key: 'a' })] })),
    ]);
    expect(results.toSorted()).toEqual(['committed', 'done-before']);
    expect(await counts()).toEqual({ people: 1, prompts: 0, outbox: 1, history: 1 });
  });

  test('that expects another version is stale, and a met one moves the version on', async () => {
    await write({ facts: [person, application] });
    const expects = [{ row: 'application', id: 'application-1', version: 0 }] as const;
    expect(await write({ expects })).toBe('committed');
    expect(await write({ expects, drafts: [readyMail()] })).toBe('stale');
    expect(await counts()).toEqual({ ...nothing, people: 1, history: 2 });
    expect((await db.database.read.application.findFirst())?.version).toBe(1);
  });

  test('two at once that expect the same version: one is stale', async () => {
    await write({ facts: [person, application] });
    const expects = [{ row: 'application', id: 'application-1', version: 0 }] as const;
    const other = db.openAgain();
    const results = await Promise.all([write({ expects }), commit(other, change({ expects }))]);
    expect(results.toSorted()).toEqual(['committed', 'stale']);
  });

  test('of somebody who was created meanwhile is stale', async () => {
    await write({ facts: [person] });
    expect(await write({ facts: [{ ...person, personId: 'pat-again' }] })).toBe('stale');
    expect(await counts()).toEqual({ ...nothing, people: 1, history: 1 });
  });

  test('skips a draft whose key is known, and does the rest', async () => {
    await keep(db.database, readyMail({ key: 'a', subject: 'First' }));
    expect(await write({ drafts: [readyMail({ key: 'a' }), readyMail({ key: 'b' })] })).toBe('committed');
    const items = await db.database.read.outboxItem.findMany({ orderBy: { key: 'asc' } });
    expect(items.map(({ key, subject }) => [key, subject])).toEqual([
      ['a', 'First'],
      ['b', 'Next step'],
    ]);
  });

  test('that expects its draft to be new is stale when the key is known', async () => {
    await write({ drafts: [readyMail({ key: 'k' })] });
    const expects = [{ row: 'outbox-key', key: 'k' } as const];
    expect(await write({ facts: [person], drafts: [readyMail({ key: 'k' })], expects })).toBe('stale');
    expect(await counts()).toMatchObject({ people: 0, outbox: 1 });
  });

  test('of a tick that adds nothing leaves no history', async () => {
    await keep(db.database, readyMail({ key: 'a' }));
    expect(await write({ cause: { kind: 'tick' }, drafts: [readyMail({ key: 'a' })] })).toBe('committed');
    expect((await counts()).history).toBe(1);
  });

  test('of the same reminder by two ticks at once keeps one', async () => {
    const others = [db.openAgain(), db.openAgain()];
    const tick = { cause: { kind: 'tick' } } as const;
    await Promise.all(
      [db.database, ...others].map((database) =>
        commit(database, change({ ...tick, drafts: [readyMail({ key: 'reminder/1' })] })),
      ),
    );
    expect(await counts()).toEqual({ ...nothing, outbox: 1, history: 1 });
  });

  test('of an answer stands once, with who gave it', async () => {
    const card = readyCard({ id: 'prompt-1' });
    await keep(db.database, card);
    const answer = (by: string, choice: string): Cause => ({
      kind: 'answer',
      as: 'stands',
      promptId: 'prompt-1',
      version: 0,
      choice,
      by,
      reason: null,
    });
    const other = db.openAgain();
    const results = await Promise.all([
      write({ cause: answer('U1', 'approve') }),
      commit(other, change({ cause: answer('U2', 'decline') })),
    ]);
    expect(results.toSorted()).toEqual(['committed', 'done-before']);
    const [stands] = await db.database.read.promptAnswer.findMany();
    const prompt = await db.database.read.prompt.findFirst();
    expect(await db.database.read.promptAnswer.count()).toBe(1);
    expect({ ...prompt, answer: '', answeredBy: '' }).toMatchObject({ answeredAt: now, version: 1 });
    expect([prompt?.answer, prompt?.answeredBy]).toEqual([stands?.choice, stands?.by]);
  });

  test('keeps texts that a database would refuse without what it cannot keep', async () => {
    const facts = [['Text', `a\0b${'\ud83d'}`]] as const;
    expect(await write({ reason: 'a\0b', drafts: [readyCard({ title: 'x\0', facts })] })).toBe('committed');
    const prompt = await db.database.read.prompt.findFirst();
    expect([prompt?.title, prompt?.facts]).toEqual(['x', [['Text', 'ab\ufffd']]]);
  });

  test('the documents of a card are an item of their own behind it', async () => {
    await keep(db.database, readyCard({ submissionId: 'submission-1' }));
    const items = await db.database.read.outboxItem.findMany({ orderBy: { createdAt: 'asc' } });
    expect(items.map(({ message, promptId }) => [message, promptId])).toEqual([
      [null, items[0]?.promptId],
      ['documents', items[0]?.promptId],
    ]);
  });
});
