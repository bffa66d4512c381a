import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { type Watched, watch } from './watched-mailbox.ts';

export type MailboxSuite = {
  dovecot(): Dovecot;
  /** A mailbox of its own for each test. */
  freshUser(): string;
  /** Starts reading; stopped after the test. */
  open(...args: Parameters<typeof watch>): Promise<Watched>;
};

/** One Dovecot for all tests of a file. */
export function mailboxSuite(): MailboxSuite {
  const users = Array.from({ length: 20 }, (_, at) => `user${at}`);
  const opened: Watched[] = [];
  let used = 0;
  let dovecot: Dovecot | undefined;
  beforeAll(async () => {
    dovecot = await startDovecot({ users });
  });
  afterAll(() => dovecot?.stop());
  afterEach(async () => {
    for (const watched of opened.splice(0)) await watched.close();
  });
  return {
    dovecot: () => {
      if (dovecot === undefined) throw new Error('Dovecot runs only while tests do');
      return dovecot;
    },
    freshUser: () => {
      used += 1;
      return `user${used - 1}`;
    },
    open: async (...args) => {
      const watched = await watch(...args);
      opened.push(watched);
      return watched;
    },
  };
}

/** Where mails were found, in that order: `INBOX/1`. */
export async function places({ database }: Watched): Promise<string[]> {
  const rows = await database.read.inboundLocation.findMany({ orderBy: { seenAt: 'asc' } });
  return rows.map(({ mailbox, uid }) => `${mailbox}/${uid}`);
}
