// The one door out: claim, ask again whether it is still right, send, write down what became of it.
import type { SendResult } from '../core/outgoing.ts';
import { PermanentError } from '../errors.ts';
import { claim, dueItems, type OutboxItem, type Settlement, settle } from '../store/outbox.ts';
import { failedCard, unknownCard } from './notices.ts';
import { postCard } from './post-card.ts';
import type { Desk, Shell } from './shell.ts';
import { isStillWanted } from './still-wanted.ts';

const batch = 50;
/** Some five days at one try an hour (RFC 5321 section 4.5.4.1): a night without a mail server loses nothing. */
const triesBeforeGivingUp = 130;
const longestBackoffMinutes = 60;

/** Sends what is due until nothing is. @returns how many items were settled, by what became of them */
export async function deliver(
  shell: Shell,
  only: OutboxItem['channel'] | null = null,
): Promise<Partial<Record<Settlement['kind'], number>>> {
  const counts: Partial<Record<Settlement['kind'], number>> = {};
  for (;;) {
    const ids = await dueItems(shell.database, { now: shell.now(), limit: batch, channel: only });
    let taken = 0;
    for (const id of ids) {
      const settlement = await deliverSafely(shell, id);
      if (settlement === null) continue;
      taken += 1;
      counts[settlement.kind] = (counts[settlement.kind] ?? 0) + 1;
    }
    if (taken === 0) return counts;
  }
}

/** What nobody foresaw with one item does not stop the others; its lease runs out, and then a person is asked. */
async function deliverSafely(shell: Shell, id: string): Promise<Settlement | null> {
  try {
    return await deliverOne(shell, id);
  } catch (err) {
    shell.log.error({ outboxItemId: id, err }, 'an outbox item could not be brought to an end');
    return null;
  }
}

/** @returns null when somebody else has the item, or it is no longer due */
async function deliverOne(shell: Shell, id: string): Promise<Settlement | null> {
  const until = new Date(shell.clock().getTime() + shell.sendLeaseMs);
  const item = await claim(shell.database, id, { owner: shell.owner, now: shell.now(), until });
  if (item === null) return null;
  const settlement = await bringOut(shell, item);
  const settled = await settle(shell.database, item, settlement, {
    now: shell.now(),
    card: cardFor(shell, item, settlement),
  });
  const fields = { outboxItemId: item.id, key: item.key, outcome: settlement.kind };
  if (!settled) shell.log.warn(fields, 'the lease of an outbox item was lost while it was being sent');
  else shell.log.info(fields, 'outbox item settled');
  return settlement;
}

/** Of a programme whose folder is not there for the moment nothing is thrown away. */
async function bringOut(shell: Shell, item: OutboxItem): Promise<Settlement> {
  const desk = shell.desks.find(({ programme }) => programme.name === item.programme);
  if (desk === undefined) {
    const at = new Date(shell.now().getTime() + longestBackoffMinutes * 60_000);
    return { kind: 'retry', at, error: `the programme ${item.programme} is not loaded` };
  }
  return item.channel === 'slack' ? post(shell, item) : send(shell, desk, item);
}

async function send(shell: Shell, desk: Desk, item: OutboxItem): Promise<Settlement> {
  const to = item.toAddress ?? '';
  const verdict = await isStillWanted(shell, desk.programme, item);
  if (!verdict.wanted) return { kind: 'superseded', reason: verdict.reason };
  if (verdict.wanted === 'impossible') return { kind: 'failed', error: verdict.reason };
  if (verdict.wanted === 'later') return { kind: 'retry', at: verdict.at, error: verdict.reason };
  if (!shell.isAllowed(to)) return { kind: 'held', reason: 'this address is not on MAIL_RECIPIENTS' };
  const from = shell.mailFrom ?? ownAddress(desk);
  const result = await shell.sendMail({
    from,
    to,
    toName: item.toName ?? '',
    replyTo: item.replyTo ?? desk.programme.addresses.programme,
    subject: item.subject ?? '',
    text: item.text ?? '',
    html: item.html ?? '',
    messageId: item.messageId ?? '',
    inReplyTo: item.inReplyTo,
    references: item.references,
    itemId: item.id,
  });
  return fromSendResult(result, item, shell.now());
}

/** `"CASQA IGP Trainer of Record" <tor@casqa.example>`: people see who writes before they open it. */
function ownAddress({ programme }: Desk): string {
  const { organisation, title, addresses } = programme;
  return `"${`${organisation.shortName} ${title}`.replaceAll('"', '')}" <${addresses.programme}>`;
}

function fromSendResult(result: SendResult, item: OutboxItem, now: Date): Settlement {
  if (result.kind !== 'retry') return result;
  if (item.attempts >= triesBeforeGivingUp)
    return { kind: 'failed', error: `given up after ${item.attempts} tries: ${result.error}` };
  return { kind: 'retry', at: backoff(item.attempts, now), error: result.error };
}

/** 1, 2, 4 ... 60 minutes after the first, second, third failure. */
function backoff(attempts: number, now: Date): Date {
  const minutes = Math.min(2 ** Math.max(0, attempts - 1), longestBackoffMinutes);
  return new Date(now.getTime() + minutes * 60_000);
}

async function post(shell: Shell, item: OutboxItem): Promise<Settlement> {
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

function cardFor(shell: Shell, item: OutboxItem, settlement: Settlement) {
  if (item.channel !== 'mail') return null;
  const settled = { ...item, now: shell.now() };
  if (settlement.kind === 'unknown') return unknownCard(shell, settled, settlement.error);
  return settlement.kind === 'failed' ? failedCard(shell, settled, settlement.error) : null;
}
