import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLog, type Log } from '../../src/log.ts';
import { mailboxSuite, places } from './mailbox-suite.ts';
import { append, eventually, freshStore, message, withMailProgram } from './watched-mailbox.ts';

const { dovecot, freshUser, open } = mailboxSuite();

describe('what a server does', () => {
  test('restarting in the middle loses nothing', async () => {
    const url = dovecot().imapUrl(freshUser());
    const subjects = Array.from({ length: 200 }, (_, at) => `mail ${at}`);
    await append(
      url,
      subjects.map((subject) => message(subject)),
    );
    const watched = await open(url, {
      afterRecord: (mail) => (mail.location.uid === 70 ? dovecot().restart() : undefined),
    });
    await watched.settles(subjects);
    await append(url, [message('after')]);
    await watched.settles([...subjects, 'after']);
    expect(await places(watched)).toHaveLength(201);
    expect(watched.interruptions().length).toBeGreaterThan(0);
  });

  test('a folder that is deleted and made again is read from its beginning', async () => {
    const url = dovecot().imapUrl(freshUser()).replace('/INBOX', '/Tor');
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
    const url = dovecot().imapUrl(user);
    await append(
      url,
      ['one', 'two', 'three'].map((subject) => message(subject)),
    );
    const store = await freshStore();
    const watched = await open(url, { store, pollSeconds: 1 });
    await watched.settles(['one', 'two', 'three']);
    await dovecot().restart(async () => putBack(join(dovecot().home, user, 'Maildir')));
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
    const url = dovecot().imapUrl(user);
    await append(url, [message('one'), message('locked away'), message('three')]);
    const folder = join(dovecot().home, user, 'Maildir/new');
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
    const url = dovecot().imapUrl(freshUser(), 'folders=INBOX,Spam%20box');
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
    const url = dovecot().imapUrl(freshUser()).replace(':secret@', ':wrong-password@');
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
