// A Dovecot whose mailbox already holds mails, as on the first day of a programme.
import { chownSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { systemUser } from '../support/servers/system-user.ts';

/** Starts it with these mails in the inbox of `user`; written as files, because delivery is not what is measured. */
export async function filledMailbox(
  user: string,
  mails: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<Dovecot> {
  const dovecot = await startDovecot({ users: [user] });
  const { uid, gid } = systemUser('mail');
  const maildir = join(dovecot.home, user, 'Maildir');
  for (const folder of ['', 'new', 'cur', 'tmp']) {
    mkdirSync(join(maildir, folder), { recursive: true });
    chownSync(join(maildir, folder), uid, gid);
  }
  let number = 0;
  for await (const mail of mails) {
    number += 1;
    // Dovecot gives UIDs in the order of these names.
    const path = join(maildir, 'new', `${1_684_000_000 + number}.M${number}.test`);
    writeFileSync(path, mail);
    chownSync(path, uid, gid);
    // The file's time is the INTERNALDATE.
    const at = 1_683_900_000 + number;
    utimesSync(path, at, at);
  }
  return dovecot;
}
