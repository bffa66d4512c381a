import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkProcessed } from '../../src/mail/check-processed.ts';
import type { Processed } from '../../src/mail/processed.ts';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { freePort } from '../support/servers/free-port.ts';
import { shown } from './filed-mails.ts';
import { append, message, withMailProgram } from './watched-mailbox.ts';

let dovecot: Dovecot;
beforeAll(async () => {
  dovecot = await startDovecot({ users: ['tor'] });
  await append(dovecot.imapUrl('tor'), [message('one')]);
});
afterAll(() => dovecot.stop());

const move = (folder: string): Processed => ({ kind: 'move', folder });

test.each<[Processed, boolean, string]>([
  [{ kind: 'leave' }, true, 'decided mails stay as they are'],
  [{ kind: 'flag', flag: '$TorqDone' }, true, 'decided mails are flagged $TorqDone'],
  [move('Sent'), true, 'decided mails are moved to Sent'],
  [move('Processed'), true, 'decided mails are moved to Processed (it will be made)'],
  [move('junk'), false, 'decided mails are moved to junk: junk is a folder that is read'],
])('%j', async (processed, ok, detail) => {
  const finding = await checkProcessed(dovecot.imapUrl('tor', 'folders=INBOX,Junk'), processed);
  expect([finding.ok, finding.detail, finding.mend === null]).toEqual([ok, detail, ok]);
});

test('looking changes nothing', async () => {
  const url = dovecot.imapUrl('tor');
  for (const processed of [move('Processed'), { kind: 'flag', flag: '\\Seen' } as const])
    await checkProcessed(url, processed);
  expect(await shown(url, 'INBOX')).toEqual(['one']);
  const folders = await withMailProgram(url, async (client) => (await client.list()).map(({ path }) => path));
  expect(folders).not.toContain('Processed');
});

test('a server that is not there is a finding without the password', async () => {
  const url = `imap://tor:hunter2@127.0.0.1:${await freePort()}`;
  const finding = await checkProcessed(url, move('Processed'));
  expect(finding).toMatchObject({ ok: false, detail: expect.stringContaining('ECONNREFUSED') });
  expect(JSON.stringify(finding)).not.toContain('hunter2');
});
