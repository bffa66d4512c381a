// Many mails at once: side by side, in order to each person, within the limits, and patient with a server that is down.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SendResult } from '../../src/core/outgoing.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { releaseHeldMail } from '../../src/handlers/held-mails.ts';
import { createPace } from '../../src/handlers/pace.ts';
import { recover } from '../../src/handlers/recover.ts';
import { holdAllMail } from '../../src/store/holds.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keep, now, readyMail } from '../support/drafts.ts';
import { createTestShell, type TestShell, type TestShellOptions } from '../support/shell.ts';

describe.each(providers)('delivering on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = open();
  });

  const open = (options: Partial<TestShellOptions> = {}) =>
    createTestShell(db, { now: now.toISOString(), ...options });
  const keepMails = (count: number, changes = {}) =>
    keep(
      db.database,
      ...Array.from({ length: count }, (_, at) =>
        readyMail({ id: `mail${at}`, to: `p${at}@example.org`, ...changes }),
      ),
    );
  const counts = async () => {
    const rows = await db.database.read.outboxItem.groupBy({
      by: ['status', 'attempts'],
      where: { channel: 'mail' },
      _count: true,
      orderBy: [{ status: 'asc' }, { attempts: 'asc' }],
    });
    return rows.map(({ status, attempts, _count }) => `${_count} ${status} after ${attempts}`);
  };

  test('hundreds go out once each, over no more connections than there may be', async () => {
    await keepMails(200);
    let open = 0;
    let most = 0;
    const answer = async (): Promise<SendResult> => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((done) => setTimeout(done, 1));
      open -= 1;
      return { kind: 'sent', reply: '250 Ok' };
    };
    line.answers.push(...Array(200).fill(answer));
    expect(await deliver(line.shell, 'mail')).toEqual({ sent: 200 });
    expect(new Set(line.sent.map(({ to }) => to)).size).toBe(200);
    expect(line.sent.length).toBe(200);
    expect(most).toBe(3);
    expect(await counts()).toEqual(['200 sent after 1']);
  });

  test('two processes share the work and double nothing', async () => {
    await keepMails(100);
    const database = provider === 'sqlite' ? db.database : db.openAgain();
    const other = createTestShell({ ...db, database }, { now: now.toISOString(), owner: 'other' });
    await Promise.all([deliver(line.shell, 'mail'), deliver(other.shell, 'mail')]);
    const to = [...line.sent, ...other.sent].map((mail) => mail.to);
    expect([to.length, new Set(to).size]).toEqual([100, 100]);
  });

  test('mails to one person go out one after the other, in their order', async () => {
    const names = ['first', 'second', 'third'];
    for (const [at, id] of names.entries())
      await keep(db.database, readyMail({ id, subject: id, notBefore: new Date(now.getTime() - 3000 + at) }));
    let underWay = 0;
    const slow = async (): Promise<SendResult> => {
      underWay += 1;
      expect(underWay).toBe(1);
      await new Promise((done) => setTimeout(done, 20));
      underWay -= 1;
      return { kind: 'sent', reply: '250' };
    };
    line.answers.push(slow, slow, slow);
    await deliver(line.shell, 'mail');
    expect(line.sent.map(({ subject }) => subject)).toEqual(names);
  });

  test('a crash leaves only what was claimed ahead in doubt, and nothing of it goes out twice', async () => {
    await keepMails(60);
    line.answers.push(...Array(60).fill(() => new Promise(() => undefined)));
    void deliver(line.shell, 'mail');
    await expect.poll(() => line.sent.length).toBe(3);
    expect(await counts()).toEqual(['54 pending after 0', '6 sending after 1']);
    const next = open({ owner: 'next', now: '2023-05-12T18:00:00Z' });
    await recover(next.shell);
    await deliver(next.shell, 'mail');
    expect(next.sent.length).toBe(54);
    expect(await counts()).toEqual(['54 sent after 1', '6 unknown after 1']);
  });

  test('a server that is down costs a few mails one try; the others wait, and it goes on by itself', async () => {
    await keepMails(50);
    const down: SendResult = { kind: 'unreachable', error: 'connect ECONNREFUSED' };
    line.answers.push(down, down, down);
    await deliver(line.shell, 'mail');
    const tried = line.sent.length;
    expect(tried).toBeLessThanOrEqual(3);
    expect(await counts()).toEqual([`${50 - tried} pending after 0`, `${tried} pending after 1`]);
    await deliver(line.shell, 'mail');
    expect(line.sent.length).toBe(tried);
    // After the pause one mail finds out that it is still down.
    line.answers.splice(0, line.answers.length, down);
    line.setTime('2023-05-12T17:00:31Z');
    await deliver(line.shell, 'mail');
    expect(line.sent.length).toBe(tried + 1);
    line.setTime('2023-05-12T17:10:00Z');
    await deliver(line.shell, 'mail');
    expect((await counts()).map((row) => row.split(' ')[1])).toEqual(['sent', 'sent']);
  });

  test('staff are told once when the server stays down', async () => {
    await keepMails(40);
    for (const minute of [0, 1, 5, 10, 20, 40, 60]) {
      line.setTime(new Date(now.getTime() + minute * 60_000).toISOString());
      line.answers.splice(
        0,
        line.answers.length,
        ...Array(3).fill({ kind: 'unreachable', error: 'no route' }),
      );
      await deliver(line.shell);
    }
    expect(line.posted.map(({ title, facts }) => [title, facts[0], facts[1]])).toEqual([
      [
        'No mail can be sent',
        ['Since', 'Friday, May 12, 2023, 10:00 AM PDT'],
        ['What the mail server says', 'no route'],
      ],
    ]);
  });

  test('a mail keeps to the pace of its domain, and other domains do not wait for it', async () => {
    line.shell.pace = createPace({ perSecond: 100, perSecondAndDomain: 4, connections: 3 });
    await keepMails(7);
    await keep(db.database, readyMail({ id: 'z', to: 'robin@example.net', notBefore: now }));
    const began = performance.now();
    await deliver(line.shell, 'mail');
    // Four at once, then one each quarter of a second.
    expect(performance.now() - began).toBeGreaterThan(700);
    expect(line.sent.length).toBe(8);
    expect(line.sent.findIndex(({ to }) => to === 'robin@example.net')).toBeLessThan(5);
  });

  test('a stop ends it soon, and what was not begun is there for the next start', async () => {
    line.shell.pace = createPace({ perSecond: 1, perSecondAndDomain: 1, connections: 3 });
    await keepMails(20);
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 50);
    const began = performance.now();
    await deliver(line.shell, 'mail', stopping.signal);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(await counts()).toEqual(['19 pending after 0', '1 sent after 1']);
  });

  test('a hold stops what has not been claimed', async () => {
    await keepMails(100);
    const last = async (): Promise<SendResult> => {
      await holdAllMail(db.database, { by: 'U1', reason: 'wrong', now });
      return { kind: 'sent', reply: '250' };
    };
    line.answers.push(last);
    await deliver(line.shell, 'mail');
    expect(line.sent.length).toBeLessThanOrEqual(12);
  });

  describe('the fuse', () => {
    const limited = (mailLimits: object) => open({ programme: (source) => ({ ...source, mailLimits }) });

    test('holds the mails beyond a day’s number to one person, tells staff once, and lets go what they release', async () => {
      line = limited({ perPersonAndDay: 2 });
      for (const [at, id] of ['a', 'b', 'c', 'd'].entries())
        await keep(db.database, readyMail({ id, subject: id, notBefore: new Date(now.getTime() - 10 + at) }));
      expect(await deliver(line.shell)).toMatchObject({ held: 2 });
      expect(line.sent.map(({ subject }) => subject)).toEqual(['a', 'b']);
      expect(line.posted.map(({ title, facts }) => [title, Object.fromEntries(facts).Why])).toEqual([
        [
          'Too many mails to one person: further ones are held',
          'mails sent to this person today: 2, of at most 2',
        ],
      ]);
      expect(await releaseHeldMail(line.shell, 'c', 'operator')).toBeNull();
      expect(await releaseHeldMail(line.shell, 'c', 'operator')).toBe(
        'the mail c is not held: it is pending',
      );
      await deliver(line.shell, 'mail');
      expect(line.sent.map(({ subject }) => subject)).toEqual(['a', 'b', 'c']);
    });

    test('counts anew on the next day of the programme’s zone', async () => {
      line = limited({ perPersonAndDay: 1 });
      line.setTime('2023-05-13T06:00:00Z');
      await keep(db.database, readyMail({ id: 'a' }));
      await deliver(line.shell, 'mail');
      line.setTime('2023-05-13T06:59:00Z');
      await keep(db.database, readyMail({ id: 'b' }));
      await deliver(line.shell, 'mail');
      line.setTime('2023-05-13T07:01:00Z');
      await keep(db.database, readyMail({ id: 'c' }));
      await deliver(line.shell, 'mail');
      expect(await counts()).toEqual(['1 held after 1', '2 sent after 1']);
      expect((await db.database.read.outboxItem.findUnique({ where: { id: 'b' } }))?.heldBecause).toBe(
        'fuse',
      );
    });

    test('holds what is beyond an hour’s number, whoever it is to, with one card', async () => {
      line = limited({ perHour: 30 });
      await keepMails(50);
      await deliver(line.shell);
      expect(await counts()).toEqual(['20 held after 1', '30 sent after 1']);
      expect(line.posted.map(({ title }) => title)).toEqual([
        'Too many mails in an hour: further ones are held',
      ]);
    });
  });
});
