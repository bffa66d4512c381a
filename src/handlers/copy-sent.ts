// Copies of what went out, for staff who look into the mailbox. Whether they can be filed never touches the mails.
import type { SentCopy } from '../core/outgoing.ts';
import { mailsToCopy, noteCopied } from '../store/sent-copies.ts';
import { mailOf } from './mail-of-item.ts';
import type { Shell } from './shell.ts';

const batch = 20;
/** What could not be filed for so long stays without a copy; the outbox has it all the same. */
const days = 3;

/** Files copies until there are none to file, or the folder cannot be had. @returns how many were filed */
export async function copySent(shell: Shell): Promise<number> {
  const { sentFolder, database, log } = shell;
  let filed = 0;
  for (;;) {
    if (sentFolder === null || !sentFolder.mayTry()) return filed;
    const since = new Date(shell.clock().getTime() - days * 86_400_000);
    const programmes = shell.desks.map(({ programme }) => programme.name);
    const items = await mailsToCopy(database, { programmes, since, limit: batch });
    if (items.length === 0) return filed;
    const copies: SentCopy[] = [];
    for (const item of items) {
      const desk = shell.desks.find(({ programme }) => programme.name === item.programme);
      const mail = desk === undefined ? null : await mailOf(shell, desk, item);
      if (mail !== null) copies.push({ id: item.id, mail, sentAt: item.sentAt ?? shell.clock() });
    }
    const { done, problem } = await sentFolder.file(copies);
    // A file that went along is gone: there is nothing to be filed.
    const lost = items.filter(({ id }) => !copies.some((copy) => copy.id === id));
    await noteCopied(database, [...done, ...lost.map(({ id }) => id)], shell.clock());
    filed += done.length;
    if (problem !== null) log.warn({ problem }, 'copies of sent mails wait: they cannot be filed now');
    if (problem !== null || done.length + lost.length === 0) return filed;
  }
}
