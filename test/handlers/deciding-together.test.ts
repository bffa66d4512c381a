// Handfuls are decided in one transaction: quicker, and otherwise as if each had come alone.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PermanentError } from '../../src/errors.ts';
import { decideMails } from '../../src/handlers/decide-mails.ts';
import type { ReadMail } from '../../src/handlers/shell.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { work } from '../support/story.ts';

describe.each(providers)('deciding a handful of mails on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
  });

  const at = (time: string) => line.setTime(`2023-05-12T${time}-07:00`);
  const question = (from: string, text = 'When?') =>
    applicantMail({ to: 'tor@casqa.example', from, text, attachments: [], messageId: `<${from}>` });
  const transactions = async (work: () => Promise<unknown>) => {
    let count = 0;
    const { write } = line.shell.database;
    const counting: typeof write = (inside) => {
      count += 1;
      return write(inside);
    };
    line.shell.database = { ...line.shell.database, write: counting };
    await work();
    return count;
  };

  test('each sees what the ones before it did: the fee first, then the SOQ of the same person', async () => {
    const lee = { first: 'Lee', last: 'Fox', email: 'lee@fox.example' };
    await line.receive(orderMail());
    await line.receive(orderMail({ number: '4900', payer: lee }));
    at('12:01:00');
    await line.receive(orderMail({ kind: 'completed' }));
    await line.receive(orderMail({ kind: 'completed', number: '4900', payer: lee }));
    at('12:02:00');
    await line.receive(await applicantMail({ to: 'tor@casqa.example' }));
    await line.receive(
      await applicantMail({
        to: 'tor@casqa.example',
        from: 'Lee Fox <lee@fox.example>',
        messageId: '<l@fox.example>',
      }),
    );
    // Six mails; those of two people side by side.
    expect(await transactions(() => decideMails(line.shell))).toBe(3);
    await work(line);
    const found = await kept(db.database);
    expect({ ...found, submissions: found.submissions.toSorted() }).toEqual({
      people: ['Lee Fox', 'Pat Doe'],
      payments: ['4812 matched, Pat Doe, 2 mails', '4900 matched, Lee Fox, 2 mails'],
      submissions: ['Lee Fox 1: complete, in-time', 'Pat Doe 1: complete, in-time'],
      mails: [...Array(4).fill('payment: decided'), 'submission: decided', 'submission: decided'],
    });
    expect(line.posted.map(({ title }) => title).toSorted()).toEqual([
      'SOQ to decide: Lee Fox',
      'SOQ to decide: Pat Doe',
    ]);
  });

  test('one that cannot be read holds up none of the others, and is tried again', async () => {
    await line.receive(await question('a@example.org'));
    const lost = await line.receive(await question('b@example.org'));
    await line.receive(await question('c@example.org'));
    const row = await db.database.read.inboundMail.findUniqueOrThrow({ where: { id: lost } });
    rmSync(line.shell.blobs.pathOf(row.sha256));
    await decideMails(line.shell);
    const rows = await db.database.read.inboundMail.findMany({ orderBy: { fromAddress: 'asc' } });
    expect(rows.map(({ status, attempts }) => `${status} ${attempts}`).sort()).toEqual([
      'decided 0',
      'decided 0',
      'recorded 1',
    ]);
    await work(line);
    expect(line.posted.map(({ title }) => title)).toEqual(['A question', 'A question']);
  });

  test('what is stopped in the middle of a handful is done as a whole later, and once', async () => {
    for (const name of ['a', 'b', 'c']) await line.receive(await question(`${name}@example.org`));
    const { write } = line.shell.database;
    line.shell.database = {
      ...line.shell.database,
      // The process dies when everything is written and nothing is committed.
      write: (inside) =>
        write(async (tx) => {
          await inside(tx);
          throw new Error('killed');
        }),
    };
    await expect(decideMails(line.shell)).rejects.toThrow('killed');
    expect((await kept(db.database)).mails).toEqual(Array(3).fill('not classified: recorded'));
    line.shell.database = { ...line.shell.database, write };
    await work(line);
    expect(line.posted.map(({ title }) => title)).toEqual(['A question', 'A question', 'A question']);
    expect(await db.database.read.history.count({ where: { event: 'mail-to-review' } })).toBe(3);
  });

  test('a mail that had to be given up while it was read is parked at once, with a card', async () => {
    const readMail: ReadMail = async () => {
      throw new PermanentError('this mail could not be read: it took longer than 30 s and was stopped');
    };
    await line.receive(await question('a@example.org'));
    await decideMails({ ...line.shell, readMail });
    await work(line);
    expect((await kept(db.database)).mails).toEqual(['not classified: parked']);
    expect(line.posted.map(({ title, facts }) => [title, facts[0]])).toEqual([
      [
        'A mail could not be processed and is parked',
        ['What happened', 'this mail could not be read: it took longer than 30 s and was stopped'],
      ],
    ]);
  });
});
