import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkImap, checkSmtp } from '../../src/mail/check-servers.ts';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { freePort } from '../support/servers/free-port.ts';

describe('mail servers', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['tor'] });
  });
  afterAll(() => dovecot.stop());

  test('let us in and have the folders', async () => {
    const place = `127.0.0.1:${dovecot.imapPort}`;
    expect(await checkImap(dovecot.imapUrl('tor', 'folders=INBOX,Junk'))).toEqual({
      ok: true,
      detail: `${place}: INBOX (0), Junk (0)`,
      mend: null,
    });
    expect(await checkImap(dovecot.imapUrl('tor', 'folders=INBOX,Spam'))).toEqual({
      ok: false,
      detail: expect.stringMatching(/^127\.0\.0\.1:\d+: the folder Spam cannot be opened \(/),
      mend: expect.stringMatching(/this mailbox has INBOX, (Junk, Sent|Sent, Junk)\.$/),
    });
  });

  test('refuse the login', async () => {
    const finding = await checkImap(dovecot.imapUrl('tor').replace('secret', 'hunter2'));
    expect(finding).toMatchObject({
      ok: false,
      mend: expect.stringContaining('user and password in IMAP_URL'),
    });
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });

  test('are not there, or not configured', async () => {
    const port = await freePort();
    for (const finding of [
      await checkImap(`imap://a:b@127.0.0.1:${port}`),
      await checkSmtp(`smtp://127.0.0.1:${port}`),
    ])
      expect(finding).toMatchObject({
        ok: false,
        detail: expect.stringContaining('ECONNREFUSED'),
        mend: expect.stringContaining('the server is running'),
      });
    expect(await checkImap(null)).toMatchObject({ ok: false, detail: 'not configured' });
    expect(await checkSmtp(null)).toMatchObject({ ok: false, detail: 'not configured' });
  });
});
