import { describe, expect, test } from 'vitest';
import { mailboxSuite, places } from './mailbox-suite.ts';
import { append, eventually, freshStore, message, watch, withMailProgram } from './watched-mailbox.ts';

const { dovecot, freshUser, open } = mailboxSuite();

describe('a mailbox that is read', () => {
  test('gives what was there before, in order, and what arrives later within seconds', async () => {
    const url = dovecot().imapUrl(freshUser());
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
    const url = dovecot().imapUrl(freshUser());
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
    const url = dovecot().imapUrl(freshUser());
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
    const url = dovecot().imapUrl(freshUser(), 'folders=INBOX,Junk');
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
    const url = dovecot().imapUrl(freshUser());
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
    const url = dovecot().imapUrl(freshUser());
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
    const url = dovecot().imapUrl(freshUser());
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
    const url = dovecot().imapUrl(freshUser());
    const text = message('forty', { body: `${'x'.repeat(998)}\r\n`.repeat(41_000) });
    await append(url, [message('before'), text, message('after')]);
    const watched = await open(url);
    await watched.settles(['before', 'forty', 'after'], 20_000);
    // A whole-value matcher takes 15 s for this.
    expect((await watched.raw('forty')).equals(Buffer.from(text))).toBe(true);
  });
});
