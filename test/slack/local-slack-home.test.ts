// App Home and the slash command on the local Slack, with the real database behind them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffLooks } from '../../src/handlers/staff-looks.ts';
import { createLog } from '../../src/log.ts';
import { type SlackDoor, startSlack } from '../../src/slack/connection.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import { approver, createTestShell } from '../support/shell.ts';
import { pay, submit } from '../support/story.ts';
import { eventually } from './eventually.ts';

describe.each(['socket', 'http'] as const)('over %s', (over) => {
  let db: TestDatabase;
  let slack: Awaited<ReturnType<typeof startLocalSlack>>;
  let door: SlackDoor;

  beforeAll(async () => {
    db = await freshDatabase('sqlite');
    const line = createTestShell(db, { now: '2023-05-12T07:00:00-07:00' });
    await pay(line);
    line.setTime('2023-05-12T07:05:00-07:00');
    await submit(line);
    slack = await startLocalSlack({
      over,
      users: [
        { id: approver, name: 'avery' },
        { id: 'U0JORDAN', name: 'jordan' },
      ],
      channels: [{ id: 'C0TOR', name: 'tor' }],
    });
    door = await startSlack({
      ...slack,
      log: createLog('silent'),
      mayAnswer: async () => null,
      reasonsFor: () => [],
      onMessage: async () => ({ tell: null }),
      onAnswer: async () => ({ kind: 'stands', tell: 'Done.' }),
      looks: staffLooks(line.shell),
    });
  });
  afterAll(async () => {
    await door?.stop();
    await slack?.stop();
    await db?.close();
  });

  async function homeOf(user: string): Promise<string> {
    return JSON.stringify((await slack.state()).homeViews[user] ?? {});
  }
  const answersTo = async (user: string) =>
    (await slack.messages('C0TOR')).filter(({ ephemeral_to }) => ephemeral_to === user);
  const ask = (user: string, text: string) =>
    slack.command({ channel: 'C0TOR', user, command: '/torq', text });

  test('the home tab of an approver shows who is where, what waits, and links its card', async () => {
    await slack.openHome(approver);
    await eventually(() => homeOf(approver)).toMatch(/1 SOQ under review.*SOQ to decide: Pat Doe/);
    expect(await homeOf(approver)).toMatch(/archives\/C012TORBOT\/p10000/);
  });

  test('the home tab of anybody else names nobody', async () => {
    await slack.openHome('U0JORDAN');
    await eventually(() => homeOf('U0JORDAN')).toMatch(/only those who decide/);
    expect(await homeOf('U0JORDAN')).not.toMatch(/Pat Doe/);
  });

  test('/torq with an order number shows the card of its person, whose pages can be turned', async () => {
    await ask(approver, '4812');
    await eventually(async () => (await answersTo(approver)).length).toBe(1);
    const [card] = await answersTo(approver);
    expect(JSON.stringify(card)).toMatch(/Pat Doe.*pat@example.org.*SOQ under review.*order 4812/);
    await slack.click({ channel: 'C0TOR', messageTs: card?.ts ?? '', user: approver }, 'look-mails');
    await eventually(async () => JSON.stringify(await answersTo(approver))).toMatch(
      /SOQ received.*send your SOQ/,
    );
    expect(await answersTo(approver)).toHaveLength(1);
  });

  test('/torq of somebody who is not listed says so, and their clicks show nothing', async () => {
    await ask('U0JORDAN', 'pat');
    await eventually(async () => JSON.stringify(await answersTo('U0JORDAN'))).toMatch(
      /only those who decide/,
    );
    const [card] = await answersTo(approver);
    await slack.click({ channel: 'C0TOR', messageTs: card?.ts ?? '', user: 'U0JORDAN' }, 'look-history');
    await eventually(async () => JSON.stringify(await slack.messages('C0TOR'))).not.toMatch(
      /pat@example.org/,
    );
  });

  test('a search from /torq opens a form, and what is found takes its place', async () => {
    await ask(approver, '');
    const overview = await slack.waitForMessage('C0TOR', (message) =>
      JSON.stringify(message).includes('Find somebody'),
    );
    await slack.click({ channel: 'C0TOR', messageTs: overview.ts, user: approver }, 'look-search');
    await slack.waitForModal(({ callback_id }) => callback_id === 'look-search');
    const words = { 'look-words': { 'look-words': { type: 'plain_text_input', value: 'doe' } } };
    await slack.submitView(approver, words);
    const person = await slack.waitForModal(({ callback_id }) => callback_id === 'look-person');
    expect(JSON.stringify(person.blocks)).toMatch(/Pat Doe.*SOQ under review/);
  });
});
