import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLog, type Log } from '../../src/log.ts';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import {
  append,
  eventually,
  freshStore,
  message,
  type Watched,
  watch,
  withMailProgram,
} from './watched-mailbox.ts';

const users = Array.from({ length: 20 }, (_, at) => `user${at}`);
let dovecot: Dovecot;
let used = 0;
const opened: Watched[] = [];

beforeAll(async () => {
  dovecot = await startDovecot({ users });
});
afterAll(() => dovecot.stop());
afterEach(async () => {
  for (const watched of opened.splice(0)) await watched.close();
});

/** A mailbox of its own for each test. */
function freshUser(): string {
  used += 1;
  return `user${used - 1}`;
}

async function open(...args: Parameters<typeof watch>): Promise<Watched> {
  const watched = await watch(...args);
  opened.push(watched);
  return watched;
}

const places = async ({ database }: Watched) =>
  (await database.read.inboundLocation.findMany({ orderBy: { seenAt: 'asc' } })).map(
    ({ mailbox, uid }) => `${mailbox}/${uid}`,
  );

describe('a mailbox that is read', () => {
  test('gives what was there before, in order, and what arrives later within seconds', async () => {
    const url = dovecot.imapUrl(freshUser());
    await append(url, [message('one'), message('two')]);
    const watched = await open(url);
    await watched.settles(['one', 'two']);
    await append(url, [message('three')]);
    const start = performance.now();
    await watched.settles(['one', 'two', 'three']);
    expect(performance.now() - start).toBeLessThan(4000);
    expect(await watched.subjects()).toEqual(['one', 'two', 'three']);
    expect(watched.mailbox.health()).toEqual({
      connected: true,
      lastReadAt: expect.any(Date),
      problem: null,
    });
  });

  test('gives each message byte for byte, with the time at which it arrived', async () => {
    const url = dovecot.imapUrl(freshUser());
    const raw = Buffer.concat([Buffer.from(message('bytes')), Buffer.from([0x80, 0xff, 0x0d, 0x0a])]);
    const arrived = new Date('2023-05-10T09:00:00Z');
    await withMailProgram(url, (client) => client.append('INBOX', raw, [], arrived));
    const watched = await open(url);
    await watched.settles(['bytes']);
    expect(await watched.raw('bytes')).toEqual(raw);
    const [mail] = await watched.database.read.inboundMail.findMany();
    expect(mail?.internalDate).toEqual(arrived);
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]{36}@people\.example>$/);
  });

  test('takes no notice of \\Seen and leaves all flags as they are', async () => {
    const url = dovecot.imapUrl(freshUser());
    await withMailProgram(url, async (client) => {
      await client.append('INBOX', message('opened by staff'), ['\\Seen', '\\Flagged']);
      await client.append('INBOX', message('not opened'));
    });
    const watched = await open(url);
    await watched.settles(['opened by staff', 'not opened']);
    const flags = await withMailProgram(url, async (client) => {
      await client.mailboxOpen('INBOX');
      return (await client.fetchAll('1:*', { flags: true })).map((row) => [...(row.flags ?? [])].sort());
    });
    expect(flags.map((set) => set.filter((flag) => flag !== '\\Recent'))).toEqual([
      ['\\Flagged', '\\Seen'],
      [],
    ]);
  });

  test('records a mail once that staff move to another watched folder, before or after it was read', async () => {
    const url = dovecot.imapUrl(freshUser(), 'folders=INBOX,Junk');
    const move = (uid: number) =>
      withMailProgram(url, async (client) => {
        await client.mailboxOpen('INBOX');
        await client.messageMove(String(uid), 'Junk', { uid: true });
      });
    await append(url, [message('moved before')]);
    await move(1);
    const watched = await open(url, { pollSeconds: 1 });
    await watched.settles(['moved before']);
    await append(url, [message('moved after')]);
    await watched.settles(['moved before', 'moved after']);
    await move(2);
    await eventually(async () => (await places(watched)).length === 3);
    expect(await places(watched)).toEqual(['Junk/1', 'INBOX/2', 'Junk/2']);
    expect(await watched.subjects()).toEqual(['moved before', 'moved after']);
  });

  test('skips a mail that vanishes between listing and fetching', async () => {
    const url = dovecot.imapUrl(freshUser());
    // Too large to be fetched together with the next.
    await append(url, [
      message('large', { body: 'x'.repeat(9_000_000) }),
      message('vanishing'),
      message('last'),
    ]);
    const store = await freshStore();
    const vanish = () =>
      withMailProgram(url, async (client) => {
        await client.mailboxOpen('INBOX');
        await client.messageDelete('2', { uid: true });
      });
    const watched = await open(url, {
      store,
      afterRecord: (mail) => (mail.location.uid === 1 ? vanish() : undefined),
    });
    await watched.settles(['large', 'last']);
    await append(url, [message('later')]);
    await watched.settles(['large', 'last', 'later']);
    expect(watched.mailbox.health().problem).toBeNull();
    expect(watched.interruptions()).toEqual([]);
    await watched.close();
    await store.close();
  });

  test('does not pass a mail that could not be recorded, and goes on when it can be', async () => {
    const url = dovecot.imapUrl(freshUser());
    await append(url, [message('one'), message('two'), message('three')]);
    let disk: 'full' | 'free' = 'full';
    const watched = await open(url, {
      beforeRecord: (mail) => {
        if (disk === 'full' && mail.location.uid === 2) throw new Error('no space left on device');
      },
    });
    await eventually(() => watched.interruptions().length >= 3);
    expect(await watched.subjects()).toEqual(['one']);
    expect(watched.mailbox.health().problem).toBe('no space left on device');
    disk = 'free';
    await watched.settles(['one', 'two', 'three']);
    expect(await places(watched)).toEqual(['INBOX/1', 'INBOX/2', 'INBOX/3']);
    await eventually(() => watched.mailbox.health().problem === null);
  });

  test('is read by two at once, and each mail is recorded once', async () => {
    const url = dovecot.imapUrl(freshUser());
    const subjects = Array.from({ length: 120 }, (_, at) => `mail ${at}`);
    await append(
      url,
      subjects.map((subject) => message(subject)),
    );
    const store = await freshStore();
    const [one, other] = [await watch(url, { store }), await watch(url, { store })];
    await one.settles(subjects);
    await append(url, [message('new')]);
    await other.settles([...subjects, 'new']);
    await Promise.all([one.close(), other.close()]);
    expect(await one.subjects()).toHaveLength(121);
    await store.close();
  });
});

