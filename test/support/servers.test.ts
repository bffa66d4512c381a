import { App, type BlockAction, LogLevel } from '@slack/bolt';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startLocalSlack } from './servers/local-slack.ts';
import { type MailHouse, startMailHouse } from './servers/mail-house.ts';
import { readMailbox, type StoredMail, sendMail, waitForMail } from './servers/mailbox.ts';
import { nodemailerDkim } from './servers/opendkim.ts';
import { createDatabase } from './servers/postgres.ts';
import { groupMembers } from './servers/process-group.ts';

const bySubject = (subject: string) => (mail: StoredMail) => mail.envelope.subject === subject;
const unfold = (mail: StoredMail) => mail.raw.toString('latin1').replace(/\r\n[ \t]+/g, ' ');

describe('the mail house', () => {
  let house: MailHouse;
  beforeAll(async () => {
    house = await startMailHouse({
      users: ['tor', 'pat', 'away'],
      domains: ['casqa.example', 'people.example'],
      store: { domain: 'shop.example' },
      vacations: { away: 'I am "away".' },
    });
  });
  afterAll(() => house.stop());

  const send = (to: string, subject: string, from = 'pat@people.example') =>
    sendMail(house.smtpUrl, { from, to, subject, text: 'Hello' });
  const arrival = (user: string, subject: string) => waitForMail(house.imapUrl(user), bySubject(subject));

  test("verifies a mail signed with the store's key", async () => {
    const dkim = nodemailerDkim(house.dkim);
    const [from, to] = ['orders@shop.example', 'tor@casqa.example'];
    await sendMail(house.smtpUrl, { from, to, subject: 'signed', text: 'Order 1', dkim });
    const mail = unfold(await arrival('tor', 'signed'));
    expect(mail).toMatch(/^Authentication-Results: mx\.example\.net; dkim=pass .*header\.d=shop\.example/m);
  });

  test('says of an unsigned mail that it is unsigned', async () => {
    await send('tor@casqa.example', 'unsigned', 'orders@shop.example');
    const mail = unfold(await arrival('tor', 'unsigned'));
    expect(mail).toMatch(/^Authentication-Results: mx\.example\.net; dkim=none/m);
  });

  test('delivers a plus address to the same mailbox', async () => {
    await send('tor+abc123@casqa.example', 'plus');
    expect(unfold(await arrival('tor', 'plus'))).toContain('for <tor+abc123@casqa.example>');
  });

  test.for(['someone@nowhere.example', 'nobody@casqa.example'])('returns a mail to %s', async (to) => {
    await send(to, 'bounces');
    const isReport = (mail: StoredMail) => mail.raw.includes(`Final-Recipient: rfc822; ${to}`);
    const report = unfold(await waitForMail(house.imapUrl('pat'), isReport));
    expect(report).toMatch(/^Content-Type: multipart\/report; report-type=delivery-status/m);
    expect(report).toMatch(/^Status: 5\.1\.\d/m);
  });

  test('answers for a user who is away', async () => {
    await send('away@people.example', 'question', 'tor@casqa.example');
    const reply = await arrival('tor', 'Out of office');
    expect(unfold(reply)).toMatch(/^Auto-Submitted: auto-replied/m);
    expect(reply.raw.toString()).toContain('I am "away".');
  });

  test.for([
    ['busy@people.example', 450],
    ['gone+x@people.example', 550],
  ] as const)('refuses %s with %i', async ([to, responseCode]) => {
    await expect(send(to, 'refused')).rejects.toMatchObject({ responseCode, command: 'RCPT TO' });
  });

  test('keeps mail and ports when the mailbox server restarts, and delivers what came meanwhile', async () => {
    const before = await readMailbox(house.imapUrl('tor'));
    await house.dovecot.restart(() => send('tor@casqa.example', 'meanwhile').then(() => undefined));
    await arrival('tor', 'meanwhile');
    expect((await readMailbox(house.imapUrl('tor'))).slice(0, before.length)).toEqual(before);
  });
});

test('nothing of a mail house runs after it is stopped', async () => {
  const house = await startMailHouse({
    users: ['a'],
    domains: ['a.example'],
    store: { domain: 's.example' },
  });
  await sendMail(house.smtpUrl, { from: 'a@a.example', to: 'a@a.example', subject: 'x', text: 'x' });
  await waitForMail(house.imapUrl('a'), bySubject('x'));
  const groups = [house.dovecot.pid(), house.postfix.pid, house.opendkim.pid];
  expect(groups.flatMap(groupMembers).length).toBeGreaterThan(8);
  await house.stop();
  expect(groups.flatMap(groupMembers)).toEqual([]);
});

test('the run has a PostgreSQL in which to make databases', async () => {
  const client = new pg.Client({
    connectionString: await createDatabase(inject('postgresUrl'), 'servers-test'),
  });
  await client.connect();
  const { rows } = await client.query('SELECT current_database() AS name');
  await client.query('SELECT 1');
  await client.end();
  expect(rows).toEqual([{ name: 'servers-test' }]);
});

test('the local Slack carries clicks, modals, updates, ephemeral answers and commands', async () => {
  const slack = await startLocalSlack({
    users: [{ id: 'U1', name: 'ann' }],
    channels: [{ id: 'C1', name: 'review' }],
  });
  const { botToken, appToken, apiUrl } = slack;
  const app = new App({
    token: botToken,
    appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: apiUrl },
  });
  handle(app);
  await app.start();
  try {
    const button = {
      type: 'button',
      action_id: 'ask',
      value: '1',
      text: { type: 'plain_text', text: 'Ask' },
    };
    const blocks = [{ type: 'actions', block_id: 'b', elements: [button] }];
    const { ts = '' } = await app.client.chat.postMessage({
      channel: 'C1',
      text: 'New',
      blocks: blocks as never,
    });
    await slack.click({ channel: 'C1', messageTs: ts, user: 'U1' }, 'ask');
    await slack.waitForModal((view) => view.callback_id === 'why');
    const fill = (value: string) => slack.submitView('U1', { w: { a: { type: 'plain_text_input', value } } });
    expect((await fill('bad')).errors).toEqual({ w: 'Say more' });
    expect(await fill('good')).toEqual({ stack: [] });
    await slack.waitForMessage('C1', (message) => message.ts === ts && message.text === 'Because good');
    await slack.waitForMessage('C1', (message) => message.ephemeral_to === 'U1' && message.text === 'Thanks');
    await slack.command({ channel: 'C1', user: 'U1', command: '/torq', text: 'status' });
    await slack.waitForMessage('C1', (message) => message.text === 'You said status');
  } finally {
    await app.stop();
    await slack.stop();
  }
});

function handle(app: App): void {
  const label = { type: 'plain_text', text: 'Why' } as const;
  app.action<BlockAction>('ask', async ({ ack, body, client }) => {
    await ack();
    const element = { type: 'plain_text_input', action_id: 'a' } as const;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'why',
        private_metadata: body.message?.ts ?? '',
        title: label,
        submit: label,
        blocks: [{ type: 'input', block_id: 'w', label, element }],
      },
    });
  });
  app.view('why', async ({ ack, view, body, client }) => {
    const why = view.state.values.w?.a?.value;
    if (why === 'bad') return void (await ack({ response_action: 'errors', errors: { w: 'Say more' } }));
    await ack();
    await client.chat.update({ channel: 'C1', ts: view.private_metadata, text: `Because ${why}` });
    await client.chat.postEphemeral({ channel: 'C1', user: body.user.id, text: 'Thanks' });
  });
  app.command('/torq', async ({ ack, command }) => ack(`You said ${command.text}`));
}
