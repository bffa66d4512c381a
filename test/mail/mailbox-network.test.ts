import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { append, eventually, message, type Watched, watch } from './watched-mailbox.ts';

const users = Array.from({ length: 10 }, (_, at) => `user${at}`);
let dovecot: Dovecot;
let proxy: TcpProxy;
let used = 0;
const opened: Watched[] = [];
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);

beforeAll(async () => {
  dovecot = await startDovecot({ users });
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
  await dovecot.stop();
});
beforeEach(async () => {
  proxy = await startTcpProxy(dovecot.imapPort);
});
afterEach(async () => {
  for (const watched of opened.splice(0)) await watched.close();
  await proxy.close();
  expect(unhandled).toEqual([]);
});

/** The mailbox itself, and the same behind the relay. */
function freshUrls(): { direct: string; relayed: string } {
  used += 1;
  const direct = dovecot.imapUrl(`user${used - 1}`);
  return { direct, relayed: direct.replace(`:${dovecot.imapPort}/`, `:${proxy.port}/`) };
}

async function open(...args: Parameters<typeof watch>): Promise<Watched> {
  const watched = await watch(...args);
  opened.push(watched);
  return watched;
}

describe('a connection', () => {
  test('that breaks at any moment loses no mail and gives none twice', async () => {
    const { direct, relayed } = freshUrls();
    const subjects = Array.from({ length: 60 }, (_, at) => `mail ${at}`);
    await append(
      direct,
      subjects.map((subject) => message(subject, { body: 'x'.repeat(2000) })),
    );
    const cuts = Array.from({ length: 40 }, (_, at) => 20 + at * 97);
    const watched = await open(relayed, { timing: { firstRetry: 5, lastRetry: 10 } });
    for (const bytes of cuts) {
      proxy.cutAfter(bytes);
      proxy.cut();
      const before = proxy.accepted();
      await eventually(() => proxy.accepted() > before + 1);
    }
    proxy.cutAfter(null);
    proxy.cut();
    await watched.settles(subjects);
    await append(direct, [message('last')]);
    await watched.settles([...subjects, 'last']);
    expect((await watched.database.read.inboundLocation.findMany()).map((row) => row.uid)).toEqual(
      Array.from({ length: 61 }, (_, at) => at + 1),
    );
    expect(watched.standIns()).toBe(0);
  });

  test('that is refused is tried again', async () => {
    const { direct, relayed } = freshUrls();
    await append(direct, [message('one')]);
    proxy.refuse(true);
    const watched = await open(relayed);
    await eventually(() => watched.interruptions().length >= 2);
    expect(watched.mailbox.health()).toMatchObject({ connected: false, lastReadAt: null });
    proxy.refuse(false);
    await watched.settles(['one']);
  });

  test('that goes silent while idle is noticed by NOOP and made anew', async () => {
    const { direct, relayed } = freshUrls();
    const watched = await open(relayed, { pollSeconds: 1, timing: { noop: 300, connect: 500 } });
    await eventually(() => watched.mailbox.health().connected && watched.mailbox.health().problem === null);
    proxy.stall();
    await append(direct, [message('in the dark')]);
    await eventually(() => watched.interruptions().length > 0, 5000);
    expect(watched.interruptions()[0]).toBe('the IMAP server did not answer NOOP within 300 ms');
    expect(watched.mailbox.health().connected).toBe(false);
    expect(watched.mailbox.health().problem).not.toBeNull();
    proxy.resume();
    await watched.settles(['in the dark']);
    await eventually(() => watched.mailbox.health().problem === null);
  });

  test('that goes silent in the middle of a mail is noticed and made anew', async () => {
    const { direct, relayed } = freshUrls();
    await append(direct, [message('large', { body: 'x'.repeat(3_000_000) })]);
    const watched = await open(relayed, { timing: { silence: 400, connect: 500 } });
    proxy.stallAfter(1_000_000);
    await eventually(() => watched.interruptions().length > 0, 5000);
    proxy.stallAfter(null);
    proxy.resume();
    await watched.settles(['large']);
    expect(watched.standIns()).toBe(0);
  });
});

describe('stopping', () => {
  test('takes a moment while idle, and nothing is read afterwards', async () => {
    const { direct } = freshUrls();
    const watched = await open(direct);
    await eventually(() => watched.mailbox.health().lastReadAt !== null);
    const start = performance.now();
    await watched.mailbox.stop();
    expect(performance.now() - start).toBeLessThan(500);
    expect(watched.mailbox.health().connected).toBe(false);
    await append(direct, [message('too late')]);
    expect(await watched.subjects()).toEqual([]);
  });

  test('takes a moment while the server is silent, is not there, or is being connected to', async () => {
    const { relayed } = freshUrls();
    const idle = await open(relayed);
    await eventually(() => idle.mailbox.health().lastReadAt !== null);
    proxy.stall();
    const connecting = await open(relayed);
    const absent = await open('imap://a:b@127.0.0.1:9/INBOX', {
      timing: { firstRetry: 60_000, lastRetry: 60_000 },
    });
    await eventually(() => absent.interruptions().length > 0);
    const start = performance.now();
    await Promise.all([idle, connecting, absent].map(({ mailbox }) => mailbox.stop()));
    expect(performance.now() - start).toBeLessThan(3500);
    proxy.resume();
  });

  test('in the middle records no half of anything', async () => {
    const { direct } = freshUrls();
    const subjects = Array.from({ length: 170 }, (_, at) => `mail ${at}`);
    await append(
      direct,
      subjects.map((subject) => message(subject)),
    );
    const watched = await open(direct, {
      afterRecord: (mail) => {
        if (mail.location.uid === 10) void watched.mailbox.stop();
      },
    });
    await eventually(() => watched.mailbox.health().connected);
    await eventually(() => !watched.mailbox.health().connected);
    // The handful of 50 that was being recorded, and at most the one that had been fetched meanwhile.
    const recorded = await watched.subjects();
    expect([50, 100]).toContain(recorded.length);
    expect(recorded).toEqual(subjects.slice(0, recorded.length));
  });
});