describe('the size of a mail', () => {
  test('of 40 MB does not matter', async () => {
    const url = dovecot.imapUrl(freshUser());
    const text = message('forty', { body: `${'x'.repeat(998)}\r\n`.repeat(41_000) });
    await append(url, [message('before'), text, message('after')]);
    const watched = await open(url);
    await watched.settles(['before', 'forty', 'after'], 20_000);
    // A whole-value matcher takes 15 s for this.
    expect((await watched.raw('forty')).equals(Buffer.from(text))).toBe(true);
  });

  test('over the limit leaves its header, marked with the size above everything the sender wrote', async () => {
    const url = dovecot.imapUrl(freshUser());
    const ids = { messageId: '<same@people.example>', extra: 'X-Torq-Oversize: 7\r\n' };
    const texts = [100_001, 100_002].map((size) => message(`of ${size}`, { ...ids, body: 'x'.repeat(size) }));
    await append(url, [...texts, message('small')]);
    const watched = await open(url, { maxBytes: 100_000 });
    await watched.settles(['of 100001', 'of 100002', 'small']);
    const [text = ''] = texts;
    expect((await watched.raw('of 100001')).toString()).toBe(
      `X-Torq-Oversize: ${text.length}\r\n${text.slice(0, text.indexOf('\r\n\r\n'))}\r\n\r\n(${text.length} bytes, not fetched)\r\n`,
    );
  });
});

