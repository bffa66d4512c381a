import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commit } from '../../src/store/commit.ts';
import type { Database } from '../../src/store/database.ts';
import {
  abandonedItems,
  claimCard,
  dueCards,
  giveUpLease,
  knownKeys,
  type OutboxItem,
  type Settlement,
} from '../../src/store/outbox.ts';
import { claimMails, dueMails, settleItems } from '../../src/store/outbox-mails.ts';
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

  const due = async (at = now) => (await dueMails(database, { now: at, limit: 10 })).map(({ id }) => id);
  const settle = (item: OutboxItem, settlement: Settlement, at = now) =>
    settleItems(database, [{ item, settlement, card: null }], {
      owner: item.leaseOwner ?? '',
      now: at,
    });
  const itemOf = (id: string) => database.read.outboxItem.findUniqueOrThrow({ where: { id } });
  const statusOf = async (id: string) => {
    const { status, statusReason, leaseOwner, leaseUntil } = await itemOf(id);
    return { status, statusReason, leased: leaseOwner !== null || leaseUntil !== null };
  };
  const claimed = async (id: string, owner = 'one', at = now) => {
    const [item] = await claimMails(database, [id], lease(owner, at));
    if (item === undefined) throw new Error(`${id} could not be claimed`);
    return item;
  };

  test('gives what is due, in the order in which it became due', async () => {
    await keep(database, readyMail({ id: 'late', to: 'robin@example.org', notBefore: minutesLater(-1) }));
    await keep(database, readyMail({ id: 'early', notBefore: minutesLater(-2) }));
    await keep(database, readyMail({ id: 'future', notBefore: minutesLater(1) }));
    expect(await due()).toEqual(['early', 'late']);
    expect(await due(minutesLater(1))).toEqual(['early', 'late', 'future']);
    expect(await dueCards(database, { now, limit: 10 })).toEqual([]);
  });

  test('of two who claim an item at once one gets it', async () => {
    await keep(database, readyMail({ id: 'a' }));
    const others = [db.openAgain(), db.openAgain(), db.openAgain()];
    const claims = await Promise.all(
      [database, ...others].map((one, index) => claimMails(one, ['a'], lease(`worker ${index}`))),
    );
    const got = claims.flat();
    expect(got).toHaveLength(1);
    expect(got[0]).toEqual(await itemOf('a'));
    expect({ status: got[0]?.status, attempts: got[0]?.attempts }).toEqual({
      status: 'sending',
      attempts: 1,
    });
  });

  test('an item that is not due, or not there, is nobody’s', async () => {
    await keep(database, readyMail({ id: 'future', notBefore: minutesLater(1) }));
    expect(await claimMails(database, ['future', 'no such item'], lease('one'))).toEqual([]);
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
      { kind: 'held', because: 'recipients', reason: 'not on the list' },
      { status: 'held', statusReason: 'not on the list', heldBecause: 'recipients' },
    ],
    [
      { kind: 'later', at: minutesLater(60), reason: 'quiet hours' },
      { status: 'pending', statusReason: 'quiet hours', notBefore: minutesLater(60), attempts: 0 },
    ],
    [{ kind: 'untried' }, { status: 'pending', statusReason: null, notBefore: now, attempts: 0 }],
  ])('what became of it is written down: %o', async (settlement, row) => {
    await keep(database, readyMail({ id: 'a' }));
    const item = await claimed('a');
    expect(await settle(item, settlement)).toBe(0);
    expect(await itemOf('a')).toMatchObject({ attempts: 1, ...row, leaseOwner: null, leaseUntil: null });
  });

  test('what was settled is not claimed again', async () => {
    await keep(database, readyMail({ id: 'a' }));
    const item = await claimed('a');
    await settle(item, { kind: 'sent', reply: '' });
    expect(await due(minutesLater(60))).toEqual([]);
    expect(await claimMails(database, ['a'], lease('two', minutesLater(60)))).toEqual([]);
  });

  describe('mails to one address do not overtake each other', () => {
    const robin = { to: 'robin@example.org' };
    beforeEach(async () => {
      await keep(database, readyMail({ id: 'first', notBefore: minutesLater(-2) }));
      await database.write((tx) =>
        tx.outboxItem.update({ where: { id: 'first' }, data: { createdAt: minutesLater(-2) } }),
      );
      await keep(database, readyMail({ id: 'second' }), readyMail({ id: 'other', ...robin }));
    });

    test('while the one before is being sent, wherever that is', async () => {
      await claimed('first');
      expect(await due()).toEqual(['other']);
      const another = db.openAgain();
      const got = await claimMails(another, ['second', 'other'], lease('two'));
      expect(got.map(({ id }) => id)).toEqual(['other']);
    });

    test('while the one before is to be tried again, and no longer when it failed', async () => {
      await settle(await claimed('first'), { kind: 'retry', at: minutesLater(30), error: '450' });
      expect(await due()).toEqual(['other']);
      expect(await due(minutesLater(30))).toEqual(['other', 'first']);
      await settle(await claimed('first', 'one', minutesLater(30)), { kind: 'failed', error: '550' });
      expect(await due(minutesLater(30))).toEqual(['other', 'second']);
    });

    test('and one that waits for the morning keeps nothing back', async () => {
      await settle(await claimed('first'), { kind: 'later', at: minutesLater(600), reason: 'quiet' });
      expect(await due()).toEqual(['other', 'second']);
    });
  });

  test('many are settled together, and those whose lease was lost are left alone', async () => {
    const ids = ['a', 'b', 'c'];
    await keep(database, ...ids.map((id) => readyMail({ id, to: `${id}@example.org` })));
    const items = await claimMails(database, ids, lease('one'));
    await giveUpLease(database, items[1] as OutboxItem, { now: minutesLater(6), card: null });
    const sent = { kind: 'sent', reply: '250 Ok' } as const;
    const failed = { kind: 'failed', error: '550 no' } as const;
    const card = () => readyCard({ kind: 'mail-failed' });
    const settled = [
      { item: items[0] as OutboxItem, settlement: sent, card: null },
      { item: items[1] as OutboxItem, settlement: failed, card: card() },
      { item: items[2] as OutboxItem, settlement: failed, card: card() },
    ];
    expect(await settleItems(database, settled, { owner: 'one', now })).toBe(1);
    expect(await Promise.all(ids.map(async (id) => (await statusOf(id)).status))).toEqual([
      'sent',
      'unknown',
      'failed',
    ]);
    expect(await database.read.prompt.count()).toBe(1);
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
      expect(await due(minutesLater(60))).toEqual([]);
    });

    test('that comes back late cannot write over what was written meanwhile', async () => {
      await keep(database, readyMail({ id: 'a' }));
      const item = await claimed('a');
      await giveUpLease(database, item, { now: late, card: card() });
      expect(await settle(item, { kind: 'sent', reply: '250' }, late)).toBe(1);
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
      expect(await due(late)).toEqual(as === 'pending' ? ['a'] : []);
    });
  });

  test('a card whose poster vanished is tried again, and counts the try', async () => {
    const card = readyCard();
    await keep(database, card);
    const claimedCard = async (owner: string, at: Date) => {
      const item = await claimCard(database, card.id, lease(owner, at));
      if (item === null) throw new Error('the card could not be claimed');
      return item;
    };
    const item = await claimedCard('one', now);
    await giveUpLease(database, item, { now: minutesLater(6), card: null });
    expect((await statusOf(card.id)).status).toBe('pending');
    expect((await claimedCard('two', minutesLater(6))).attempts).toBe(2);
  });

  test('says which keys are known', async () => {
    await keep(database, readyMail({ key: 'a' }), readyMail({ key: 'b' }));
    expect(await knownKeys(database.read, ['a', 'c'])).toEqual(new Set(['a']));
  });
});
