// A dry run: what a tick would do, and nothing is done.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onTick } from '../../src/handlers/on-tick.ts';
import { rehearsalLines, rehearse } from '../../src/handlers/rehearse.ts';
import { holdAllMail } from '../../src/store/holds.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { pay, submit } from '../support/story.ts';

describe.each(providers)('a dry run on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-04-20T12:00:00-07:00' });
    await pay(line);
    line.setTime('2023-05-12T10:00:00-07:00');
  });

  const lines = async () => {
    const [desk] = line.shell.desks;
    return desk === undefined ? [] : rehearsalLines(await rehearse(line.shell, desk));
  };
  const subject = 'Reminder: your SOQ has to reach us by Friday, May 19, 2023, 4:00 PM PDT';
  const everything = async () => {
    const { read } = db.database;
    return [await read.outboxItem.findMany(), await read.history.findMany(), await read.term.findMany()];
  };

  test('names who would get what, and changes no row', async () => {
    const before = await everything();
    expect(await lines()).toEqual([
      '1 mail would be sent:',
      '  soq-reminder: 1',
      `    pat@example.org: ${subject}`,
      'Nothing was written and nothing was sent.',
    ]);
    expect(await everything()).toEqual(before);
    expect(line.sent).toHaveLength(1);
  });

  test('says what would be kept back: all mail is held', async () => {
    await holdAllMail(db.database, { by: 'operator', reason: 'test', now: line.shell.now() });
    expect(await lines()).toEqual([
      'Nothing would be sent.',
      '1 mail would be kept back:',
      `    pat@example.org: ${subject}: all mail is held`,
      'Nothing was written and nothing was sent.',
    ]);
  });

  test('asks what was planned again, as before sending', async () => {
    for (const desk of line.shell.desks) await onTick(line.shell, desk);
    const { sendMail } = line.shell;
    line.shell.sendMail = async () => ({ kind: 'retry', error: 'later' });
    await submit(line);
    line.shell.sendMail = sendMail;
    const said = await lines();
    expect(said.filter((entry) => entry.includes(subject))).toEqual([]);
    expect((await everything())[0]).toContainEqual(expect.objectContaining({ status: 'superseded' }));
  });

  test('of a day on which nothing is due says so', async () => {
    line.setTime('2023-04-22T10:00:00-07:00');
    expect(await lines()).toEqual(['Nothing would be sent.', 'Nothing was written and nothing was sent.']);
  });
});
