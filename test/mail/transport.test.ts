import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { OutgoingMail } from '../../src/mail/outgoing-mail.ts';
import { createTransport, type Transport } from '../../src/mail/transport.ts';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { freePort } from '../support/servers/free-port.ts';
import { waitForMail } from '../support/servers/mailbox.ts';
import { type Postfix, startPostfix } from '../support/servers/postfix.ts';
import { type Script, type ScriptedSmtpServer, startScriptedSmtpServer } from './scripted-smtp-server.ts';

const mail: OutgoingMail = {
  from: 'Trainer of Record <tor@casqa.example>',
  to: 'pat@people.example',
  toName: 'Pat Doe',
  replyTo: 'tor+a-abc@casqa.example',
  subject: 'Your SOQ',
  text: 'Hello Pat\n.\n..\nend',
  html: '<p>Hello Pat</p>',
  messageId: '<torq.item1.mac@casqa.example>',
  inReplyTo: '<order-1@shop.example>',
  references: '<first@people.example> <order-1@shop.example>',
  itemId: 'item1',
  date: new Date('2023-05-10T09:00:00Z'),
};

const log = createLog('silent');
const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0).reverse()) await each.close();
});

function open(url: string, timing = {}): Transport {
  const transport = createTransport(url, { log, timing });
  closing.push(transport);
  return transport;
}

async function play(script: Script): Promise<ScriptedSmtpServer> {
  const server = await startScriptedSmtpServer(script);
  closing.push(server);
  return server;
}

const timing = { connection: 300, greeting: 300, silence: 300 };

