// Each of these has lost mail, or processed it twice, in systems before this one.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { decide, filing, openPlaces, shown, toProcessed } from './filed-mails.ts';
import { mailboxSuite, places } from './mailbox-suite.ts';
import { append, eventually, freshStore, message, withMailProgram } from './watched-mailbox.ts';

const { dovecot, freshUser, open } = mailboxSuite();
let proxy: TcpProxy;
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);
const quick = { firstRetry: 5, lastRetry: 20 };
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `mail ${at}`);

beforeAll(() => {
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
});
afterAll(() => {
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
});
beforeEach(async () => {
  proxy = await startTcpProxy(dovecot().imapPort);
});
afterEach(async () => {
  await proxy.close();
  expect(unhandled).toEqual([]);
});

function urls(query?: string): { direct: string; relayed: string; home: string } {
  const user = freshUser();
  const direct = dovecot().imapUrl(user, query);
  return {
    direct,
    relayed: direct.replace(`:${dovecot().imapPort}/`, `:${proxy.port}/`),
    home: join(dovecot().home, user),
  };
}

/** Cuts the connection again and again, after a few bytes more or fewer each time, until told to stop. */
async function cutting(work: () => Promise<void>): Promise<number> {
  let goesOn = true;
  let cuts = 0;
  const cutter = (async () => {
    while (goesOn) {
      proxy.cutAfter(150 + ((cuts * 397) % 9000));
      proxy.cut();
      cuts += 1;
      await sleep(15 + ((cuts * 31) % 90));
    }
  })();
  await work();
  goesOn = false;
  await cutter;
  proxy.cutAfter(null);
  proxy.cut();
  return cuts;
}

