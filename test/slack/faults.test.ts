// Slack's bad moments, with the real handlers and database behind the door: one card, one decision, everything said once.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planNudges } from '../../src/handlers/plan-nudges.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import type { Fault } from '../support/fake-slack-methods.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay, submit, work } from '../support/story.ts';
import { eventually } from './eventually.ts';
import { buttonClick } from './payloads.ts';
import { openStaffedHouse, type StaffedHouse } from './staffed-house.ts';

const waiting = { afterHours: 24, escalateAfterHours: 72, escalateTo: [], from: '09:00', to: '17:00' };

describe.each(providers)('on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;
  let slack: FakeSlack;
  let houses: StaffedHouse[];

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db?.close());
  beforeEach(async () => {
    await db.empty();
    slack = await startFakeSlack({ pageSize: 2 });
    line = createTestShell(db, {
      now: '2023-05-10T12:00:00-07:00',
      programme: (source) => ({ ...source, slack: { ...source.slack, documents: false, waiting } }),
    });
    houses = [await openStaffedHouse(line, slack)];
    await pay(line);
    return async () => {
      for (const house of houses) await house.stop();
      await slack.stop();
    };
  });

  const workAt = async (time: string) => {
    line.setTime(`2023-05-${time}:00-07:00`);
    await work(line);
  };
  const cards = () => slack.messages.filter(({ thread_ts }) => thread_ts === undefined);
  const replies = () => slack.messages.filter(({ thread_ts }) => thread_ts !== undefined);
  const click = async (changes: Parameters<typeof buttonClick>[0] = {}) => {
    const prompt = await db.database.read.prompt.findFirstOrThrow({ where: { kind: 'soq-approval' } });
    return buttonClick({ promptId: prompt.id, at: prompt.cardTs ?? '', user: approver, ...changes });
  };
  const decisions = async () =>
    (await db.database.read.application.findMany()).map(({ decision, decidedBy }) => [decision, decidedBy]);

  const faults: readonly [string, Fault][] = [
    ['a lost answer', 'lost'],
    ['an answer that breaks off', 'broken-off'],
    ['HTTP 429 with Retry-After', { status: 429, headers: { 'retry-after': '30' } }],
    ['HTTP 503', { status: 503 }],
    ['a page of a proxy', { page: '<html>Bad gateway</html>' }],
    ...(['ratelimited', 'internal_error', 'fatal_error', 'not_in_channel', 'invalid_auth'] as const).map(
      (error): [string, Fault] => [error, { error }],
    ),
  ];

  test.each(faults)('a card that meets %s is there once in the end', async (_, fault) => {
    slack.fail('chat.postMessage', fault);
    await submit(line);
    await workAt('10T12:10');
    await workAt('10T12:20');
    expect(cards().map(({ text }) => text.split(' · ')[0])).toEqual(['SOQ to decide: Pat Doe']);
    await slack.send(await click());
    await eventually(decisions).toEqual([['candidate', approver]]);
  });

  test.each(faults)(
    'an answered card whose redrawing meets %s shows the answer in the end',
    async (_, fault) => {
      await submit(line);
      slack.fail('chat.update', fault);
      await slack.send(await click());
      await eventually(() => slack.ephemerals.length).toBe(1);
      await eventually(() => slack.calls('chat.update').length).toBeGreaterThan(0);
      await workAt('10T12:10');
      const isGivenUp = typeof fault === 'object' && 'error' in fault && /not_in|auth/.test(fault.error);
      if (!isGivenUp) expect(cards()[0]?.text).toMatch(/^Approve, <@U01APPROVER>: /);
      expect([cards().length, await decisions()]).toEqual([1, [['candidate', approver]]]);
    },
  );

  test('an answered card that was deleted is left alone, and keeps nobody waiting', async () => {
    await submit(line);
    slack.messages.length = 0;
    await slack.send(await click());
    const drawn = async () =>
      (await db.database.read.prompt.findFirst({ where: { kind: 'soq-approval' } }))?.drawnVersion;
    await eventually(drawn).toBe(1);
    await workAt('10T12:10');
    expect([slack.calls('chat.update').length, await decisions()]).toEqual([1, [['candidate', approver]]]);
  });

  test.each(faults)('a reminder under a card that meets %s is said once in the end', async (_, fault) => {
    await submit(line);
    line.setTime('2023-05-11T12:00:00-07:00');
    for (const desk of line.shell.desks) await planNudges(line.shell, desk);
    slack.fail('chat.postMessage', fault);
    await work(line);
    await workAt('11T12:10');
    await workAt('11T12:20');
    expect(replies().map(({ text }) => text)).toEqual([
      expect.stringMatching(/^This SOQ has been waiting for a decision/),
    ]);
  });

  test('a click whose private notice is lost is told by direct message, and decides once', async () => {
    await submit(line);
    slack.fail('chat.postEphemeral', { status: 503 });
    await slack.send(await click());
    await eventually(() => slack.messages.filter(({ channel }) => channel === approver).length).toBe(1);
    expect(await decisions()).toEqual([['candidate', approver]]);
  });

  test('a click that comes in while the connection breaks decides once, though Slack sends it again', async () => {
    await submit(line);
    const payload = await click();
    slack.sendRaw(JSON.stringify({ envelope_id: 'e', type: 'interactive', payload }));
    slack.dropConnections();
    await slack.connected();
    await slack.send(payload);
    await eventually(() => slack.ephemerals.length).toBeGreaterThan(0);
    expect(await decisions()).toEqual([['candidate', approver]]);
    expect(slack.ephemerals.filter(({ text }) => text.startsWith('Approved: '))).toHaveLength(1);
  });

  describe('two processes', () => {
    let other: TestShell;
    beforeEach(async () => {
      other = createTestShell(
        { database: db.openAgain(), folder: db.folder },
        {
          now: '2023-05-10T12:00:00-07:00',
          owner: 'other',
          programme: (source) => ({ ...source, slack: { ...source.slack, documents: false, waiting } }),
        },
      );
      houses.push(await openStaffedHouse(other, slack));
      await slack.connected(2);
    });

    test('make one card of one SOQ', async () => {
      await Promise.all([submit(line), work(other), work(other)]);
      await Promise.all([work(line), work(other)]);
      expect(cards()).toHaveLength(1);
    });

    test('make one decision of one click that reaches both', async () => {
      await submit(line);
      const payload = await click();
      slack.sendRaw(JSON.stringify({ envelope_id: 'e', type: 'interactive', payload }));
      await eventually(() => slack.ephemerals.length).toBe(2);
      expect(slack.ephemerals.map(({ text }) => text.split(':')[0]).toSorted()).toEqual([
        'Approved',
        'This was answered before',
      ]);
      await sleep(100);
      expect([await decisions(), cards().length]).toEqual([[['candidate', approver]], 1]);
    });
  });
});
