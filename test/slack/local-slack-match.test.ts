// The match desk on the local Slack: none of these, whose it is, and that it is always theirs.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applicantMail } from '../fixtures/applicant-mail.ts';
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
  });
  afterAll(async () => {
    await house?.stop();
    await slack?.stop();
    await db?.close();
  });

  const soqFrom = async (address: string) => {
    const from = `Pat Doe <${address}>`;
    await line.receive(await applicantMail({ to: 'tor@casqa.example', from, messageId: `<${address}>` }));
    house.work();
    return slack.waitForMessage('C012TORBOT', ({ blocks }) => JSON.stringify(blocks ?? []).includes(address));
  };
  const buttons = async (ts: string) => {
    const card = (await slack.messages('C012TORBOT')).find((message) => message.ts === ts);
    return (card?.blocks ?? []).flatMap(({ elements = [] }) =>
      elements.flatMap((element) => (element as { action_id?: string }).action_id ?? []),
    );
  };
  const press = (messageTs: string, choice: string, user = approver) =>
    slack.click({ channel: 'C012TORBOT', messageTs, user }, choice);

  test('who is none of those suggested is suggested no more', async () => {
    const { ts } = await soqFrom('pat@stranger.example');
    expect(await buttons(ts)).toEqual(['match-0', 'none-of-these', 'match-other', 'seen']);
    await press(ts, 'none-of-these');
    await eventually(() => buttons(ts)).toEqual(['match-other', 'seen']);
    expect(await db.database.read.notSame.count()).toBe(1);
  });

  test('whose mail it is can be said for always, by those who are listed', async () => {
    const { ts } = await soqFrom('pat@work.example');
    await press(ts, 'match-0');
    await eventually(() => buttons(ts)).toEqual(['always-theirs']);
    await press(ts, 'always-theirs', 'U0JORDAN');
    expect(await db.database.read.address.count({ where: { aliasAt: { not: null } } })).toBe(0);
    await press(ts, 'always-theirs');
    await eventually(() => buttons(ts)).toEqual([]);
    expect(
      await db.database.read.address.findUnique({ where: { address: 'pat@work.example' } }),
    ).toMatchObject({
      aliasBy: approver,
    });
  });
});
