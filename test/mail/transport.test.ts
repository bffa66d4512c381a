import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSmtpUrl } from '../../src/mail/server-url.ts';
import { createTransport } from '../../src/mail/transport.ts';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { freePort } from '../support/servers/free-port.ts';
import { waitForMail } from '../support/servers/mailbox.ts';
import { type Postfix, startPostfix } from '../support/servers/postfix.ts';
import { log, mail, openTransport, play } from './sending.ts';

describe('a mail as it is handed over', () => {
  const headerOf = (message: string) =>
    message.slice(0, message.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');

  test('has the headers by which robots and threads know it', async () => {
    const server = await play({});
    await openTransport(server.url).send(mail);
    const fields = headerOf(server.messages[0] ?? '').split('\r\n');
    expect(fields.filter((field) => !field.startsWith('Content-Type')).sort()).toEqual([
      'Auto-Submitted: auto-generated',
      'Date: Wed, 10 May 2023 09:00:00 +0000',
      'From: Trainer of Record <tor@casqa.example>',
      'In-Reply-To: <order-1@shop.example>',
      'MIME-Version: 1.0',
      'Message-ID: <torq.item1.mac@casqa.example>',
      'References: <first@people.example> <order-1@shop.example>',
      'Reply-To: tor+a-abc@casqa.example',
      'Subject: Your SOQ',
      'To: Pat Doe <pat@people.example>',
      'X-Auto-Response-Suppress: OOF, AutoReply, DR, RN, NRN',
      'X-Torq-Item: item1',
    ]);
  });

  test.each([
    ['answer', null, { 'auto-submitted': 'auto-replied' }],
    ['notice', null, { 'auto-submitted': 'auto-generated' }],
    [
      'announcement',
      'tor+u-item1-mac@casqa.example',
      {
        'auto-submitted': 'auto-generated',
        precedence: 'bulk',
        'list-unsubscribe': '<mailto:tor%2Bu-item1-mac@casqa.example?subject=unsubscribe>',
      },
    ],
  ] as const)('says of itself that it is an %s', async (nature, unsubscribe, expected) => {
    const server = await play({});
    await openTransport(server.url).send({ ...mail, nature, unsubscribe });
    const fields = headerOf(server.messages[0] ?? '')
      .split('\r\n')
      .map((field) => [field.split(': ')[0]?.toLowerCase(), field.slice(field.indexOf(': ') + 2)])
      .filter(([name]) => /^(auto-submitted|precedence|list-.*)$/.test(name ?? ''));
    expect(Object.fromEntries(fields)).toEqual(expected);
  });

  test('has no field and no recipient that a value smuggled in', async () => {
    const server = await play({});
    const evil = 'x\r\nBcc: eve@evil.example\r\n\r\nbody\u2028Bcc: eve@evil.example';
    const hostile = {
      subject: evil,
      toName: `${evil}, eve@evil.example <eve@evil.example>`,
      inReplyTo: evil,
      references: evil,
    };
    const result = await openTransport(server.url).send({
      ...mail,
      ...hostile,
      messageId: `<a@b>${evil}`,
      itemId: evil,
    });
    expect(result.kind).toBe('sent');
    const header = headerOf(server.messages[0] ?? '');
    expect(header).not.toMatch(/^bcc:/im);
    expect(header.match(/^to:.*$/gim)).toHaveLength(1);
    expect(server.messages[0]).not.toMatch(/^body/m);
  });
});

describe('a transport', () => {
  test('says whether the server lets us in', async () => {
    const server = await play({});
    expect(await openTransport(server.url).verify()).toBeNull();
    expect(await openTransport(`smtp://127.0.0.1:${await freePort()}`).verify()).toMatch(/ECONNREFUSED/);
    const guarded = await play({ EHLO: '250-test\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 wrong password' });
    const problem = await openTransport(guarded.url.replace('//', '//user:hunter2@')).verify();
    expect(problem).toMatch(/535 5\.7\.8 wrong password/);
    expect(problem).not.toContain('hunter2');
  });

  test('sends no password where STARTTLS is missing, except on this machine', () => {
    expect(() => createTransport('http://x', { log })).toThrow(TypeError);
    expect(readSmtpUrl('smtp://u:p@mail.example.org')).toMatchObject({
      port: 587,
      secure: false,
      requireTls: true,
    });
    expect(readSmtpUrl('smtp://mail.example.org:25')).toMatchObject({
      port: 25,
      requireTls: false,
      auth: null,
    });
    expect(readSmtpUrl('smtp://u:p@127.0.0.1:2525')).toMatchObject({ requireTls: false });
    expect(readSmtpUrl('smtps://u:p%40ss@mail.example.org')).toMatchObject({
      port: 465,
      secure: true,
      auth: { user: 'u', pass: 'p@ss' },
    });
  });
});

describe('with a real mail exchanger', () => {
  let dovecot: Dovecot;
  let postfix: Postfix;
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['pat', 'tor'] });
    postfix = await startPostfix({
      lmtpPort: dovecot.lmtpPort,
      domains: ['people.example', 'casqa.example'],
    });
  });
  afterAll(async () => {
    await postfix.stop();
    await dovecot.stop();
  });

  test('a mail arrives in text and HTML, from the address that bounces go to', async () => {
    const result = await openTransport(postfix.smtpUrl).send({
      ...mail,
      subject: 'Ünïcödé — ✓',
      toName: 'Zoë "Q" Müller',
    });
    expect(result).toMatchObject({
      kind: 'sent',
      reply: expect.stringMatching(/^250 2\.0\.0 Ok: queued as /),
    });
    const arrived = await waitForMail(
      dovecot.imapUrl('pat'),
      ({ envelope }) => envelope.subject === 'Ünïcödé — ✓',
    );
    expect(arrived.envelope).toMatchObject({
      messageId: mail.messageId,
      to: [{ name: 'Zoë "Q" Müller', address: 'pat@people.example' }],
      replyTo: [{ address: mail.replyTo }],
    });
    expect(arrived.raw.toString()).toMatch(/^Return-Path: <tor@casqa\.example>/m);
    expect(arrived.raw.toString()).toMatch(/^Content-Type: multipart\/alternative/m);
  });

  test('a mail to somebody who is gone comes back as a report', async () => {
    const result = await openTransport(postfix.smtpUrl).send({ ...mail, to: 'nobody@people.example' });
    expect(result.kind).toBe('sent');
    const report = await waitForMail(dovecot.imapUrl('tor'), ({ raw }) => raw.includes('Final-Recipient'));
    expect(report.raw.toString()).toContain(`Message-ID: ${mail.messageId}`);
  });

  test.for([
    ['busy@people.example', 'retry', /^RCPT TO: 450 4\.2\.1 /],
    ['gone@people.example', 'failed', /^RCPT TO: 550 5\.1\.1 /],
  ] as const)('%s is refused: %s', async ([to, kind, error]) => {
    expect(await openTransport(postfix.smtpUrl).send({ ...mail, to })).toEqual({
      kind,
      error: expect.stringMatching(error),
    });
  });
});
