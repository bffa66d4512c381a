// The one door out: claim, ask again whether it is still right, send, write down what became of it.
import { PermanentError } from '../errors.ts';
import { claimCard, dueCards, type OutboxItem, type Settlement } from '../store/outbox.ts';
import { settleItems } from '../store/outbox-mails.ts';
import { type Counts, deliverMails } from './deliver-mails.ts';
import { postCard } from './post-card.ts';
import type { Shell } from './shell.ts';

const batch = 50;

/**
 * Sends what is due until nothing is: mails, cards, or both.
 * @param signal ends it early: what is being sent is brought to its end, and the rest is left
 * @returns how many items were settled, by what became of them
 */
export async function deliver(
  shell: Shell,
  only: 'mail' | 'slack' | null = null,
  signal: AbortSignal | null = null,
): Promise<Counts> {
  const mails = only === 'slack' ? {} : await deliverMails(shell, signal);
  const cards = only === 'mail' ? {} : await deliverCards(shell, signal);
  const counts: Counts = { ...mails };
  for (const [kind, count] of Object.entries(cards) as [Settlement['kind'], number][])
    counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
}

async function deliverCards(shell: Shell, signal: AbortSignal | null): Promise<Counts> {
  const counts: Counts = {};
  for (;;) {
    let taken = 0;
    for (const id of await dueCards(shell.database, { now: shell.now(), limit: batch })) {
      if (signal?.aborted === true) return counts;
      const settlement = await deliverSafely(shell, id);
      if (settlement === null) continue;
      taken += 1;
      counts[settlement.kind] = (counts[settlement.kind] ?? 0) + 1;
    }
    if (taken === 0) return counts;
  }
}

/** What nobody foresaw with one card does not stop the others; its lease runs out, and then it is tried again. */
async function deliverSafely(shell: Shell, id: string): Promise<Settlement | null> {
  try {
    return await deliverCard(shell, id);
  } catch (err) {
    shell.log.error({ outboxItemId: id, err }, 'an outbox item could not be brought to an end');
    return null;
  }
}

/** @returns null when somebody else has the card, or it is no longer due */
async function deliverCard(shell: Shell, id: string): Promise<Settlement | null> {
  const until = new Date(shell.clock().getTime() + shell.sendLeaseMs);
  const item = await claimCard(shell.database, id, { owner: shell.owner, now: shell.now(), until });
  if (item === null) return null;
  const settlement = await post(shell, item);
  const settled = [{ item, settlement, card: null }];
  const lost = await settleItems(shell.database, settled, { owner: shell.owner, now: shell.now() });
  const fields = { outboxItemId: item.id, key: item.key, outcome: settlement.kind };
  if (lost > 0) shell.log.warn(fields, 'the lease of an outbox item was lost while it was being sent');
  else shell.log.info(fields, 'outbox item settled');
  return settlement;
}

async function post(shell: Shell, item: OutboxItem): Promise<Settlement> {
  // Of a programme whose folder is not there for the moment nothing is thrown away.
  if (!shell.desks.some(({ programme }) => programme.name === item.programme)) {
    const at = new Date(shell.now().getTime() + 3_600_000);
    return { kind: 'later', at, reason: `the programme ${item.programme} is not loaded` };
  }
  try {
    return await postCard(shell, item);
  } catch (error) {
    // A card is never given up: what stands in the way (a bot that is not in the channel) can be mended by people.
    const message = error instanceof Error ? error.message : String(error);
    shell.log.warn({ outboxItemId: item.id, err: error }, 'a staff card could not be posted');
    const minutes = error instanceof PermanentError ? 5 : Math.min(item.attempts, 5) / 2;
    return { kind: 'retry', at: new Date(shell.now().getTime() + minutes * 60_000), error: message };
  }
}