describe('what a server does', () => {
  test('restarting in the middle loses nothing', async () => {
    const url = dovecot.imapUrl(freshUser());
    const subjects = Array.from({ length: 200 }, (_, at) => `mail ${at}`);
    await append(
      url,
      subjects.map((subject) => message(subject)),
    );
    const watched = await open(url, {
      afterRecord: (mail) => (mail.location.uid === 70 ? dovecot.restart() : undefined),
    });
    await watched.settles(subjects);
    await append(url, [message('after')]);
    await watched.settles([...subjects, 'after']);
    expect(await places(watched)).toHaveLength(201);
    expect(watched.interruptions().length).toBeGreaterThan(0);
  });

  test('a folder that is deleted and made again is read from its beginning', async () => {
    const url = dovecot.imapUrl(freshUser()).replace('/INBOX', '/Tor');
    const kept = message('kept');
    const make = (texts: string[]) =>
      withMailProgram(url, async (client) => {
        await client.mailboxCreate('Tor');
        for (const text of texts) await client.append('Tor', text);
      });
    await make([kept, message('deleted')]);
    const watched = await open(url, { pollSeconds: 1 });
    await watched.settles(['kept', 'deleted']);
    await withMailProgram(url, (client) => client.mailboxDelete('Tor'));
    await make([kept, message('new')]);
    await watched.settles(['kept', 'deleted', 'new']);
    expect(
      new Set((await watched.database.read.mailboxCursor.findMany()).map((row) => row.uidValidity)).size,
    ).toBe(2);
    await eventually(() => watched.mailbox.health().problem === null);
  });

  test('UIDs that go back without a new UIDVALIDITY hide no mail', async () => {
    const user = freshUser();
    const url = dovecot.imapUrl(user);
    await append(
      url,
      ['one', 'two', 'three'].map((subject) => message(subject)),
    );
    const store = await freshStore();
    const watched = await open(url, { store, pollSeconds: 1 });
    await watched.settles(['one', 'two', 'three']);
    await dovecot.restart(async () => putBack(join(dovecot.home, user, 'Maildir')));
    await append(url, [message('four')]);
    await watched.settles(['one', 'two', 'three', 'four']);
    await append(
      url,
      ['five', 'six', 'seven'].map((subject) => message(subject)),
    );
    await watched.settles(['one', 'two', 'three', 'four', 'five', 'six', 'seven']);
    await watched.close();
    await store.close();
  });

  test('a message that it will not give holds up the others only for a while, and is not forgotten', async () => {
    const user = freshUser();
    const url = dovecot.imapUrl(user);
    await append(url, [message('one'), message('locked away'), message('three')]);
    const folder = join(dovecot.home, user, 'Maildir/new');
    const locked = readdirSync(folder).find((name) =>
      readFileSync(join(folder, name)).includes('locked away'),
    );
    chmodSync(join(folder, locked ?? ''), 0o000);
    const watched = await open(url, { timing: { patience: { tries: 3, ms: 100 } } });
    await watched.settles(['one', '(none)', 'three']);
    expect((await watched.raw('(none)')).toString()).toMatch(
      /^X-Torq-Unfetched: [^\r\n]+\r\n\r\n\(message 2 of the folder INBOX, UIDVALIDITY \d+, not fetched\)\r\n$/,
    );
  });

  test('a folder that is not there is named, and the others are read', async () => {
    const url = dovecot.imapUrl(freshUser(), 'folders=INBOX,Spam%20box');
    await append(url, [message('one')]);
    const watched = await open(url);
    await watched.settles(['one']);
    await eventually(() => watched.mailbox.health().lastReadAt !== null);
    expect(watched.mailbox.health().problem).toMatch(/^the folder Spam box cannot be opened \(/);
    await append(url, [message('two')]);
    await watched.settles(['one', 'two']);
  });

  test('refusing the login is said without the password, in health and in the log', async () => {
    const { log, lines } = loggedLines();
    const url = dovecot.imapUrl(freshUser()).replace(':secret@', ':wrong-password@');
    const watched = await open(url, { log });
    await eventually(() => watched.mailbox.health().problem !== 'not connected yet');
    const { problem, connected } = watched.mailbox.health();
    expect(problem).toMatch(/^the server refuses the login/);
    expect(connected).toBe(false);
    const said = `${problem}\n${lines()}`;
    expect(said).toContain('reading the mailbox was interrupted');
    expect(said).not.toContain('wrong-password');
    expect(said).not.toContain(Buffer.from('wrong-password').toString('base64').slice(2, 12));
  });
});

function loggedLines(): { log: Log; lines: () => string } {
  const written: string[] = [];
  const log = createLog('trace', { write: (line) => written.push(line) });
  return { log, lines: () => written.join('') };
}

/** The folder as it was restored from a backup: no mail, UIDs from 1 again, the same UIDVALIDITY. */
function putBack(maildir: string): void {
  for (const part of ['new', 'cur'])
    for (const name of readdirSync(join(maildir, part))) rmSync(join(maildir, part, name));
  for (const name of readdirSync(maildir).filter((entry) => entry.startsWith('dovecot.index')))
    rmSync(join(maildir, name));
  const list = join(maildir, 'dovecot-uidlist');
  const [header = ''] = readFileSync(list, 'utf8').split('\n');
  writeFileSync(list, `${header.replace(/ N\d+/, ' N1')}\n`);
}
