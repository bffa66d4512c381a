import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { holdAllMail, resumeMail, standingHold } from '../../src/store/holds.ts';
import { claimCard, dueCards, releaseHeld } from '../../src/store/outbox.ts';
import { claimMails, dueMails, settleItems } from '../../src/store/outbox-mails.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keep, minutesLater, now, readyCard, readyMail } from '../support/drafts.ts';

const lease = (owner: string, at = now) => ({ owner, now: at, until: new Date(at.getTime() + 300_000) });

describe.each(providers)('held mail on %s', (provider) => {
  let db: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    db = await freshDatabase(provider);
    database = db.database;
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  const due = async () => (await dueMails(database, { now, limit: 10 })).map(({ id }) => id);
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

  describe('while mail is held', () => {
    test('cards are due and mails are not, until it is resumed', async () => {
      const card = readyCard();
      await keep(database, readyMail({ id: 'a' }), card);
      expect(await holdAllMail(database, { by: 'U1', reason: 'wrong fee', now })).toBe(true);
      expect(await holdAllMail(database, { by: 'U2', reason: 'again', now })).toBe(false);
      expect(await standingHold(database.read)).toEqual({ heldAt: now, heldBy: 'U1', reason: 'wrong fee' });
      expect(await dueCards(database, { now, limit: 10 })).toEqual([card.id]);
      expect(await due()).toEqual([]);
      expect(await claimMails(database, ['a'], lease('one'))).toEqual([]);
      expect(await claimCard(database, card.id, lease('one'))).not.toBeNull();
      expect(await resumeMail(database, { by: 'U2', now: minutesLater(5) })).toBe(true);
      expect(await resumeMail(database, { by: 'U2', now: minutesLater(5) })).toBe(false);
      expect(await standingHold(database.read)).toBeNull();
      expect(await due()).toEqual(['a']);
    });
  });

  test('mails that were held for their recipient go out when the recipient is allowed', async () => {
    await keep(database, readyMail({ id: 'a' }), readyMail({ id: 'b', to: 'robin@example.net' }));
    for (const id of ['a', 'b'])
      await settleItems(
        database,
        [
          {
            item: await claimed(id),
            settlement: { kind: 'held', because: 'recipients', reason: 'x' },
            card: null,
          },
        ],
        { owner: 'one', now },
      );
    expect(await releaseHeld(database, () => false)).toBe(0);
    expect(await releaseHeld(database, (address) => address === 'robin@example.net')).toBe(1);
    expect(await due()).toEqual(['b']);
    expect(await statusOf('a')).toMatchObject({ status: 'held' });
  });
});
