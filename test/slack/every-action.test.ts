// Everything that can be done about a person from their page, on the local Slack with the real house and a real database
// behind it: chosen, filled in, told above the page, kept in the history once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PersonAction, personActions } from '../../src/core/person-actions.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { complete, paid, renewing, type Scene, unsigned } from './card-scenes.ts';
import { eventually } from './eventually.ts';
import { openStaffedHouse, type StaffedHouse } from './staffed-house.ts';

const channel = 'C012TORBOT';
const stranger = 'U0JORDAN';

type Row = {
  action: PersonAction;
  scene?: Scene;
  words?: string;
  /** What is done before, with its words. */
  after?: readonly (readonly [PersonAction, string])[];
  tell: string;
};

/** Nobody has paid: the application was opened by a payment that was given back. */
const unpaid: Scene = async (stage) => {
  await paid(stage);
  await stage.db.database.write((tx) => tx.payment.updateMany({ data: { state: 'set-aside' } }));
};
const why = 'Said so on the phone.';

const table: readonly Row[] = [
  { action: 'note', words: 'Will call on Monday.', tell: 'Kept in the history.' },
  { action: 'hold-mail', words: why, tell: 'Held: nothing is mailed to Pat Doe until it is let go.' },
  {
    action: 'release-mail',
    after: [['hold-mail', why]],
    tell: 'Mail to Pat Doe goes out again. Each is looked at once more before it is sent.',
  },
  {
    action: 'add-address',
    words: 'pat@work.example',
    tell: 'Noted: mail from pat@work.example is Pat Doe’s from now on. Mail to them goes where it went before.',
  },
  {
    action: 'remove-address',
    words: 'pat@work.example',
    after: [['add-address', 'pat@work.example']],
    tell: 'Removed: pat@work.example is nobody’s again.',
  },
  {
    action: 'resend',
    tell: '“Next step: send your SOQ by Friday, May 19, 2023, 4:00 PM PDT” goes to pat@example.org once more.',
  },
  { action: 'withdraw', words: why, tell: 'Withdrawn: Pat Doe. pat@example.org is told by mail.' },
  {
    action: 'soq-elsewhere',
    words: 'Uploaded to the portal.',
    tell: 'Noted: the SOQ of Pat Doe came on Thursday, May 11, 2023, 3:30 PM PDT. A card asks for the decision.',
  },
  { action: 'tick-qisp', scene: renewing, tell: 'Ticked for Lee Fox: QISP kept.' },
  { action: 'tick-meeting-attended', scene: renewing, tell: 'Ticked for Lee Fox: renewal meeting.' },
  {
    action: 'tick-meeting-viewed',
    scene: renewing,
    words: why,
    tell: 'Ticked for Lee Fox: renewal meeting.',
  },
  { action: 'tick-agreement', scene: unsigned, tell: 'Ticked for Lee Fox: agreement in force.' },
  { action: 'untick-qisp', scene: complete, words: why, tell: 'Open again for Lee Fox: QISP kept.' },
  { action: 'untick-meeting', scene: complete, words: why, tell: 'Open again for Lee Fox: renewal meeting.' },
  {
    action: 'untick-agreement',
    scene: complete,
    words: why,
    tell: 'Open again for Lee Fox: agreement in force.',
  },
  { action: 'waive-qisp', scene: renewing, words: why, tell: 'Waived for Lee Fox: QISP kept.' },
  { action: 'waive-meeting', scene: renewing, words: why, tell: 'Waived for Lee Fox: renewal meeting.' },
  { action: 'waive-agreement', scene: unsigned, words: why, tell: 'Waived for Lee Fox: agreement in force.' },
  { action: 'waive-fee', scene: renewing, words: why, tell: 'Waived for Lee Fox: annual fee.' },
  {
    action: 'waive-soq-fee',
    scene: unpaid,
    words: why,
    tell: 'The SOQ fee of Pat Doe is waived. Reminders to send the SOQ go out as if it were paid.',
  },
  {
    action: 'unwaive-soq-fee',
    scene: unpaid,
    words: why,
    after: [['waive-soq-fee', why]],
    tell: 'The SOQ fee of Pat Doe is due after all. Nobody is mailed: please tell them.',
  },
  {
    action: 'qisp-lost',
    scene: renewing,
    words: why,
    tell: 'Noted: the QISP registration of Lee Fox was lost.',
  },
  {
    action: 'qisp-back',
    scene: renewing,
    words: why,
    after: [['qisp-lost', why]],
    tell: 'Noted: the QISP registration of Lee Fox is in order.',
  },
  {
    action: 'list-contact',
    scene: renewing,
    words: 'Email: lee@foxwater.example\nArea: San José',
    tell: 'Noted for Lee Fox: lee@foxwater.example, San José. What they took back is gone from the page at once. The public page shows it once the next version of the list is published; a card asks for that.',
  },
  {
    action: 'unlist',
    scene: renewing,
    words: why,
    tell: 'Lee Fox is shown on the public page no longer, from this moment on. Certificates stay valid.',
  },
  {
    action: 'relist',
    scene: renewing,
    after: [['unlist', why]],
    tell: 'Lee Fox may be on the public list again. The public page shows it once the next version of the list is published; a card asks for that.',
  },
  {
    action: 'certificate-name',
    scene: renewing,
    words: 'Lee A. Fox',
    tell: 'Noted: certificates and the public list say Lee A. Fox from now on. One that is out is made anew with “torq certificate reissue”.',
  },
];

