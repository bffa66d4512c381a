// What becomes of decided mails in the mailbox.
import { describe, expect, test } from 'vitest';
import { noteFiled } from '../../src/store/filing.ts';
import { decide, type Filed, filing, openPlaces, shown, toProcessed } from './filed-mails.ts';
import { mailboxSuite } from './mailbox-suite.ts';
import { append, eventually, freshStore, message, withMailProgram } from './watched-mailbox.ts';

const { dovecot, freshUser, open } = mailboxSuite();

const ids = { a: '<a@people.example>', b: '<b@people.example>', c: '<c@people.example>' };
const mails = [
  message('a', { messageId: ids.a }),
  message('b', { messageId: ids.b }),
  message('c', { messageId: ids.c }),
];

describe('a decided mail', () => {
  test.each<[string, Filed, string[]]>([
    ['is marked with a keyword', { kind: 'flag', flag: '$TorqDone' }, ['a $TorqDone', 'b', 'c']],
    ['is marked as seen', { kind: 'flag', flag: '\\Seen' }, ['a \\Seen', 'b', 'c']],
    ['is moved to a folder that is made for it', toProcessed, ['b', 'c']],
  ])('%s; one that is parked or waits stays as it is', async (_name, processed, left) => {
    const url = dovecot().imapUrl(freshUser());
    const store = await freshStore();
    await append(url, mails);
    const watched = await open(url, { store, pollSeconds: 1, filing: filing(store, processed) });
    await watched.settles(['a', 'b', 'c']);
    await decide(store, [ids.b], 'parked');
    await decide(store, [ids.a]);
    await eventually(async () => (await openPlaces(store)).length === 2);
    expect(await shown(url, 'INBOX')).toEqual(left);
    if (processed.kind === 'move') expect(await shown(url, 'Processed')).toEqual(['a']);
    expect(watched.mailbox.health().problem).toBeNull();
    await append(url, [message('later')]);
    await watched.settles(['a', 'b', 'c', 'later']);
    await watched.close();
    await store.close();
  });

  test('is left alone when nothing else is said', async () => {
    const url = dovecot().imapUrl(freshUser());
    const store = await freshStore();
    await append(url, mails);
    const watched = await open(url, { store, pollSeconds: 1 });
    await watched.settles(['a', 'b', 'c']);
    await decide(store);
    const { lastReadAt } = watched.mailbox.health();
    await eventually(() => watched.mailbox.health().lastReadAt !== lastReadAt);
    expect(await shown(url, 'INBOX')).toEqual(['a', 'b', 'c']);
    await watched.close();
    await store.close();
  });

  test('of another folder, and the same mail in two folders, are moved from each of them', async () => {
    const url = dovecot().imapUrl(freshUser(), 'folders=INBOX,Junk');
    const store = await freshStore();
    await append(url, [mails[0] ?? '']);
    await append(url, [mails[0] ?? '', mails[1] ?? ''], 'Junk');
    const watched = await open(url, { store, pollSeconds: 1, filing: filing(store, toProcessed) });
    await watched.settles(['a', 'b']);
    await decide(store);
    await eventually(async () => (await openPlaces(store)).length === 0);
    expect([await shown(url, 'INBOX'), await shown(url, 'Junk')]).toEqual([[], []]);
    expect(await shown(url, 'Processed')).toEqual(['a', 'a', 'b']);
    expect(await watched.subjects()).toEqual(['a', 'b']);
    await watched.close();
    await store.close();
  });

  test('that staff moved or deleted first is done with, and nothing else is touched', async () => {
    const url = dovecot().imapUrl(freshUser());
    const store = await freshStore();
    await append(url, mails);
    const watched = await open(url, { store, pollSeconds: 1, filing: filing(store, toProcessed) });
    await watched.settles(['a', 'b', 'c']);
    await withMailProgram(url, async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageDelete('1', { uid: true });
      await client.messageMove('2', 'Sent', { uid: true });
      // Marked as deleted by staff, and not yet removed: that is for them to do.
      await client.append('INBOX', message('d'), ['\\Deleted']);
    });
    await decide(store, Object.values(ids));
    await eventually(async () => (await openPlaces(store)).every((place) => place === 'INBOX/4'));
    expect(await shown(url, 'INBOX')).toEqual(['d \\Deleted']);
    expect(await shown(url, 'Processed')).toEqual(['c']);
    await watched.close();
    await store.close();
  });

  test.each<[string, Filed]>([
    ['flagged', { kind: 'flag', flag: '$TorqDone' }],
    ['moved', toProcessed],
  ])('is %s once more when torq died before it wrote that down', async (_name, processed) => {
    const url = dovecot().imapUrl(freshUser());
    const store = await freshStore();
    await append(url, mails);
    let dies = 2;
    const watched = await open(url, {
      store,
      pollSeconds: 1,
      filing: filing(store, processed, async (places) => {
        dies -= 1;
        if (dies >= 0) throw new Error('killed');
        await noteFiled(store.database, places, new Date());
      }),
    });
    await watched.settles(['a', 'b', 'c']);
    await decide(store);
    await eventually(async () => (await openPlaces(store)).length === 0);
    expect(watched.interruptions()).toEqual(['killed', 'killed']);
    const [inbox, processedOnes] =
      processed.kind === 'move'
        ? [[], ['a', 'b', 'c']]
        : [['a $TorqDone', 'b $TorqDone', 'c $TorqDone'], null];
    expect(await shown(url, 'INBOX')).toEqual(inbox);
    if (processedOnes !== null) expect(await shown(url, 'Processed')).toEqual(processedOnes);
    await watched.close();
    await store.close();
  });

  test('of a folder that was made anew is done with: what has its UID now is another mail', async () => {
    const url = dovecot().imapUrl(freshUser()).replace('/INBOX', '/Tor');
    const store = await freshStore();
    await withMailProgram(url, (client) => client.mailboxCreate('Tor'));
    await append(url, mails, 'Tor');
    const before = await open(url, { store, pollSeconds: 1 });
    await before.settles(['a', 'b', 'c']);
    await before.close();
    await decide(store);
    await withMailProgram(url, async (client) => {
      await client.mailboxDelete('Tor');
      await client.mailboxCreate('Tor');
    });
    await append(url, [message('new')], 'Tor');
    const watched = await open(url, { store, pollSeconds: 1, filing: filing(store, toProcessed) });
    await eventually(async () => (await openPlaces(store)).length === 1);
    expect(await shown(url, 'Tor')).toEqual(['new']);
    await watched.close();
    await store.close();
  });

  test('whose UID has another mail now, though UIDVALIDITY is the same, is done with', async () => {
    const url = dovecot().imapUrl(freshUser());
    const store = await freshStore();
    await append(url, mails);
    const watched = await open(url, { store, pollSeconds: 1, filing: filing(store, toProcessed) });
    await watched.settles(['a', 'b', 'c']);
    // As if a restored backup had given these UIDs to other mails.
    await store.database.write((tx) =>
      tx.inboundMail.updateMany({
        where: { messageId: ids.b },
        data: { messageId: '<before@people.example>' },
      }),
    );
    await decide(store);
    await eventually(async () => (await openPlaces(store)).length === 0);
    expect(await shown(url, 'INBOX')).toEqual(['b']);
    await watched.close();
    await store.close();
  });

  test('cannot be moved where the server does not let us: that is said, and mail is read all the same', async () => {
    const url = dovecot().imapUrl(freshUser());
    const store = await freshStore();
    await append(url, [mails[0] ?? '']);
    // Dovecot's Maildir takes no such name.
    const processed: Filed = { kind: 'move', folder: 'a/../../b' };
    const watched = await open(url, { store, pollSeconds: 1, filing: filing(store, processed) });
    await watched.settles(['a']);
    await decide(store);
    await eventually(() => watched.mailbox.health().problem?.startsWith('decided') ?? false);
    expect(watched.mailbox.health().problem).toBe(
      'decided mails of the folder INBOX stay where they are: the mail server does not move them to a/../../b',
    );
    expect(await shown(url, 'INBOX')).toEqual(['a']);
    await append(url, [mails[1] ?? '']);
    await watched.settles(['a', 'b']);
    expect(watched.interruptions()).toEqual([]);
    await watched.close();
    await store.close();
  });

  test('is not moved into a folder that is read, whatever the configuration let through', async () => {
    const url = dovecot().imapUrl(freshUser(), 'folders=INBOX,Junk');
    const store = await freshStore();
    await append(url, [mails[0] ?? '']);
    const watched = await open(url, {
      store,
      pollSeconds: 1,
      filing: filing(store, { kind: 'move', folder: 'junk' }),
    });
    await watched.settles(['a']);
    await decide(store);
    await eventually(() => watched.mailbox.health().problem?.startsWith('decided') ?? false);
    expect(watched.mailbox.health().problem).toBe(
      'decided mails of the folder INBOX stay where they are: junk is a folder that is read',
    );
    await watched.close();
    await store.close();
  });

  test('is one of a thousand: all are moved, while mail is read', async () => {
    const url = dovecot().imapUrl(freshUser());
    const store = await freshStore();
    const subjects = Array.from({ length: 450 }, (_, at) => `mail ${at}`);
    await append(
      url,
      subjects.map((subject) => message(subject)),
    );
    const watched = await open(url, { store, pollSeconds: 1, filing: filing(store, toProcessed) });
    await watched.settles(subjects, 30_000);
    await decide(store);
    await append(url, [message('new')]);
    await eventually(async () => (await openPlaces(store)).length <= 1, 20_000);
    expect(await shown(url, 'Processed')).toHaveLength(450);
    await watched.settles([...subjects, 'new']);
    await watched.close();
    await store.close();
  });
});
