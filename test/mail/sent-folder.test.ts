// Copies of sent mails in the folder for them, on a real Dovecot.
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OutgoingMail } from '../../src/core/outgoing.ts';
import { copySent } from '../../src/handlers/copy-sent.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { createLog } from '../../src/log.ts';
import { openSentFolder } from '../../src/mail/sent-folder.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keep, now, readyMail } from '../support/drafts.ts';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { readMailbox } from '../support/servers/mailbox.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';

const log = createLog('silent');

describe.each(providers)('copies of sent mails on %s', (provider) => {
  let db: TestDatabase;
  let dovecot: Dovecot;
  let line: TestShell;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    dovecot = await startDovecot({ users: ['tor'] });
    line = createTestShell(db, { now: now.toISOString() });
    line.shell.sentFolder = openSentFolder(dovecot.imapUrl('tor'), { folder: null, log });
  });
  afterEach(() => dovecot.stop());

  const sendOne = async (id: string) => {
    await keep(db.database, readyMail({ id, subject: `Subject of ${id}` }));
    await deliver(line.shell, 'mail');
  };
  const filed = async (folder = 'Sent') =>
    (await readMailbox(dovecot.imapUrl('tor'), folder)).map(({ envelope, flags, raw }) => ({
      subject: envelope.subject,
      messageId: envelope.messageId,
      seen: flags.has('\\Seen'),
      raw,
    }));
  const copied = async () =>
    (await db.database.read.outboxItem.findMany({ orderBy: { id: 'asc' } })).map(({ copiedAt }) => copiedAt);

  test('what was sent lies in the folder that is marked for it, seen, once, with its words and its date', async () => {
    await sendOne('one');
    await sendOne('two');
    expect(await copySent(line.shell)).toBe(2);
    expect(await copySent(line.shell)).toBe(0);
    const copies = await filed();
    expect(copies.map(({ raw: _, ...copy }) => copy)).toEqual([
      { subject: 'Subject of one', messageId: '<one@casqa.example>', seen: true },
      { subject: 'Subject of two', messageId: '<two@casqa.example>', seen: true },
    ]);
    const mail = await simpleParser(copies[0]?.raw ?? '');
    expect([mail.text?.trim(), mail.html, mail.date]).toEqual(['Text', '<p>Text</p>', now]);
    expect(await copied()).toEqual([now, now]);
  });

  test('what is there already, by an earlier try or by the provider, is not filed again', async () => {
    await sendOne('one');
    const [mail] = line.sent;
    const folder = openSentFolder(dovecot.imapUrl('tor'), { folder: null, log });
    await folder.file([{ id: 'one', mail: mail as OutgoingMail, sentAt: now }]);
    expect(await copySent(line.shell)).toBe(1);
    expect(await filed()).toHaveLength(1);
  });

  test('a folder with a name is made when it is missing', async () => {
    line.shell.sentFolder = openSentFolder(dovecot.imapUrl('tor'), { folder: 'Sent by torq', log });
    await sendOne('one');
    await copySent(line.shell);
    expect((await filed('Sent by torq')).map(({ subject }) => subject)).toEqual(['Subject of one']);
  });

  test('a server that is away costs no mail and no copy: it is left alone for a while', async () => {
    await sendOne('one');
    await dovecot.restart(async () => {
      expect(await copySent(line.shell)).toBe(0);
      expect(line.shell.sentFolder?.mayTry()).toBe(false);
    });
    expect(await copied()).toEqual([null]);
    const statuses = await db.database.read.outboxItem.findMany({ select: { status: true } });
    expect(statuses).toEqual([{ status: 'sent' }]);
    line.shell.sentFolder = openSentFolder(dovecot.imapUrl('tor'), { folder: null, log });
    expect(await copySent(line.shell)).toBe(1);
  });
});
