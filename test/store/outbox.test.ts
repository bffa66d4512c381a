import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commit } from '../../src/store/commit.ts';
import type { Database } from '../../src/store/database.ts';
import {
  abandonedItems,
  claim,
  dueItems,
  giveUpLease,
  knownKeys,
  type Settlement,
  settle,
} from '../../src/store/outbox.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { change, keep, minutesLater, now, readyCard, readyMail } from '../support/drafts.ts';

const lease = (owner: string, at = now) => ({ owner, now: at, until: new Date(at.getTime() + 300_000) });

describe.each(providers)('the outbox on %s', (provider) => {
  let db: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    db = await freshDatabase(provider);
    database = db.database;
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  const due = (at = now, channel: string | null = null) =>
    dueItems(database, { now: at, limit: 10, channel });
  const itemOf = (id: string) => database.read.outboxItem.findUniqueOrThrow({ where: { id } });
  const statusOf = async (id: string) => {
    const { status, statusReason, leaseOwner, leaseUntil } = await itemOf(id);
    return { status, statusReason, leased: leaseOwner !== null || leaseUntil !== null };
  };
  const claimed = async (id: string, owner = 'one', at = now) => {
    const item = await claim(database, id, lease(owner, at));
    if (item === null) throw new Error(`${id} could not be claimed`);
    return item;
  };

  test('gives what is due, in the order in which it became due', async () => {
    await keep(database, readyMail({ id: 'late', notBefore: minutesLater(-1) }));
    await keep(database, readyMail({ id: 'early', notBefore: minutesLater(-2) }));
    await keep(database, readyMail({ id: 'future', notBefore: minutesLater(1) }));
    expect(await due()).toEqual(['early', 'late']);
    expect(await due(minutesLater(1))).toEqual(['early', 'late', 'future']);
    expect(await due(now, 'slack')).toEqual([]);
  });

  test('of two who claim an item at once one gets it', async () => {
    await keep(database, readyMail({ id: 'a' }));
    const others = [db.openAgain(), db.openAgain(), db.openAgain()];
    const claims = await Promise.all(
      [database, ...others].map((one, index) => claim(one, 'a', lease(`worker ${index}`))),
    );
    const got = claims.filter((item) => item !== null);
    expect(got).toHaveLength(1);
    expect(got[0]).toEqual(await itemOf('a'));
    expect({ status: got[0]?.status, attempts: got[0]?.attempts }).toEqual({
      status: 'sending',
      attempts: 1,
    });
  });

  test('an item that is not due, or not there, is nobody’s', async () => {
    await keep(database, readyMail({ id: 'future', notBefore: minutesLater(1) }));
    expect(await claim(database, 'future', lease('one'))).toBeNull();
    expect(await claim(database, 'no such item', lease('one'))).toBeNull();
  });

  test.each<[Settlement, object]>([
    [
      { kind: 'sent', reply: '250 Ok' },
      { status: 'sent', statusReason: null, sentAt: now, providerReply: '250 Ok' },
    ],
    [
      { kind: 'retry', at: minutesLater(4), error: '421 later' },
      { status: 'pending', statusReason: '421 later', notBefore: minutesLater(4), sentAt: null },
    ],
    [
      { kind: 'failed', error: '550 no' },
      { status: 'failed', statusReason: '550 no', sentAt: null },
    ],
    [
      { kind: 'unknown', error: 'lost' },
      { status: 'unknown', statusReason: 'lost', sentAt: null },
    ],
    [
      { kind: 'superseded', reason: 'paid' },
      { status: 'superseded', statusReason: 'paid', sentAt: null },
    ],
    [
      { kind: 'held', reason: 'not on the list' },
      { status: 'held', statusReason: 'not on the list', heldBecause: 'recipients' },
    ],
  ])('what became of it is written down: %o', async (settlement, row) => {
    await keep(database, readyMail({ id: 'a' }));
    const item = await claimed('a');
    expect(await settle(database, item, settlement, { now, card: null })).toBe(true);
    expect(await itemOf('a')).toMatchObject({ ...row, leaseOwner: null, leaseUntil: null, attempts: 1 });
  });

  test('what was settled is not claimed again', async () => {
    await keep(database, readyMail({ id: 'a' }));
    const item = await claimed('a');
    await settle(database, item, { kind: 'sent', reply: '' }, { now, card: null });
    expect(await due(minutesLater(60))).toEqual([]);
    expect(await claim(database, 'a', lease('two', minutesLater(60)))).toBeNull();
  });

  describe('a mail whose sender vanished', () => {
    const late = minutesLater(6);
    const card = () => readyCard({ kind: 'outbox-unknown', outboxItemId: 'a' });

    test('is found when the lease has run out, not before', async () => {
      await keep(database, readyMail({ id: 'a' }));
      await claimed('a');
      expect(await abandonedItems(database, minutesLater(5))).toEqual([]);
      expect((await abandonedItems(database, late)).map(({ id }) => id)).toEqual(['a']);
    });

    test('is unknown, with one card, whoever finds it first', async () => {
      await keep(database, readyMail({ id: 'a' }));
      const item = await claimed('a');
      const other = db.openAgain();
      await Promise.all([
        giveUpLease(database, item, { now: late, card: card() }),
        giveUpLease(other, item, { now: late, card: card() }),
      ]);
      expect(await statusOf('a')).toEqual({
        status: 'unknown',
        statusReason: 'whoever was sending it stopped before it was known whether it went out',
        leased: false,
      });
      expect(await database.read.prompt.count()).toBe(1);
      expect(await due(minutesLater(60), 'mail')).toEqual([]);
    });

    test('that comes back late cannot write over what was written meanwhile', async () => {
      await keep(database, readyMail({ id: 'a' }));
      const item = await claimed('a');
      await giveUpLease(database, item, { now: late, card: card() });
      const settled = await settle(database, item, { kind: 'sent', reply: '250' }, { now: late, card: null });
      expect(settled).toBe(false);
      expect((await statusOf('a')).status).toBe('unknown');
    });

    test.each([
      ['sent', 'sent', 'U1 says it went out'],
      ['pending', 'pending', 'U1 says to send it again'],
    ] as const)('and a person who says "%s"', async (as, status, statusReason) => {
      await keep(database, readyMail({ id: 'a' }));
      await giveUpLease(database, await claimed('a'), { now: late, card: card() });
      const facts = [{ fact: 'outbox-answered', outboxItemId: 'a', as, by: 'U1' }] as const;
      await commit(database, change({ facts, now: late }));
      expect(await statusOf('a')).toEqual({ status, statusReason, leased: false });
      expect(await due(late, 'mail')).toEqual(as === 'pending' ? ['a'] : []);
    });
  });

  test('a card whose poster vanished is tried again, and counts the try', async () => {
    const card = readyCard();
    await keep(database, card);
    const item = await claimed(card.id);
    await giveUpLease(database, item, { now: minutesLater(6), card: null });
    expect((await statusOf(card.id)).status).toBe('pending');
    expect((await claimed(card.id, 'two', minutesLater(6))).attempts).toBe(2);
  });

  test('says which keys are known', async () => {
    await keep(database, readyMail({ key: 'a' }), readyMail({ key: 'b' }));
    expect(await knownKeys(database.read, ['a', 'c'])).toEqual(new Set(['a']));
  });
});
