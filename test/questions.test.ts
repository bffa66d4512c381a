// A question by mail, answered in Slack, on real servers: Postfix and Dovecot, the local Slack over either way in, and torq.
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approver, bystander, channel, startWorld, type World } from '../scripts/story/world.ts';
import { pdf } from './fixtures/pdf.ts';
import type { SlackMessage } from './support/servers/local-slack-wire.ts';
import { readMailbox, sendMail, waitForMail } from './support/servers/mailbox.ts';

describe.each(['socket', 'http'] as const)('over %s', (over) => {
  let world: World;
  const patient = 30_000;

  beforeAll(async () => {
    world = await startWorld({ slackOver: over });
    await world.startService();
  }, 60_000);
  afterAll(() => world?.stop());

  const ask = (mail: { subject: string; text: string; inReplyTo?: string; attachments?: object[] }) =>
    sendMail(world.house.smtpUrl, { from: 'Pat Doe <pat@example.org>', to: 'tor@casqa.example', ...mail });
  const shown = (message: SlackMessage) => JSON.stringify(message.blocks ?? message.text);
  const find = (words: string, thread?: string) =>
    world.slack.waitForMessage(
      channel,
      (message) =>
        (thread === undefined || message.thread_ts === thread) &&
        `${message.text} ${shown(message)}`.includes(words),
      patient,
    );
  const inbox = () => readMailbox(world.house.imapUrl('pat'));
  const say = (thread_ts: string, text: string, user = approver.id) =>
    world.slack.say({ channel, user, text, thread_ts });
  const said = (text: string) => world.slack.waitForMessage(channel, (message) => message.text === text);
  const click = (message: SlackMessage, action: string, user = approver.id) =>
    world.slack.click({ channel, messageTs: message.ts, user }, action);

  test('a question is answered in its thread, and what comes back comes into the same thread', async () => {
    await ask({ subject: 'My references', text: 'May they be older than 2019?' });
    const card = await find('May they be older than 2019?');
    await say(card.ts, 'I think he may. What do you say?', bystander.id);
    await say(card.ts, 'mail: No.', bystander.id);
    await find('may write to applicants', card.ts);
    await say(
      card.ts,
      'mail: Yes, *they may*. See <https://example.org/rfq?a=1&amp;b=2|the RFQ>.\nGood luck &amp; all the best!',
    );
    const preview = await find('Send this as mail?', card.ts);
    expect(shown(preview)).toContain('Yes, they may. See the RFQ (https://example.org/rfq?a=1&amp;b=2).');
    expect(await inbox()).toEqual([]);
    await click(preview, 'send-mail', bystander.id);
    await world.slack.waitForMessage(
      channel,
      ({ subtype, ephemeral_to }) => subtype === 'ephemeral' && ephemeral_to === bystander.id,
    );
    await click(preview, 'send-mail');
    await find('Sent to pat@example.org on', card.ts);
    const received = await waitForMail(world.house.imapUrl('pat'), () => true, patient);
    const mail = await simpleParser(received.raw);
    const asked = await readMailbox(world.house.imapUrl('tor'));
    expect({ subject: mail.subject, inReplyTo: mail.inReplyTo, references: mail.references }).toEqual({
      subject: 'Re: My references',
      inReplyTo: asked[0]?.envelope.messageId,
      references: asked[0]?.envelope.messageId,
    });
    expect(mail.headers.get('auto-submitted')).toBe('no');
    expect(mail.text).toContain(
      'Yes, they may. See the RFQ (https://example.org/rfq?a=1&b=2).\nGood luck & all the best!',
    );
    expect(mail.html).toMatch(/<strong[^>]*>they may<\/strong/);
    await ask({
      subject: 'Re: My references',
      text: 'Thank you! Here is a picture of them.',
      inReplyTo: mail.messageId ?? '',
      attachments: [
        { filename: 'shelf.png', content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
      ],
    });
    await find('Here is a picture of them.', card.ts);
    await world.slack.waitForMessage(
      channel,
      (message) =>
        message.subtype === 'file_share' &&
        message.thread_ts === card.ts &&
        JSON.stringify(message).includes('shelf.png'),
      patient,
    );
    await world.slack.waitForMessage(
      channel,
      ({ ts, blocks = [] }) => ts === card.ts && JSON.stringify(blocks).includes('no-answer'),
    );
  }, 120_000);

  test('an edit shows the new wording, the old one cannot be sent, and a deleted message is not', async () => {
    await ask({ subject: 'The fee', text: 'How much is the fee, please?' });
    const card = await find('How much is the fee, please?');
    const before = (await inbox()).length;
    await say(card.ts, 'mail: It is $503.');
    const wrong = await find('It is $503.', card.ts).then(() => find('Send this as mail?', card.ts));
    const written = await said('mail: It is $503.');
    await world.slack.edit({ channel, user: approver.id, ts: written.ts, text: 'mail: It is $530.' });
    await find('The message was edited after this', card.ts);
    const right = await world.slack.waitForMessage(
      channel,
      (message) =>
        message.thread_ts === card.ts && message.ts !== wrong.ts && /\$530.*send-mail/.test(shown(message)),
      patient,
    );
    await expect(click(wrong, 'send-mail')).rejects.toThrow('no button');
    await click(right, 'send-mail');
    await find('Sent to pat@example.org on', card.ts);
    await say(card.ts, 'mail: One thing more.');
    const more = await said('mail: One thing more.');
    const preview = await world.slack.waitForMessage(
      channel,
      (message) => message.thread_ts === card.ts && /One thing more.*send-mail/.test(shown(message)),
      patient,
    );
    await world.slack.remove({ channel, user: approver.id, ts: more.ts });
    await find('The message was deleted, so this is not sent.', card.ts);
    await expect(click(preview, 'send-mail')).rejects.toThrow('no button');
    const texts = (await inbox()).slice(before).map(({ raw }) => raw.toString());
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('It is $530.');
  }, 120_000);

  test('a file of staff goes along', async () => {
    await ask({ subject: 'The form', text: 'Where is the form, please?' });
    const card = await find('Where is the form, please?');
    const before = (await inbox()).length;
    const form = new File([new Uint8Array(await pdf(1))], 'form.pdf', { type: 'application/pdf' });
    await world.slack.attach(
      { channel, user: approver.id, text: 'mail: Here it is.', thread_ts: card.ts },
      form,
    );
    const preview = await world.slack.waitForMessage(
      channel,
      (message) => message.thread_ts === card.ts && /form\.pdf \(1 KB\).*send-mail/.test(shown(message)),
      patient,
    );
    await click(preview, 'send-mail');
    await find('Sent to pat@example.org on', card.ts);
    const [raw] = (await inbox()).slice(before).map((mail) => mail.raw);
    const mail = await simpleParser(raw ?? '');
    expect(
      mail.attachments.map(({ filename, contentType, content }) => [filename, contentType, content.length]),
    ).toEqual([['form.pdf', 'application/pdf', form.size]]);
  }, 60_000);
});
