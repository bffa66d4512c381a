// Changing settings on the local Slack, with the real database behind it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCurrentDesks } from '../../src/handlers/current-desks.ts';
import { settingsDoor } from '../../src/handlers/settings.ts';
import { staffLooks } from '../../src/handlers/staff-looks.ts';
import { createLog } from '../../src/log.ts';
import { type SlackDoor, startSlack } from '../../src/slack/connection.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import { approver, createTestShell } from '../support/shell.ts';
import { pay } from '../support/story.ts';
import { eventually } from './eventually.ts';
import { deskWithSettings as desk, filled } from './settings-form.ts';

describe.each(['socket', 'http'] as const)('over %s', (over) => {
  let db: TestDatabase;
  let slack: Awaited<ReturnType<typeof startLocalSlack>>;
  let door: SlackDoor;

  beforeAll(async () => {
    db = await freshDatabase('sqlite');
    const line = createTestShell(db, { now: '2023-05-05T12:00:00-07:00' });
    await pay(line);
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
      onAnswer: async () => ({ kind: 'stands', tell: 'Done.' }),
      onMessage: async () => ({ tell: null }),
      looks: staffLooks(line.shell),
      settings: settingsDoor({ ...line.shell, current: createCurrentDesks(db.database, [desk]) }),
    });
  });
  afterAll(async () => {
    await door?.stop();
    await slack?.stop();
    await db?.close();
  });

  const open = (user: string) =>
    slack.command({ channel: 'C0TOR', user, command: '/torq', text: 'settings' });
  const shows = (callbackId: string) => slack.waitForModal(({ callback_id }) => callback_id === callbackId);
  const choice = (section: string) => ({
    'settings-choose': {
      'settings-choose': {
        type: 'static_select',
        selected_option: { value: JSON.stringify(['igp-tor', section]) },
      },
    },
  });
  const deadlineDate = 'cycles.2023.soqDeadline#date';
  async function toForm(user: string, section: string) {
    await open(user);
    await shows('settings-choose');
    await slack.submitView(user, choice(section));
    return shows('settings-form');
  }
  const deadlineNow = async () =>
    (await createCurrentDesks(db.openAgain(), [desk])())[0]?.programme.cycles[0]?.soqDeadline;

  test('the home tab offers settings to those who may change them, and to nobody else', async () => {
    const homeOf = async (user: string) => JSON.stringify((await slack.state()).homeViews[user] ?? {});
    await slack.openHome(approver);
    await eventually(() => homeOf(approver)).toMatch(/look-settings/);
    await slack.openHome('U0JORDAN');
    await eventually(() => homeOf('U0JORDAN')).toMatch(/only those who decide/);
    expect(await homeOf('U0JORDAN')).not.toMatch(/look-settings/);
  });

  test('who may not is told so in the window', async () => {
    await open('U0JORDAN');
    const view = await shows('settings-refused');
    expect(JSON.stringify(view.blocks)).toMatch(/You may not change settings, so nothing was changed/);
  });

  test('a value that cannot be is complained about at its field, and nothing is saved', async () => {
    const form = await toForm(approver, 'cycles.2023');
    const { errors } = await slack.submitView(approver, filled(form, { [deadlineDate]: '2023-07-14' }));
    expect(errors).toEqual({
      'cycles.2023.notificationWeek#date':
        'Expected: after soqDeadline, 2023-07-14 16:00 (found 2023-06-12).',
    });
    expect(await deadlineNow()).toBe('2023-05-19 16:00');
  });

  test('a new deadline is saved after its consequences were shown, and counts in another process', async () => {
    const form = await toForm(approver, 'cycles.2023');
    await slack.submitView(approver, filled(form, { [deadlineDate]: '2023-05-26' }));
    const shown = await shows('settings-confirm');
    expect(JSON.stringify(shown.blocks)).toMatch(
      /May 26, 2023, 4:00 PM PDT.*2 reminders moved to another day/,
    );
    expect(await deadlineNow()).toBe('2023-05-19 16:00');
    await slack.submitView(approver, {});
    expect(JSON.stringify((await shows('settings-told')).blocks)).toMatch(/Saved\./);
    expect(await deadlineNow()).toBe('2023-05-26 16:00');
  });

  test('a window that was open while somebody else saved saves nothing', async () => {
    const form = await toForm(approver, 'fees');
    await slack.submitView(approver, filled(form, { 'fees.late#money': '30' }));
    await shows('settings-confirm');
    const [version] = await db.database.read.programmeVersion.findMany();
    await db.database.write((tx) =>
      tx.programmeVersion.create({ data: { ...version, version: 2, byName: 'blair' } as never }),
    );
    await slack.submitView(approver, {});
    const told = JSON.stringify((await shows('settings-told')).blocks);
    expect(told).toMatch(/Nothing was saved: the settings were changed meanwhile.*Version 2, blair/);
  });
});