describe('none lost, none twice:', () => {
  test('30 messages arrive while the connection is cut again and again', async () => {
    const { direct, relayed } = urls('folders=INBOX,Junk');
    const watched = await open(relayed, { pollSeconds: 1, timing: quick });
    const subjects = numbered(30);
    const cuts = await cutting(async () => {
      for (const [at, subject] of subjects.entries()) {
        const folder = at % 3 === 0 ? 'Junk' : 'INBOX';
        await append(direct, [message(subject, { body: 'x'.repeat(3000) })], folder);
        await sleep(60);
      }
    });
    expect(cuts).toBeGreaterThan(20);
    await watched.settles(subjects);
    expect(watched.standIns()).toBe(0);
    expect((await places(watched)).toSorted()).toEqual(
      [
        ...Array.from({ length: 10 }, (_, at) => `Junk/${at + 1}`),
        ...Array.from({ length: 20 }, (_, at) => `INBOX/${at + 1}`),
      ].toSorted(),
    );
    // What was begun and cut has been let go of.
    await watched.mailbox.stop();
    await eventually(() => proxy.open() === 0);
  });

  test('30 decided mails are moved while the connection is cut again and again', async () => {
    const { direct, relayed } = urls();
    const store = await freshStore();
    const subjects = numbered(30);
    await append(
      direct,
      subjects.map((subject) => message(subject)),
    );
    const watched = await open(relayed, {
      store,
      pollSeconds: 1,
      timing: quick,
      filing: filing(store, toProcessed),
    });
    await watched.settles(subjects);
    await cutting(async () => {
      await decide(store);
      await sleep(3000);
    });
    await eventually(async () => (await openPlaces(store)).length === 0);
    expect(await shown(direct, 'INBOX')).toEqual([]);
    expect((await shown(direct, 'Processed')).toSorted()).toEqual(subjects.toSorted());
    expect(await watched.subjects()).toHaveLength(30);
    await watched.close();
    await store.close();
  });

  test('the server is restarted in the middle of a mail', async () => {
    const { direct, relayed } = urls();
    // Too large to be fetched together with the one before it.
    const body = `${'x'.repeat(998)}\r\n`.repeat(9000);
    await append(direct, [message('small'), message('large', { body }), message('last')]);
    proxy.stallAfter(2_000_000);
    const watched = await open(relayed, { timing: { ...quick, silence: 60_000 } });
    await watched.settles(['small']);
    await dovecot().restart();
    proxy.stallAfter(null);
    proxy.cut();
    await watched.settles(['small', 'large', 'last']);
    expect((await watched.raw('large')).length).toBeGreaterThan(9_000_000);
    expect(watched.standIns()).toBe(0);
  });

  test('the mailbox itself is deleted and made anew, with another UIDVALIDITY', async () => {
    const { direct, home } = urls();
    const kept = message('kept');
    await append(direct, [kept, message('deleted')]);
    const watched = await open(direct, { pollSeconds: 1, timing: quick });
    await watched.settles(['kept', 'deleted']);
    await dovecot().restart(async () => {
      rmSync(join(home, 'Maildir'), { recursive: true });
      // UIDVALIDITY is made from the time in seconds.
      await sleep(1100);
    });
    await append(direct, [message('new'), kept]);
    await watched.settles(['kept', 'deleted', 'new']);
    await eventually(async () => (await places(watched)).length === 4);
    const validities = (await watched.database.read.mailboxCursor.findMany()).map(
      ({ uidValidity }) => uidValidity,
    );
    expect(new Set(validities).size).toBe(2);
  });

  test('staff move a mail between listing and fetching to a folder that is read', async () => {
    const { direct } = urls('folders=INBOX,Junk');
    await append(direct, [
      // Too large to be fetched together with the next.
      message('large', { body: 'x'.repeat(9_000_000) }),
      message('moved'),
      message('last'),
    ]);
    const move = () =>
      withMailProgram(direct, async (client) => {
        await client.mailboxOpen('INBOX');
        await client.messageMove('2', 'Junk', { uid: true });
      });
    const watched = await open(direct, {
      pollSeconds: 1,
      afterRecord: ({ location }) =>
        location.uid === 1 && location.mailbox === 'INBOX' ? move() : undefined,
    });
    await watched.settles(['large', 'moved', 'last']);
    expect((await places(watched)).toSorted()).toEqual(['INBOX/1', 'INBOX/3', 'Junk/1']);
    expect(watched.interruptions()).toEqual([]);
  });

  test('staff delete and move while mail is read and arrives', async () => {
    const { direct } = urls('folders=INBOX,Junk');
    const subjects = numbered(40);
    await append(
      direct,
      subjects.map((subject) => message(subject)),
    );
    const watched = await open(direct, { pollSeconds: 1, timing: quick });
    await withMailProgram(direct, async (client) => {
      await client.mailboxOpen('INBOX');
      for (let uid = 40; uid > 20; uid -= 1) {
        await client.messageMove(String(uid), 'Junk', { uid: true });
        await client.append('INBOX', message(`later ${uid}`));
      }
    });
    const later = Array.from({ length: 20 }, (_, at) => `later ${at + 21}`);
    await watched.settles([...subjects, ...later]);
    expect(watched.standIns()).toBe(0);
  });

  test('the same mail lies in two folders', async () => {
    const { direct } = urls('folders=INBOX,Junk');
    const text = message('twice');
    await append(direct, [text, text]);
    await append(direct, [text], 'Junk');
    const watched = await open(direct, { pollSeconds: 1 });
    await eventually(async () => (await places(watched)).length === 3);
    expect(await watched.subjects()).toEqual(['twice']);
  });

  test('a Message-ID is missing, or used again with another text', async () => {
    const { direct } = urls();
    const bare = (subject: string) => message(subject).replace(/^Message-ID: .*\r\n/m, '');
    const messageId = '<same@people.example>';
    await append(direct, [
      bare('without one'),
      bare('another without one'),
      message('first', { messageId, body: 'Hello' }),
      message('second', { messageId, body: 'Hello again' }),
      bare('without one'),
    ]);
    const watched = await open(direct);
    await eventually(async () => (await places(watched)).length === 5);
    expect(await watched.subjects()).toEqual(['without one', 'another without one', 'first', 'second']);
  });
});
