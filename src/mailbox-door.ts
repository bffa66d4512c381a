// The mailbox of the service: what is read is recorded, what is decided may be filed, silence is noticed, copies are kept.
import type { ConfigWith } from './config.ts';
import { tellOldMails } from './handlers/old-mails.ts';
import type { Shell } from './handlers/shell.ts';
import { createMailboxWatch } from './handlers/watch-mailbox.ts';
import type { Log } from './log.ts';
import { type Mailbox, openMailbox } from './mail/mailbox.ts';
import { openSentFolder } from './mail/sent-folder.ts';
import { readImapUrl } from './mail/server-url.ts';
import { cursorOf, touchCursor } from './store/cursor.ts';
import { type DecidedMail, decidedMails, noteFiled } from './store/filing.ts';
import { recordAll } from './store/record.ts';
import type { Worker } from './work.ts';

type MailboxConfig = ConfigWith<'imap'>;

/** `watch`: tells staff of silence and of old mail. @returns how many cards were made */
type ServiceMailbox = Mailbox & { watch(): Promise<number> };

/** Begins to read, after a first look at how long nobody did. */
export async function openServiceMailbox(
  config: MailboxConfig,
  shell: Shell,
  worker: Worker,
): Promise<ServiceMailbox> {
  const watch = createMailboxWatch(shell, {
    folders: readImapUrl(config.imapUrl).folders,
    alarmMinutes: config.imapAlarmMinutes,
  });
  await watch.look(null);
  const mailbox = readMailbox(config, shell, worker);
  const view = () => ({ problem: mailbox.health().problem, folders: mailbox.folders() });
  const isComplete = () =>
    mailbox.folders().every(({ completeAt, problem }) => completeAt !== null || problem !== null);
  return {
    ...mailbox,
    watch: async () => (await watch.look(view())) + (await tellOldMails(shell, isComplete())),
  };
}

function readMailbox(config: MailboxConfig, shell: Shell, worker: Worker): Mailbox {
  const { database, blobs, log } = shell;
  return openMailbox({
    url: config.imapUrl,
    pollSeconds: config.imapPollSeconds,
    maxBytes: config.maxMailBytes,
    log,
    now: shell.clock,
    cursorOf: (mailbox, uidValidity) => cursorOf(database, mailbox, uidValidity),
    record: async (mails) => {
      await recordAll({ database, blobs, now: shell.clock() }, mails);
    },
    touched: (mailbox, uidValidity) => touchCursor(database, mailbox, uidValidity, shell.clock()),
    recorded: () => worker.kick(),
    filing: filingOf(config.imapProcessed, shell),
  });
}

/** `auto`: the folder that the server marks as the one for sent mail. */
export function sentFolderOf({ imapUrl, mailSentFolder }: MailboxConfig, log: Log) {
  if (mailSentFolder === 'none') return null;
  return openSentFolder(imapUrl, { folder: mailSentFolder === 'auto' ? null : mailSentFolder, log });
}

/** What is decided is flagged or moved in the mailbox, if it is to be: only after the commit, and from the database. */
function filingOf(processed: MailboxConfig['imapProcessed'], { database, clock }: Shell) {
  if (processed.kind === 'leave') return null;
  return {
    processed,
    decided: (folder: string, limit: number) => decidedMails(database, folder, limit),
    filed: (mails: readonly DecidedMail[]) => noteFiled(database, mails, clock()),
  };
}
