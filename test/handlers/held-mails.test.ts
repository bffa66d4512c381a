import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { editHeldMail, heldLines, listHeld, releaseHeldMail } from '../../src/handlers/held-mails.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keep, now, readyMail } from '../support/drafts.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { torq } from '../support/torq.ts';

// Each command is a process of its own, and a busy machine starts it in seconds.
vi.setConfig({ testTimeout: 120_000 });

describe.each(providers)('held mails on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, {
      now: now.toISOString(),
      programme: (source) => ({ ...source, mailLimits: { perHour: 1 } }),
    });
    await keep(
      db.database,
      readyMail({ id: 'a', to: 'robin@example.org', notBefore: new Date(now.getTime() - 1) }),
      readyMail({ id: 'b' }),
    );
    await deliver(line.shell, 'mail');
  });

  const change = { id: 'b', subject: 'Néw <subject>', text: 'One & *two*\nthree\n\nFour {{x}}\n', by: 'pat' };
  const rowOf = (id: string) => db.database.read.outboxItem.findUniqueOrThrow({ where: { id } });

  test('are listed with whom they are to and why', async () => {
    expect(heldLines(await listHeld(line.shell), 'America/Los_Angeles')).toEqual([
      'b  written Friday, May 12, 2023, 10:00 AM PDT',
      '    to        pat@example.org',
      '    subject   Next step',
      '    why       mails sent within an hour: 1, of at most 1',
    ]);
  });

  test('an edited one goes out with the new words, in text and HTML; the first ones, who and when are kept', async () => {
    expect(await editHeldMail(line.shell, { ...change, text: 'first try' })).toBeNull();
    expect(await editHeldMail(line.shell, change)).toBeNull();
    expect(await rowOf('b')).toMatchObject({
      status: 'held',
      originalSubject: 'Next step',
      originalText: 'Text',
      editedBy: 'pat',
      editedAt: now,
    });
    await releaseHeldMail(line.shell, 'b', 'pat');
    await deliver(line.shell, 'mail');
    const sent = line.sent.at(-1);
    expect({ subject: sent?.subject, text: sent?.text }).toEqual({
      subject: 'Néw <subject>',
      text: 'One & *two*\nthree\n\nFour {{x}}\n',
    });
    expect(sent?.html).toMatch(/>One &#38; \*two\*<br>\nthree<\/p>\n<p[^>]*>Four \{\{x\}\}<\/p>/);
    const history = await db.database.read.history.findMany({ where: { event: { startsWith: 'mail-' } } });
    expect(history.map(({ event, by }) => `${event} by ${by}`).toSorted()).toEqual([
      'mail-edited by pat',
      'mail-edited by pat',
      'mail-released by pat',
    ]);
  });

  test('what is not held is neither edited nor let go', async () => {
    const sent = 'the mail a is not held: it is sent';
    expect(await editHeldMail(line.shell, { ...change, id: 'a' })).toBe(sent);
    expect(await releaseHeldMail(line.shell, 'a', 'pat')).toBe(sent);
    expect(await releaseHeldMail(line.shell, 'x', 'pat')).toBe('no mail with the id x is known');
    expect(await editHeldMail(line.shell, { ...change, text: ' \n' })).toBe(
      'a mail needs a subject and a text',
    );
    expect((await rowOf('a')).subject).toBe('Next step');
  });

  test('one whose recipient may not get mail is not let go by hand', async () => {
    await db.database.write((tx) =>
      tx.outboxItem.update({ where: { id: 'b' }, data: { heldBecause: 'recipients' } }),
    );
    expect(await releaseHeldMail(line.shell, 'b', 'pat')).toBe(
      'the mail b is held because pat@example.org is not on MAIL_RECIPIENTS: add it there and start torq again',
    );
    expect((await rowOf('b')).status).toBe('held');
  });

  test('are shown, edited and let go from the command line', async () => {
    const env = { DATABASE_URL: db.url, DATA_DIR: db.folder };
    const file = join(db.folder, 'new.txt');
    writeFileSync(file, 'Other words.\n');
    expect((await torq(['held', '--json'], env)).stdout).toContain('"id":"b"');
    expect(await torq(['edit', 'b', '--text', file], env)).toEqual({
      status: 0,
      stdout: 'b: changed, and still held; what it said before is kept\n',
      stderr: '',
    });
    expect(await torq(['release'], env)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'torq: expected either ids ("torq held" lists them) or --all\n',
    });
    expect((await torq(['release', '--all'], env)).stdout).toBe('b: goes out within a minute\n');
    expect(await torq(['release', 'b'], env)).toEqual({
      status: 1,
      stdout: '',
      stderr: 'torq: the mail b is not held: it is pending\n',
    });
    expect(await rowOf('b')).toMatchObject({
      status: 'pending',
      text: 'Other words.\n',
      releasedBy: 'operator',
    });
  });
});
