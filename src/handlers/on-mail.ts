// A mail: recorded -> read -> classified -> decided -> committed, with exactly one effect whatever crashes when.
import { PermanentError, TransientError } from '../errors.ts';
import { commit } from '../store/commit.ts';
import { noteFailure, type UndecidedMail } from '../store/inbox.ts';
import { decideRecorded, type MailInHand } from './decide-recorded.ts';
import { parkedCard } from './notices.ts';
import type { Shell } from './shell.ts';

const triesWhenStale = 6;
/** Minutes until the next try after the first, second ... failure. */
const retryMinutes = [1, 5, 20, 60];

/** Decides one recorded mail. What goes wrong is written down with the mail, and the rest go on. */
export async function onMail(
  shell: Shell,
  mail: MailInHand,
): Promise<'decided' | 'again' | 'parked' | 'gone'> {
  try {
    for (let tries = 0; tries < triesWhenStale; tries += 1) {
      const result = await commit(shell.database, await decideRecorded(shell, mail));
      if (result !== 'stale') return 'decided';
    }
    throw new TransientError('others kept changing the same case');
  } catch (error) {
    return fail(shell, mail.recorded, error);
  }
}

/** What would go wrong again is parked at once; anything else is tried again later. */
async function fail(
  shell: Shell,
  recorded: UndecidedMail,
  error: unknown,
): Promise<'again' | 'parked' | 'gone'> {
  const message = error instanceof Error ? error.message : String(error);
  const now = shell.now();
  const minutes = retryMinutes[Math.min(recorded.attempts, retryMinutes.length - 1)] ?? 60;
  const outcome = await noteFailure(shell.database, {
    id: recorded.id,
    error: message,
    now,
    retryAt: new Date(now.getTime() + minutes * 60_000),
    final: error instanceof PermanentError,
    card: parkedCard(shell, { ...recorded, now }, message),
    programme: shell.desks[0]?.programme.name ?? '',
  });
  shell.log.warn({ inboundMailId: recorded.id, outcome, err: error }, 'a mail could not be decided');
  return outcome;
}
