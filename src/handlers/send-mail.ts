// One claimed mail to the mail server, and what its answer means for the item.
import type { SendResult } from '../core/outgoing.ts';
import type { OutboxItem, Settlement } from '../store/outbox.ts';
import { mailOf } from './mail-of-item.ts';
import { fileLost } from './notices.ts';
import type { Desk, Shell } from './shell.ts';

/** Some five days at one try an hour (RFC 5321 section 4.5.4.1): a night without a mail server loses nothing. */
const triesBeforeGivingUp = 130;
const longestBackoffMinutes = 60;

/** Sends it. Never throws for what a server says. */
export async function sendMail(
  shell: Shell,
  desk: Desk,
  item: OutboxItem,
): Promise<{ settlement: Settlement; reached: boolean }> {
  const mail = await mailOf(shell, desk, item);
  if (mail === null) return { settlement: { kind: 'failed', error: fileLost }, reached: true };
  const result = await shell.sendMail(mail);
  return {
    settlement: settlementOf(result, item, shell.now()),
    reached: result.kind !== 'unreachable',
  };
}

function settlementOf(result: SendResult, item: OutboxItem, now: Date): Settlement {
  if (result.kind !== 'retry' && result.kind !== 'unreachable') return result;
  if (item.attempts >= triesBeforeGivingUp)
    return { kind: 'failed', error: `given up after ${item.attempts} tries: ${result.error}` };
  return { kind: 'retry', at: backoff(item.attempts, now), error: result.error };
}

/** 1, 2, 4 ... 60 minutes after the first, second, third failure. */
function backoff(attempts: number, now: Date): Date {
  const minutes = Math.min(2 ** Math.max(0, attempts - 1), longestBackoffMinutes);
  return new Date(now.getTime() + minutes * 60_000);
}