test('no action is left out', () => {
  expect(table.map(({ action }) => action)).toEqual([...personActions]);
});

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
        { id: stranger, name: 'jordan' },
      ],
      channels: [{ id: channel, name: 'tor-staff' }],
    });
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    house = await openStaffedHouse(line, slack);
  });
  afterAll(async () => {
    await house?.stop();
    await slack?.stop();
    await db?.close();
  });
  beforeEach(async () => {
    await db.empty();
    line.sent.length = 0;
  });

  const shows = (callbackId: string) => slack.waitForModal(({ callback_id }) => callback_id === callbackId);
  /** The first person who is there; the same in one test. */
  const somebody = () => db.database.read.person.findFirstOrThrow({ orderBy: { name: 'asc' } });
  /** The button under the answer to the slash command; the page itself is seen by who asked. */
  const press = async (user: string) => {
    const before = (await slack.messages(channel)).length;
    const { id: personId, name } = await somebody();
    await slack.command({ channel, user: approver, command: '/torq', text: name });
    const answer = async () =>
      (await slack.messages(channel))
        .slice(before)
        .find((message) => JSON.stringify(message).includes('look-acts'));
    await eventually(answer).toBeDefined();
    const messageTs = (await answer())?.ts ?? '';
    const action = { action_id: 'look-acts', value: JSON.stringify({ personId }) };
    await slack.interact({ channel, messageTs, user, action });
  };
  /** Chooses and fills in; returns what stands above the page then. */
  const act = async (action: PersonAction, words: string) => {
    await press(approver);
    const view = await shows('acts-choose');
    const options = view.blocks.flatMap(
      ({ element }) => (element as { options?: { value: string }[] })?.options ?? [],
    );
    const selected_option = options.find(({ value }) => JSON.parse(value)[0] === action);
    expect(selected_option).toBeDefined();
    await slack.submitView(approver, {
      'acts-choose': { 'acts-choose': { type: 'static_select', selected_option } },
    });
    await shows('acts-form');
    const { stack } = await slack.submitView(approver, {
      'acts-words': { 'acts-words': { type: 'plain_text_input', value: words } },
      'acts-date': { 'acts-date': { type: 'datepicker', selected_date: '2023-05-11' } },
      'acts-time': { 'acts-time': { type: 'timepicker', selected_time: '15:30' } },
    });
    expect(stack.at(-1)?.callback_id).toBe('look-person');
    return (stack.at(-1)?.blocks[0] as { text?: { text: string } } | undefined)?.text?.text ?? '';
  };
  const history = async () =>
    db.database.read.history.findMany({ where: { by: approver }, select: { event: true, reason: true } });

  test('who is not listed is told so in the window', async () => {
    await paid({ db, line, answer: async () => {}, say: async () => {} });
    await press(stranger);
    expect(JSON.stringify((await shows('acts-refused')).blocks)).toMatch(/not on a list of approvers/);
  });

  test.each(table)('$action', async ({ action, scene = paid, words = '', after = [], tell }) => {
    await scene({ db, line, answer: async () => {}, say: async () => {} });
    for (const [before, said] of after) await act(before, said);
    const known = await history();
    expect(await act(action, words)).toBe(tell);
    expect((await history()).slice(known.length)).toEqual([
      { event: action, reason: words === '' ? 'without a note' : words },
    ]);
  });
});
