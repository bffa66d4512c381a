// Duplicates on the local Slack, with the real database behind it: suggested, merged, undone, kept apart, refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importTrainer } from '../../src/store/roster.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import type { SlackView } from '../support/servers/local-slack-wire.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay, work } from '../support/story.ts';
import { viewProblems } from '../support/view-limits.ts';
import { eventually } from './eventually.ts';
import { openStaffedHouse, type StaffedHouse } from './staffed-house.ts';

const channel = 'C012TORBOT';
const longName = `Long שרה ${'x'.repeat(480)} 👩‍👩‍👧`;

describe.each(['socket', 'http'] as const)('over %s', (over) => {
  let db: TestDatabase;
  let line: TestShell;
  let slack: Awaited<ReturnType<typeof startLocalSlack>>;
  let house: StaffedHouse;

  beforeAll(async () => {
    db = await freshDatabase('sqlite');
    slack = await startLocalSlack({
      over,
      users: [
        { id: approver, name: 'avery', email: 'avery@casqa.example' },
        { id: 'U0JORDAN', name: 'jordan' },
      ],
      channels: [{ id: channel, name: 'tor-staff' }],
    });
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    house = await openStaffedHouse(line, slack);
    await pay(line);
    const home = { first: 'Pat', last: 'Doe', email: 'pat@home.example' };
    await pay(line, { payer: home, number: '4900' });
    const term = { organisation: null, termStarts: '2022-07-01', termEnds: '2023-06-30' };
    const context = { programme: 'igp-tor', by: 'test', now: new Date('2023-01-01T00:00:00Z') };
    for (const email of ['long@one.example', 'long@two.example'])
      await importTrainer(db.database, { name: longName, email, ...term }, context);
  });
  afterAll(async () => {
    await house?.stop();
    await slack?.stop();
    await db?.close();
  });

  const shows = (callbackId: string) => slack.waitForModal(({ callback_id }) => callback_id === callbackId);
  const text = ({ blocks }: SlackView) => JSON.stringify(blocks);
  const list = async (user = approver) => {
    await slack.command({ channel, user, command: '/torq', text: 'duplicates' });
    return shows(user === approver ? 'merge-list' : 'merge-refused');
  };
  const buttonsIn = ({ blocks }: SlackView) =>
    blocks
      .flatMap(({ elements = [], accessory }) => [
        ...elements,
        ...(accessory === undefined ? [] : [accessory]),
      ])
      .filter(({ type }) => type === 'button');
  const idOf = async (address: string) =>
    (await db.database.read.address.findUniqueOrThrow({ where: { address } })).personId;
  /** A button of a window; the local Slack takes clicks with a message only. */
  const press = async (view: SlackView, actionId: string, about = '', user = approver) => {
    const button = buttonsIn(view).find(
      ({ action_id, value }) => action_id === actionId && String(value).includes(about),
    );
    if (button === undefined) throw new Error(`no ${actionId} in ${text(view)}`);
    await slack.say({ channel, user, text: 'Looking.' });
    const message = await slack.waitForMessage(channel, (one) => one.text === 'Looking.');
    const action = { action_id: actionId, value: String(button.value ?? '') };
    await slack.interact({ channel, messageTs: message.ts, user, action });
  };
  const comparePats = async () => {
    await press(await list(), 'merge-compare', await idOf('pat@home.example'));
    return shows('merge-choose');
  };
  const choose = async (intoId: string, address: string) => {
    const radio = (value: string) => ({ type: 'radio_buttons', selected_option: { value } });
    await slack.submitView(approver, {
      'merge-into': { 'merge-into': radio(intoId) },
      'merge-address': {
        'merge-address': { type: 'static_select', selected_option: { value: address } },
      },
    });
    return shows('merge-confirm');
  };
  const confirm = async (view: SlackView) => {
    const options = view.blocks.flatMap(
      ({ element }) => (element as { options?: { value: string }[] })?.options ?? [],
    );
    return slack.submitView(approver, {
      'merge-closing': { 'merge-closing': { type: 'checkboxes', selected_options: options } },
    });
  };

  test('the home tab says how many there are', async () => {
    await slack.openHome(approver);
    await eventually(async () => JSON.stringify((await slack.state()).homeViews[approver] ?? {})).toMatch(
      /Duplicates: 2/,
    );
  });

  test('who is not listed is told so', async () => {
    expect(text(await list('U0JORDAN'))).toMatch(/only those who decide about applications see it/);
  });

  test('the list and the comparison fit into Slack, whatever people are called', async () => {
    const shown = await list();
    expect(viewProblems(shown as never)).toEqual([]);
    expect(text(shown)).toMatch(/Why: the same name, and nothing else/);
    await press(shown, 'merge-compare', await idOf('long@one.example'));
    const compared = await shows('merge-choose');
    expect(viewProblems(compared as never)).toEqual([]);
    await press(compared, 'merge-not-same');
    expect(text(await shows('merge-told'))).toMatch(/They are not suggested again/);
    await eventually(async () => text(await list())).toMatch(/1 to 1 of 1/);
  });

  test('two are merged once everything is chosen, and mail to the old reference is theirs; undone, it is not', async () => {
    const [into, from] = [await idOf('pat@example.org'), await idOf('pat@home.example')];
    await comparePats();
    const asked = await choose(into, 'pat@home.example');
    expect(viewProblems(asked as never)).toEqual([]);
    expect(text(asked)).toMatch(/Both have an application in cycle 2023/);
    expect((await slack.submitView(approver, {})).errors).toEqual({
      'merge-closing': 'Tick each of them. If one is not to be, close the window: nothing was changed.',
    });
    expect(await db.database.read.personMerge.count()).toBe(0);
    await confirm(asked);
    const told = await shows('merge-told');
    expect(text(told)).toMatch(/They are one person now, Pat Doe/);
    expect((await db.database.read.person.findUniqueOrThrow({ where: { id: from } })).mergedIntoId).toBe(
      into,
    );

    const old = line.sent.find(({ to }) => to === 'pat@home.example');
    await line.receive(
      await applicantMail({
        to: old?.replyTo ?? '',
        inReplyTo: old?.messageId ?? null,
        from: 'Pat Doe <pat@example.org>',
      }),
    );
    await work(line);
    const { applicationId } = await db.database.read.submission.findFirstOrThrow();
    expect(
      await db.database.read.application.findUniqueOrThrow({ where: { id: applicationId } }),
    ).toMatchObject({
      personId: into,
      withdrawnAt: null,
    });
    await slack.waitForMessage(channel, (one) => one.text?.startsWith('SOQ to decide: Pat Doe') === true);

    await press(await list(), 'merge-undo');
    expect(text(await shows('merge-told'))).toMatch(/Undone: Pat Doe and Pat Doe are two people again/);
    expect(await idOf('pat@home.example')).toBe(from);
  });

  test('a second confirmation of the same merge merges nothing, and is told why', async () => {
    const into = await idOf('pat@example.org');
    await comparePats();
    const asked = await choose(into, 'pat@example.org');
    await db.database.write((tx) =>
      tx.person.update({ where: { id: into }, data: { version: { increment: 1 } } }),
    );
    await confirm(asked);
    expect(text(await shows('merge-told'))).toMatch(
      /Somebody did something about one of them while your window was open. Please look again. Nothing was changed/,
    );
    expect(await db.database.read.person.count({ where: { mergedIntoId: { not: null } } })).toBe(0);
  });

  test('nobody takes the list to be about themselves: who is one of the two is refused', async () => {
    const address = 'avery@casqa.example';
    await db.database.write(async (tx) =>
      tx.address.create({
        data: {
          address,
          personId: await idOf('pat@home.example'),
          learnedFrom: 'test',
          createdAt: new Date(),
        },
      }),
    );
    await press(await list(), 'merge-compare', await idOf('pat@home.example'));
    expect(text(await shows('merge-refused'))).toMatch(/This is about you, so somebody else has to do it/);
    expect(await db.database.read.history.count({ where: { event: 'merge-refused', by: approver } })).toBe(4);
  });
});
