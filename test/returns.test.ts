// What other mail systems send back, by real ones: Postfix's own reports of non-delivery, and Sieve's vacation replies.
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { storeWrites } from '../scripts/story/people.ts';
import { plusDays } from '../scripts/story/programme-copy.ts';
import { receiptDate } from '../scripts/story/steps.ts';
import { channel, startWorld, type World } from '../scripts/story/world.ts';
import { providers } from './support/database.ts';
import type { SlackMessage } from './support/servers/local-slack-wire.ts';
import { readMailbox, sendMail, waitForMail } from './support/servers/mailbox.ts';
import { createDatabase } from './support/servers/postgres.ts';

const patient = 40_000;

describe.each(providers)('what comes back, on %s', (provider) => {
  let world: World;
  beforeAll(async () => {
    const databaseUrl =
      provider === 'sqlite' ? {} : { databaseUrl: await createDatabase(inject('postgresUrl'), 'returns') };
    world = await startWorld({
      ...databaseUrl,
      vacations: { away: 'I am out of the office until Monday.' },
      queueSeconds: 4,
    });
    await world.startService();
  }, 60_000);
  afterAll(() => world?.stop());

  const pays = (number: string, email: string) =>
    storeWrites(world, {
      number,
      payer: { first: 'Pat', last: 'Doe', email },
      ...receiptDate(world.dates.today),
    });
  const shown = (message: SlackMessage) => JSON.stringify(message.blocks ?? message.text);
  const card = (...words: string[]) =>
    world.slack.waitForMessage(
      channel,
      (message) => words.every((word) => shown(message).includes(word)),
      patient,
    );
  /** The lines of `torq status`, with its line breaks taken out. */
  const status = async (address: string) => (await world.torq('status', address)).replace(/\s+/g, ' ');
  const inTor = (words: string) =>
    waitForMail(world.house.imapUrl('tor'), ({ raw }) => raw.toString().includes(words), patient);

  test('an address that does not exist: the report stops it, staff are told once, and status says why', async () => {
    await pays('7001', 'nobody@example.org');
    await inTor('nobody@example.org');
    await card('A mail of ours came back', 'nobody@example.org', 'no more mail goes there');
    expect(await status('nobody@example.org')).toMatch(/came back: cannot be delivered \(5\.1\.1\)/);
    const said = await world.torq('tick', '--at', `${plusDays(world.dates.soqDeadline, -7)}T12:00:00-07:00`);
    expect(said).toMatch(/0 planned|, 0 sent/);
    expect(await status('nobody@example.org')).toMatch(/mail to nobody@example\.org bounced on/);
    const messages = await world.slack.messages(channel);
    expect(messages.filter((message) => shown(message).includes('A mail of ours came back'))).toHaveLength(1);
  }, 90_000);

  test('a full mailbox: the delay counts for nothing, the loss is told, and mail still goes there', async () => {
    await pays('7002', 'full@example.org');
    await inTor('Action: delayed');
    await inTor('Action: failed');
    await card('A mail of ours came back', 'full@example.org', 'the 1st in a row');
    const answer = await status('full@example.org');
    expect(answer).toMatch(/came back: did not arrive and will not be tried again \(4\.2\.2\)/);
    expect(answer).not.toMatch(/bounced on/);
  }, 90_000);

  test('a vacation robot is silent to our mails, and where it does write it is not answered', async () => {
    await pays('7003', 'away@example.org');
    const inAway = () => readMailbox(world.house.imapUrl('away'));
    await waitForMail(world.house.imapUrl('away'), () => true, patient);
    // Somebody of the staff writes from the mailbox with a mail program: that is what the robot answers (RFC 5230).
    await sendMail(world.house.smtpUrl, {
      from: 'tor@casqa.example',
      to: 'away@example.org',
      subject: 'A word from us',
      text: 'Hello Pat, may we call you?',
    });
    const reply = await inTor('I am out of the office until Monday.');
    expect((await simpleParser(reply.raw)).headers.get('auto-submitted')).toMatch(/^auto-replied/);
    const before = await status('away@example.org');
    // What comes after it was read after it.
    await pays('7004', 'pat@example.org');
    await waitForMail(world.house.imapUrl('pat'), () => true, patient);
    expect(await status('away@example.org')).toBe(before);
    expect((await inAway()).map(({ envelope }) => envelope.subject)).toEqual([
      expect.stringContaining('send your SOQ'),
      'A word from us',
    ]);
    const robots = (await readMailbox(world.house.imapUrl('tor'))).filter(({ raw }) =>
      raw.toString().includes('I am out of the office'),
    );
    expect(robots).toHaveLength(1);
  }, 120_000);
});
