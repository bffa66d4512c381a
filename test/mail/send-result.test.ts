import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createTransport } from '../../src/mail/transport.ts';
import { freePort } from '../support/servers/free-port.ts';
import type { Script } from './scripted-smtp-server.ts';
import { closing, mail, openTransport, play, timing } from './sending.ts';

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
      { kind: 'unreachable', error: 'DATA: 421 4.3.2 bye' },
    ],
    [
      'meets a bad sequence of commands',
      { MAIL: '503 5.5.1 order' },
      { kind: 'retry', error: 'MAIL FROM: 503 5.5.1 order' },
    ],
    ['meets a server that takes no mail now', { greeting: '421 busy' }, { kind: 'unreachable' }],
    ['meets a server that takes no mail at all', { greeting: '554 no service' }, { kind: 'unreachable' }],
    ['meets a server that says nothing that makes sense', { RCPT: 'what?' }, { kind: 'unreachable' }],
    ['loses the connection before the greeting', { greeting: 'close' }, { kind: 'unreachable' }],
    ['loses the connection at EHLO', { EHLO: 'close' }, { kind: 'unreachable' }],
    ['loses the connection at MAIL', { MAIL: 'close' }, { kind: 'unreachable' }],
    ['loses the connection at RCPT', { RCPT: 'close' }, { kind: 'unreachable' }],
    ['loses the connection at DATA', { DATA: 'close' }, { kind: 'unreachable' }],
    ['gets no greeting', { greeting: 'silence' }, { kind: 'unreachable' }],
    ['gets no answer to RCPT', { RCPT: 'silence' }, { kind: 'unreachable' }],
    ['gets no answer to DATA', { DATA: 'silence' }, { kind: 'unreachable' }],
    ['loses the connection within the message', { closeInMessageAfter: 40 }, { kind: 'unknown' }],
    ['loses the connection after the dot', { end: 'close' }, { kind: 'unknown' }],
    ['gets no answer after the dot', { end: 'silence' }, { kind: 'unknown' }],
    ['gets half an answer after the dot', { end: '250 que~' }, { kind: 'unknown' }],
    ['gets an answer without sense after the dot', { end: 'what?' }, { kind: 'unknown' }],
  ])('that %s', async ([, script, expected]) => {
    const server = await play(script);
    expect(await openTransport(server.url, timing).send(mail)).toMatchObject(expected);
    expect(server.connections()).toBe(1);
  });

  test('that goes to a port where nobody listens, or to a host that is not there', async () => {
    expect(await openTransport(`smtp://127.0.0.1:${await freePort()}`, timing).send(mail)).toMatchObject({
      kind: 'unreachable',
    });
    expect(await openTransport('smtp://nowhere.invalid', timing).send(mail)).toMatchObject({
      kind: 'unreachable',
    });
  });

  test('that meets a refused login concerns the server and not the mail', async () => {
    const server = await play({ EHLO: '250-test\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 wrong password' });
    const result = await openTransport(server.url.replace('//', '//user:hunter2@'), timing).send(mail);
    expect(result).toMatchObject({ kind: 'unreachable' });
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
    const result = await openTransport(server.url, {
      ...timing,
      greeting: 60_000,
      silence: 60_000,
      whole: 400,
    }).send(mail);
    expect(result).toMatchObject({ kind: 'unreachable' });
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test('that was handed over and drawn out', async () => {
    const server = await play({ end: 'silence' });
    const result = await openTransport(server.url, { ...timing, silence: 60_000, whole: 400 }).send(mail);
    expect(result).toMatchObject({ kind: 'unknown' });
    expect(server.messages).toHaveLength(1);
  });

  test('that has no address to go to, without asking a server', async () => {
    const server = await play({});
    const transport = openTransport(server.url);
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
    const transport = openTransport(server.url);
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => transport.send(mail)));
    expect(results).toEqual(results.map(() => ({ kind: 'sent', reply: '250 queued as 1' })));
    expect(server.messages).toHaveLength(5);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  test('is the same when the connection in the pool was closed meanwhile', async () => {
    const server = await play({ end: '250 queued, and bye\r\n~' });
    const transport = openTransport(server.url);
    for (let count = 1; count <= 3; count += 1) {
      expect(await transport.send(mail)).toEqual({ kind: 'sent', reply: '250 queued, and bye' });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(server.messages).toHaveLength(3);
  });
});
