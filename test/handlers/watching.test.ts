// Whether the mailbox is read: what staff are told, once, over restarts and by several processes.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { redrawCards } from '../../src/handlers/post-card.ts';
import { createMailboxWatch, type MailboxView } from '../../src/handlers/watch-mailbox.ts';
import { touchCursor } from '../../src/store/cursor.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click } from '../support/story.ts';

const day = (time: string) => `2023-05-12T${time}:00-07:00`;
const lost: MailboxView = {
  problem: 'read ECONNRESET',
  folders: [
    { folder: 'INBOX', completeAt: null, problem: null },
    { folder: 'Junk', completeAt: null, problem: null },
  ],
};

describe.each(providers)('watching the mailbox on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = start('12:00');
  });

  function start(time: string, openDatabase = db.database): TestShell {
    return createTestShell({ ...db, database: openDatabase }, { now: day(time) });
  }
  const watchOf = ({ shell }: TestShell, alarmMinutes = 15) =>
    createMailboxWatch(shell, { folders: ['INBOX', 'Junk'], alarmMinutes });
  /** The folders are read to their end at this time. */
  const read = async (time: string, folders = ['INBOX', 'Junk']): Promise<MailboxView> => {
    for (const folder of folders) await touchCursor(db.database, folder, '1', new Date(day(time)));
    return {
      problem: null,
      folders: folders.map((folder) => ({ folder, completeAt: new Date(day(time)), problem: null })),
    };
  };
  const cards = async (test: TestShell) => {
    await deliver(test.shell, 'slack');
    await redrawCards(test.shell);
    return test.posted.map(({ title }) => title);
  };

  test('an outage is one card, however long, and its end another one that closes the first', async () => {
    const watch = watchOf(line);
    await read('12:00');
    for (const minute of ['12:14', '12:15', '12:16', '13:00', '20:00']) {
      line.setTime(day(minute));
      await watch.look(lost);
    }
    expect(await cards(line)).toEqual(['The mailbox is not being read']);
    await line.receive(Buffer.from('Subject: one\r\n\r\none'));
    await line.receive(Buffer.from('Subject: two\r\n\r\ntwo'));
    line.setTime(day('20:05'));
    const seen = await read('20:05');
    for (const minute of ['20:06', '20:07']) {
      line.setTime(day(minute));
      await watch.look(seen);
    }
    expect(await cards(line)).toEqual(['The mailbox is not being read', 'The mailbox is being read again']);
    expect(line.posted[1]?.facts.slice(0, 2)).toEqual([
      [
        'Not read',
        'from Friday, May 12, 2023, 12:00 PM PDT to Friday, May 12, 2023, 8:05 PM PDT (8 hours 5 minutes)',
      ],
      ['Mails that waited', '2'],
    ]);
    expect(line.redrawn.map(({ title, answered }) => [title, answered?.by, answered?.reason])).toEqual([
      ['The mailbox is not being read', 'torq', 'The mailbox is being read again'],
    ]);
  });

  test('short drops, again and again, are nothing to tell', async () => {
    const watch = watchOf(line);
    for (const [reading, look] of [
      ['12:00', '12:10'],
      ['12:11', '12:25'],
      ['12:25', '12:39'],
    ] as const) {
      await read(reading);
      line.setTime(day(look));
      await watch.look(lost);
    }
    expect(await cards(line)).toEqual([]);
  });

  test('the time in which torq itself was down is told of when it starts, and its end', async () => {
    await read('09:00');
    const again = start('12:00');
    const watch = watchOf(again);
    await watch.look(null);
    expect(await cards(again)).toEqual(['The mailbox is not being read']);
    expect(again.posted[0]?.facts.slice(0, 2)).toEqual([
      ['Last read', 'Friday, May 12, 2023, 9:00 AM PDT (3 hours ago)'],
      ['What happened', 'torq itself was not running'],
    ]);
    again.setTime(day('12:01'));
    await watch.look(await read('12:01'));
    expect(await cards(again)).toEqual(['The mailbox is not being read', 'The mailbox is being read again']);
  });

  test('a gap that is over before the card could be posted is one card', async () => {
    await read('09:00');
    const again = start('12:00');
    const watch = watchOf(again);
    await watch.look(null);
    await watch.look(await read('12:01'));
    expect(await cards(again)).toEqual(['The mailbox is being read again']);
  });

  test('a restart after a short stop is nothing to tell', async () => {
    await read('11:50');
    const again = start('12:00');
    await watchOf(again).look(null);
    expect(await cards(again)).toEqual([]);
  });

  test('a crash in the middle of an outage neither forgets it nor tells of it again', async () => {
    await read('12:00');
    line.setTime(day('12:20'));
    await watchOf(line).look(lost);
    const again = start('12:30');
    const watch = watchOf(again);
    await watch.look(null);
    again.setTime(day('13:00'));
    await watch.look(lost);
    expect(await cards(again)).toEqual(['The mailbox is not being read']);
    again.setTime(day('13:01'));
    await watch.look(await read('13:01'));
    expect(await cards(again)).toEqual(['The mailbox is not being read', 'The mailbox is being read again']);
  });

  test('several processes make one card', async () => {
    await read('12:00');
    // On SQLite a second connection of the same process would wait for the first one without letting it go on.
    const database = () => (provider === 'sqlite' ? db.database : db.openAgain());
    const processes = [line, start('12:20', database()), start('12:20', database())];
    for (const entry of processes) entry.setTime(day('12:20'));
    const watches = processes.map((entry) => watchOf(entry));
    await Promise.all(watches.map((watch) => watch.look(lost)));
    for (const entry of processes) entry.setTime(day('13:00'));
    const seen = await read('13:00');
    await Promise.all(watches.map((watch) => watch.look(seen)));
    const keys = (await db.database.read.outboxItem.findMany({ orderBy: { key: 'asc' } })).map(
      ({ key }) => key,
    );
    expect(keys).toEqual([
      'card/mailbox-read-again/INBOX/2023-05-12T19:00:00.000Z',
      'card/mailbox-silent/INBOX/2023-05-12T19:00:00.000Z',
    ]);
  });

  test('staff who have taken care of the card are told of the end all the same', async () => {
    const watch = watchOf(line);
    await read('12:00');
    line.setTime(day('12:20'));
    await watch.look(lost);
    await cards(line);
    await click(line, 'seen', { kind: 'notice' });
    line.setTime(day('13:00'));
    await watch.look(await read('13:00'));
    expect(await cards(line)).toEqual(['The mailbox is not being read', 'The mailbox is being read again']);
  });

  test('a second outage is told of like the first', async () => {
    const watch = watchOf(line);
    for (const [reading, silent] of [
      ['12:00', '12:20'],
      ['13:00', '13:20'],
    ] as const) {
      line.setTime(day(reading));
      await watch.look(await read(reading));
      line.setTime(day(silent));
      await watch.look(lost);
      await cards(line);
    }
    line.setTime(day('14:00'));
    await watch.look(await read('14:00'));
    expect(await cards(line)).toHaveLength(4);
  });

  test('a folder that was renamed is a card of its own, while the others are read', async () => {
    const watch = watchOf(line);
    await read('12:00');
    const renamed = { folder: 'Junk', completeAt: null, problem: 'the folder Junk cannot be opened' };
    for (const minute of ['12:10', '12:20', '12:21']) {
      line.setTime(day(minute));
      const { folders } = await read(minute, ['INBOX']);
      await watch.look({ problem: renamed.problem, folders: [...folders, renamed] });
    }
    expect(await cards(line)).toEqual(['The folder Junk is not being read']);
    line.setTime(day('12:30'));
    await watch.look(await read('12:30'));
    expect(await cards(line)).toEqual([
      'The folder Junk is not being read',
      'The folder Junk is being read again',
    ]);
  });
});
