// A mail server that is away for a while, and what staff are told of it. The clock is moved, the servers are real.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { createMailboxWatch } from '../../src/handlers/watch-mailbox.ts';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import {
  append,
  eventually,
  freshStore,
  message,
  type Store,
  type Watched,
  watch,
  withMailProgram,
} from './watched-mailbox.ts';

const users = ['away', 'renamed'];
let dovecot: Dovecot;
let proxy: TcpProxy;
let store: Store;
let folder: string;
let line: TestShell;
let watched: Watched;
let minutes = 0;
const began = Date.now();
/** The machine's clock, and the minutes that have been skipped. */
const clock = () => new Date(Date.now() + minutes * 60_000);

beforeAll(async () => {
  dovecot = await startDovecot({ users });
});
afterAll(() => dovecot.stop());
beforeEach(async () => {
  proxy = await startTcpProxy(dovecot.imapPort);
  store = await freshStore();
  folder = makeTempFolder('outage');
  minutes = 0;
  line = createTestShell({ database: store.database, folder }, { now: new Date(began).toISOString() });
  line.shell.clock = clock;
  line.shell.now = clock;
});
afterEach(async () => {
  await watched.close();
  await store.close();
  await proxy.close();
  removeTempFolder(folder);
});

async function open(url: string, folders: [string, ...string[]]) {
  watched = await watch(url, { store, pollSeconds: 1, now: clock });
  const { look } = createMailboxWatch(line.shell, { folders, alarmMinutes: 15 });
  const { mailbox } = watched;
  return async () => {
    await look({ problem: mailbox.health().problem, folders: mailbox.folders() });
    await deliver(line.shell, 'slack');
    return line.posted.map(({ title }) => title);
  };
}
const complete = (name: string, after: Date) =>
  eventually(() =>
    watched.mailbox
      .folders()
      .some(({ folder: of, completeAt }) => of === name && completeAt !== null && completeAt >= after),
  );

describe('a mail server', () => {
  test('that is away for longer than a short drop is told of in its own words, and that it is back', async () => {
    const direct = dovecot.imapUrl('away');
    const look = await open(direct.replace(`:${dovecot.imapPort}/`, `:${proxy.port}/`), ['INBOX']);
    await complete('INBOX', new Date(began));
    proxy.refuse(true);
    proxy.cut();
    await eventually(() => watched.interruptions().length >= 2);
    minutes = 14;
    expect(await look()).toEqual([]);
    minutes = 17;
    expect(await look()).toEqual(['The mailbox is not being read']);
    expect(new Map(line.posted[0]?.facts).get('What happened')).toBe('the mail server closed the connection');
    expect(JSON.stringify(line.posted)).not.toContain('secret');
    await append(direct, [message('one'), message('two'), message('three')]);
    minutes = 75;
    const back = clock();
    proxy.refuse(false);
    await complete('INBOX', back);
    await watched.settles(['one', 'two', 'three']);
    expect(await look()).toEqual(['The mailbox is not being read', 'The mailbox is being read again']);
    const facts = new Map(line.posted[1]?.facts);
    expect(facts.get('Not read')).toMatch(/\(1 hour 1[4-6] minutes\)$/);
    expect(facts.get('Mails that waited')).toBe('3');
  });

  test('on which a folder was renamed: the others are read, and the folder is named', async () => {
    const url = dovecot.imapUrl('renamed', 'folders=INBOX,Tor');
    await withMailProgram(url, (client) => client.mailboxCreate('Tor'));
    const look = await open(url, ['INBOX', 'Tor']);
    await complete('Tor', new Date(began));
    await withMailProgram(url, (client) => client.mailboxRename('Tor', 'Tor 2022'));
    await eventually(() => watched.mailbox.folders().some(({ problem }) => problem !== null));
    minutes = 20;
    await complete('INBOX', clock());
    expect(await look()).toEqual(['The folder Tor is not being read']);
    expect(new Map(line.posted[0]?.facts).get('What happened')).toMatch(
      /^the folder Tor cannot be opened \(.*Mailbox doesn't exist: Tor/,
    );
    await withMailProgram(url, (client) => client.mailboxRename('Tor 2022', 'Tor'));
    await complete('Tor', clock());
    expect(await look()).toEqual(['The folder Tor is not being read', 'The folder Tor is being read again']);
  });
});