describe('what is known of a mail after sending it', () => {
  test.for<[string, Script, { kind: string; error?: string; reply?: string }]>([
    ['is accepted', {}, { kind: 'sent', reply: '250 queued as 1' }],
    [
      'is refused for now at RCPT',
      { RCPT: '450 4.2.1 busy' },
      { kind: 'retry', error: 'RCPT TO: 450 4.2.1 busy' },
    ],
    [
      'is refused for good at RCPT',
      { RCPT: '550 5.1.1 gone' },
      { kind: 'failed', error: 'RCPT TO: 550 5.1.1 gone' },
    ],
    [
      'is refused for good at MAIL',
      { MAIL: '553 5.1.8 no' },
      { kind: 'failed', error: 'MAIL FROM: 553 5.1.8 no' },
    ],
    [
      'is refused for now at MAIL',
      { MAIL: '452 4.3.1 full' },
      { kind: 'retry', error: 'MAIL FROM: 452 4.3.1 full' },
    ],
    ['is refused at DATA', { DATA: '451 4.3.0 later' }, { kind: 'retry', error: 'DATA: 451 4.3.0 later' }],
    [
      'is refused for now after the dot',
      { end: '451 4.7.1 greylisted' },
      { kind: 'retry', error: 'DATA: 451 4.7.1 greylisted' },
    ],
    [
      'is refused for good after the dot',
      { end: '554 5.7.1 spam' },
      { kind: 'failed', error: 'DATA: 554 5.7.1 spam' },
    ],
    [
      'meets a server that is going down after the dot',
      { end: '421 4.3.2 bye' },
      { kind: 'retry', error: 'DATA: 421 4.3.2 bye' },
    ],
    [
      'meets a bad sequence of commands',
      { MAIL: '503 5.5.1 order' },
      { kind: 'retry', error: 'MAIL FROM: 503 5.5.1 order' },
    ],
    ['meets a server that takes no mail now', { greeting: '421 busy' }, { kind: 'retry' }],
    ['meets a server that takes no mail at all', { greeting: '554 no service' }, { kind: 'retry' }],
    ['meets a server that says nothing that makes sense', { RCPT: 'what?' }, { kind: 'retry' }],
    ['loses the connection before the greeting', { greeting: 'close' }, { kind: 'retry' }],
    ['loses the connection at EHLO', { EHLO: 'close' }, { kind: 'retry' }],
    ['loses the connection at MAIL', { MAIL: 'close' }, { kind: 'retry' }],
    ['loses the connection at RCPT', { RCPT: 'close' }, { kind: 'retry' }],
    ['loses the connection at DATA', { DATA: 'close' }, { kind: 'retry' }],
    ['gets no greeting', { greeting: 'silence' }, { kind: 'retry' }],
    ['gets no answer to RCPT', { RCPT: 'silence' }, { kind: 'retry' }],
    ['gets no answer to DATA', { DATA: 'silence' }, { kind: 'retry' }],
    ['loses the connection within the message', { closeInMessageAfter: 40 }, { kind: 'unknown' }],
    ['loses the connection after the dot', { end: 'close' }, { kind: 'unknown' }],
    ['gets no answer after the dot', { end: 'silence' }, { kind: 'unknown' }],
    ['gets half an answer after the dot', { end: '250 que~' }, { kind: 'unknown' }],
    ['gets an answer without sense after the dot', { end: 'what?' }, { kind: 'unknown' }],
  ])('that %s', async ([, script, expected]) => {
    const server = await play(script);
    expect(await open(server.url, timing).send(mail)).toMatchObject(expected);
    expect(server.connections()).toBe(1);
  });

  test('that goes to a port where nobody listens, or to a host that is not there', async () => {
    expect(await open(`smtp://127.0.0.1:${await freePort()}`, timing).send(mail)).toMatchObject({
      kind: 'retry',
    });
    expect(await open('smtp://nowhere.invalid', timing).send(mail)).toMatchObject({ kind: 'retry' });
  });

  test('that meets a refused login concerns the server and not the mail', async () => {
    const server = await play({ EHLO: '250-test\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 wrong password' });
    const result = await open(server.url.replace('//', '//user:hunter2@'), timing).send(mail);
    expect(result).toMatchObject({ kind: 'retry' });
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  test('puts no password and no address into the log', async () => {
    const lines: string[] = [];
    const loud = createLog('trace', { write: (line) => lines.push(line) });
    const server = await play({
      EHLO: '250-test\r\n250 AUTH PLAIN',
      AUTH: '535 5.7.8 wrong password of user',
    });
    const transport = createTransport(server.url.replace('//', '//user:hunter2@'), { log: loud, timing });
    closing.push(transport);
    await transport.send(mail);
    const plain = Buffer.from('\0user\0hunter2').toString('base64');
    expect(lines.join('')).toContain('a mail was not sent');
    for (const secret of ['hunter2', plain, mail.to]) expect(lines.join('')).not.toContain(secret);
  });

  test('that a server draws out with one reply line after the other', async () => {
    const server = await play({ EHLO: 'silence' });
    const start = performance.now();
    const result = await open(server.url, { ...timing, greeting: 60_000, silence: 60_000, whole: 400 }).send(
      mail,
    );
    expect(result).toMatchObject({ kind: 'retry' });
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test('that was handed over and drawn out', async () => {
    const server = await play({ end: 'silence' });
    const result = await open(server.url, { ...timing, silence: 60_000, whole: 400 }).send(mail);
    expect(result).toMatchObject({ kind: 'unknown' });
    expect(server.messages).toHaveLength(1);
  });

  test('that has no address to go to, without asking a server', async () => {
    const server = await play({});
    const transport = open(server.url);
    for (const to of [
      '',
      'pat',
      'pat@people.example>\r\nRCPT TO:<eve@evil.example',
      'a@b.example, c@d.example',
    ])
      expect(await transport.send({ ...mail, to })).toEqual({
        kind: 'failed',
        error: 'the recipient is not a mail address',
      });
    expect(server.connections()).toBe(0);
  });

  test('does not depend on the mail before it on the same connection', async () => {
    const server = await play({});
    const transport = open(server.url);
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => transport.send(mail)));
    expect(results).toEqual(results.map(() => ({ kind: 'sent', reply: '250 queued as 1' })));
    expect(server.messages).toHaveLength(5);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  test('is the same when the connection in the pool was closed meanwhile', async () => {
    const server = await play({ end: '250 queued, and bye\r\n~' });
    const transport = open(server.url);
    for (let count = 1; count <= 3; count += 1) {
      expect(await transport.send(mail)).toEqual({ kind: 'sent', reply: '250 queued, and bye' });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(server.messages).toHaveLength(3);
  });
});

describe('a mail as it is handed over', () => {
  const headerOf = (message: string) =>
    message.slice(0, message.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');

  test('has the headers by which robots and threads know it', async () => {
    const server = await play({});
    await open(server.url).send(mail);
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
      'X-Auto-Response-Suppress: All',
      'X-Torq-Item: item1',
    ]);
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
    const result = await open(server.url).send({
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
    expect(await open(server.url).verify()).toBeNull();
    expect(await open(`smtp://127.0.0.1:${await freePort()}`).verify()).toMatch(/ECONNREFUSED/);
    const guarded = await play({ EHLO: '250-test\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 wrong password' });
    const problem = await open(guarded.url.replace('//', '//user:hunter2@')).verify();
    expect(problem).toMatch(/535 5\.7\.8 wrong password/);
    expect(problem).not.toContain('hunter2');
  });

  test('sends no password where STARTTLS is missing, except on this machine', async () => {
    expect(() => createTransport('http://x', { log })).toThrow(TypeError);
    const { readSmtpUrl } = await import('../../src/mail/server-url.ts');
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
    const result = await open(postfix.smtpUrl).send({
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
    const result = await open(postfix.smtpUrl).send({ ...mail, to: 'nobody@people.example' });
    expect(result.kind).toBe('sent');
    const report = await waitForMail(dovecot.imapUrl('tor'), ({ raw }) => raw.includes('Final-Recipient'));
    expect(report.raw.toString()).toContain(`Message-ID: ${mail.messageId}`);
  });

  test.for([
    ['busy@people.example', 'retry', /^RCPT TO: 450 4\.2\.1 /],
    ['gone@people.example', 'failed', /^RCPT TO: 550 5\.1\.1 /],
  ] as const)('%s is refused: %s', async ([to, kind, error]) => {
    expect(await open(postfix.smtpUrl).send({ ...mail, to })).toEqual({
      kind,
      error: expect.stringMatching(error),
    });
  });
});
