import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { holdAllMail, resumeMail, standingHold } from '../../src/store/holds.ts';
import { claim, dueItems, releaseHeld, settle } from '../../src/store/outbox.ts';
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

  describe('while mail is held', () => {
    test('cards are due and mails are not, until it is resumed', async () => {
      const card = readyCard();
      await keep(database, readyMail({ id: 'a' }), card);
      expect(await holdAllMail(database, { by: 'U1', reason: 'wrong fee', now })).toBe(true);
      expect(await holdAllMail(database, { by: 'U2', reason: 'again', now })).toBe(false);
      expect(await standingHold(database.read)).toEqual({ heldAt: now, heldBy: 'U1', reason: 'wrong fee' });
      expect(await due()).toEqual([card.id]);
      expect(await due(now, 'mail')).toEqual([]);
      expect(await claim(database, 'a', lease('one'))).toBeNull();
      expect(await claim(database, card.id, lease('one'))).not.toBeNull();
      expect(await resumeMail(database, { by: 'U2', now: minutesLater(5) })).toBe(true);
      expect(await resumeMail(database, { by: 'U2', now: minutesLater(5) })).toBe(false);
      expect(await standingHold(database.read)).toBeNull();
      expect(await due()).toEqual(['a']);
    });
  });

  test('mails that were held for their recipient go out when the recipient is allowed', async () => {
    await keep(database, readyMail({ id: 'a' }), readyMail({ id: 'b', to: 'robin@example.net' }));
    for (const id of ['a', 'b'])
      await settle(database, await claimed(id), { kind: 'held', reason: 'x' }, { now, card: null });
    expect(await releaseHeld(database, () => false)).toBe(0);
    expect(await releaseHeld(database, (address) => address === 'robin@example.net')).toBe(1);
    expect(await due()).toEqual(['b']);
    expect(await statusOf('a')).toMatchObject({ status: 'held' });
  });
});
