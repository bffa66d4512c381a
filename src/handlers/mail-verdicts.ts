// Whether claimed mails may go out now: still right, allowed, and not too many. Asked right before they are sent.
import { dateOf, instantAt } from '../core/calendar.ts';
import { type Blown, blownFuse, fuseCard } from '../core/fuse.ts';
import type { SendingVerdict } from '../core/still-wanted.ts';
import type { Programme } from '../programme/schema.ts';
import type { OutboxItem, Settlement } from '../store/outbox.ts';
import type { SettledItem } from '../store/outbox-mails.ts';
import { ownerOf, sentSince, sentTo } from '../store/sent-counts.ts';
import { failedCard, noticeCard } from './notices.ts';
import type { Desk, Shell } from './shell.ts';
import { areStillWanted } from './still-wanted.ts';

export type MailToSend = { item: OutboxItem; desk: Desk };

/**
 * Sorts claimed mails: those to be sent, and what becomes of the others.
 * @param underWay mails that were claimed before and whose end is not written down yet
 */
export async function sortMails(
  shell: Shell,
  items: readonly OutboxItem[],
  underWay: readonly OutboxItem[],
): Promise<{ send: MailToSend[]; settled: SettledItem[] }> {
  const deskOf = ({ programme: name }: OutboxItem) =>
    shell.desks.find(({ programme }) => programme.name === name);
  const verdicts = await areStillWanted(shell, items, (item) => deskOf(item)?.programme);
  const send: MailToSend[] = [];
  const settled: SettledItem[] = [];
  for (const item of items) {
    const desk = deskOf(item);
    const settlement = settlementOf(shell, item, verdicts.get(item.id));
    if (settlement !== null) settled.push({ item, settlement, card: cardFor(shell, item, settlement) });
    else if (desk !== undefined) send.push({ item, desk });
  }
  const held = await blown(shell, send, underWay);
  return {
    send: send.filter(({ item }) => !held.has(item.id)),
    settled: [...settled, ...held.values()],
  };
}

/** Null: nothing is against it. Of a programme whose folder is not there for the moment nothing is thrown away. */
function settlementOf(
  { now, isAllowed }: Shell,
  item: OutboxItem,
  verdict: SendingVerdict | undefined,
): Settlement | null {
  if (verdict === undefined) {
    const reason = `the programme ${item.programme} is not loaded`;
    return { kind: 'later', at: new Date(now().getTime() + 3_600_000), reason };
  }
  if (!verdict.wanted) return { kind: 'superseded', reason: verdict.reason };
  if (verdict.wanted === 'impossible') return { kind: 'failed', error: verdict.reason };
  if (verdict.wanted === 'later') return { kind: 'later', at: verdict.at, reason: verdict.reason };
  if (isAllowed(item.toAddress ?? '')) return null;
  return { kind: 'held', because: 'recipients', reason: 'this address is not on MAIL_RECIPIENTS' };
}

function cardFor(shell: Shell, item: OutboxItem, settlement: Settlement) {
  return settlement.kind === 'failed'
    ? failedCard(shell, { ...item, now: shell.now() }, settlement.error)
    : null;
}

/** Mails that would break a limit; one that staff let go does not, and counts. */
async function blown(
  shell: Shell,
  mails: readonly MailToSend[],
  underWay: readonly OutboxItem[],
): Promise<Map<string, SettledItem>> {
  const held = new Map<string, SettledItem>();
  for (const desk of new Set(mails.map((mail) => mail.desk))) {
    const items = mails.filter((mail) => mail.desk === desk).map(({ item }) => item);
    const before = underWay.filter(({ programme }) => programme === desk.programme.name);
    const { toPeople, withinHour } = await countsFor(shell, desk.programme, items);
    for (const item of before) add(toPeople, item);
    let hour = withinHour + before.length;
    for (const item of items) {
      const counts = { toPerson: toPeople.get(ownerOf(item)) ?? 0, withinHour: hour };
      const limit = item.releasedAt === null ? blownFuse(counts, desk.programme) : null;
      if (limit !== null) held.set(item.id, holdBack(shell, desk.programme, item, limit));
      else {
        add(toPeople, item);
        hour += 1;
      }
    }
  }
  return held;
}

function add(counts: Map<string, number>, item: OutboxItem): void {
  counts.set(ownerOf(item), (counts.get(ownerOf(item)) ?? 0) + 1);
}

async function countsFor(
  { database: { read }, now }: Shell,
  { name, timeZone }: Programme,
  items: readonly OutboxItem[],
) {
  const midnight = instantAt(dateOf(now(), timeZone), '00:00', timeZone);
  const hourAgo = new Date(now().getTime() - 3_600_000);
  return {
    toPeople: await sentTo(read, items, { programme: name, since: midnight }),
    withinHour: await sentSince(read, name, hourAgo),
  };
}

function holdBack(shell: Shell, { timeZone }: Programme, item: OutboxItem, limit: Blown): SettledItem {
  const mail = {
    id: item.id,
    toAddress: item.toAddress ?? '',
    subject: item.subject ?? '',
    whose: ownerOf(item),
  };
  const settlement: Settlement = { kind: 'held', because: 'fuse', reason: limit.reason };
  return { item, settlement, card: noticeCard(shell, fuseCard(limit, mail, { timeZone, now: shell.now() })) };
}
