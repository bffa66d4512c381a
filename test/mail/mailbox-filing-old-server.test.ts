// Servers without MOVE (RFC 6851), and without UIDPLUS (RFC 4315) too.
import { expect, test } from 'vitest';
import { startDovecot } from '../support/servers/dovecot.ts';
import { decide, filing, openPlaces, shown, toProcessed } from './filed-mails.ts';
import { append, eventually, freshStore, message, watch, withMailProgram } from './watched-mailbox.ts';

/** One decided mail in the INBOX, and one that staff have marked as deleted. */
async function tryToMove(capability: string) {
  const dovecot = await startDovecot({ users: ['tor'], capability });
  const url = dovecot.imapUrl('tor');
  const store = await freshStore();
  await append(url, [message('decided', { messageId: '<decided@people.example>' })]);
  await withMailProgram(url, (client) => client.append('INBOX', message('thrown away'), ['\\Deleted']));
  const watched = await watch(url, { store, pollSeconds: 1, filing: filing(store, toProcessed) });
  await watched.settles(['decided', 'thrown away']);
  await decide(store, ['<decided@people.example>']);
  const problem = () => watched.mailbox.health().problem;
  await eventually(
    async () => (await openPlaces(store)).length === 1 || (problem()?.startsWith('decided') ?? false),
  );
  const folders = await withMailProgram(url, async (client) => (await client.list()).map(({ path }) => path));
  const seen = {
    problem: problem(),
    inbox: await shown(url, 'INBOX'),
    processed: folders.includes('Processed') ? await shown(url, 'Processed') : null,
  };
  await watched.close();
  await store.close();
  await dovecot.stop();
  return seen;
}

test('without MOVE a mail is copied, and it alone is removed', async () => {
  expect(await tryToMove('IMAP4rev1 LITERAL+ IDLE UIDPLUS NAMESPACE')).toEqual({
    problem: null,
    inbox: ['thrown away \\Deleted'],
    processed: ['decided'],
  });
});

test('where single mails cannot be removed nothing is, and that is said', async () => {
  expect(await tryToMove('IMAP4rev1 LITERAL+ IDLE NAMESPACE')).toEqual({
    problem:
      'decided mails of the folder INBOX stay where they are: the mail server can neither MOVE messages nor remove single ones; IMAP_PROCESSED=flag may work',
    inbox: ['decided', 'thrown away \\Deleted'],
    processed: null,
  });
});
