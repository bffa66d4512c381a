// Acting on a person from their page on the local Slack, with the real database behind it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay } from '../support/story.ts';
import { eventually } from './eventually.ts';
import { openStaffedHouse, type StaffedHouse } from './staffed-house.ts';

describe.each(['socket', 'http'] as const)('over %s', (over) => {
  let db: TestDatabase;
  let line: TestShell;
  let slack: Awaited<ReturnType<typeof startLocalSlack>>;
  let house: StaffedHouse;
  let personId: string;

  beforeAll(async () => {
    db = await freshDatabase('sqlite');
    slack = await startLocalSlack({
      over,
      users: [
        { id: approver, name: 'avery', email: 'avery@casqa.example' },
        { id: 'U0JORDAN', name: 'jordan' },
      ],
      channels: [{ id: 'C012TORBOT', name: 'tor-staff' }],
    });
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    house = await openStaffedHouse(line, slack);
    await pay(line);
    personId = (await db.database.read.person.findFirstOrThrow()).id;
  });
  afterAll(async () => {
    await house?.stop();
    await slack?.stop();
    await db?.close();
  });

  const shows = (callbackId: string) => slack.waitForModal(({ callback_id }) => callback_id === callbackId);
  /** The button under the answer to the slash command. */
  const press = async (user: string) => {
    await slack.command({ channel: 'C012TORBOT', user: approver, command: '/torq', text: 'pat@example.org' });
    const answer = await slack.waitForMessage('C012TORBOT', (message) =>
      JSON.stringify(message.blocks ?? []).includes('look-acts'),
    );
    const value = JSON.stringify({ personId });
    const action = { action_id: 'look-acts', value };
    await slack.interact({ channel: 'C012TORBOT', messageTs: answer.ts, user, action });
  };
  const choose = async (action: string) => {
    await press(approver);
    const view = await shows('acts-choose');
    const options = view.blocks.flatMap(
      ({ element }) => (element as { options?: { value: string }[] })?.options ?? [],
    );
    const selected_option = options.find(({ value }) => JSON.parse(value)[0] === action);
    await slack.submitView(approver, {
      'acts-choose': { 'acts-choose': { type: 'static_select', selected_option } },
    });
    return shows('acts-form');
  };
  const fill = async (values: Record<string, object>) => {
    await slack.submitView(
      approver,
      Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }])) as never,
    );
    return JSON.stringify((await shows('look-person')).blocks);
  };
  const said = (value: string) => ({ 'acts-words': { type: 'plain_text_input', value } });

  test('who is not listed is told so in the window', async () => {
    await press('U0JORDAN');
    expect(JSON.stringify((await shows('acts-refused')).blocks)).toMatch(/not on a list of approvers/);
  });

  test('a note is kept, and the window says so', async () => {
    await choose('note');
    expect(await fill(said('Will call on Monday.'))).toMatch(/Kept in the history\./);
    const notes = await db.database.read.history.findMany({ where: { event: 'note' } });
    expect(notes.map(({ by, reason }) => [by, reason])).toEqual([[approver, 'Will call on Monday.']]);
  });

  test('their mail is held, and let go', async () => {
    await choose('hold-mail');
    const page = await fill(said('On leave.'));
    expect(page).toMatch(/Held: nothing is mailed to Pat Doe/);
    expect(page).toMatch(/All mail to them is held since .* by U01APPROVER: On leave\./);
    expect((await db.database.read.person.findFirstOrThrow()).mailHeldReason).toBe('On leave.');
    await choose('release-mail');
    expect(await fill(said(''))).toMatch(/Mail to Pat Doe goes out again/);
  });

  test('an SOQ came elsewhere: its card asks for the decision', async () => {
    const form = await choose('soq-elsewhere');
    expect(form.blocks.map(({ block_id }) => block_id).filter((id) => id?.startsWith('acts-'))).toEqual([
      'acts-date',
      'acts-time',
      'acts-words',
    ]);
    expect(
      await fill({
        'acts-date': { type: 'datepicker', selected_date: '2023-05-11' },
        'acts-time': { type: 'timepicker', selected_time: '15:30' },
        ...said('Uploaded to the portal.'),
      }),
    ).toMatch(/came on Thursday, May 11, 2023, 3:30 PM PDT/);
    house.work();
    await slack.waitForMessage(
      'C012TORBOT',
      ({ text }) => text?.startsWith('SOQ to decide: Pat Doe') === true,
    );
  });

  test('the last mail goes out once more, once for a window that is sent twice', async () => {
    await choose('resend');
    const before = line.sent.length;
    expect(await fill(said(''))).toMatch(/once more/);
    house.work();
    await eventually(() => line.sent.length).toBe(before + 1);
  });

  test('an application is withdrawn', async () => {
    await choose('withdraw');
    expect(await fill(said('Said so on the phone.'))).toMatch(
      /Withdrawn: Pat Doe\. pat@example\.org is told/,
    );
    expect((await db.database.read.application.findFirstOrThrow()).withdrawnAt).not.toBeNull();
  });
});
