// Whether claimed mails may go out now: still right, allowed, and not too many. Asked right before they are sent.
import { dateOf, instantAt } from '../core/calendar.ts';
import { type Blown, blownFuse, fuseCard } from '../core/fuse.ts';
import type { SendingVerdict } from '../core/still-wanted.ts';
import type { Programme } from '../programme/schema.ts';
import type { OutboxItem, Settlement } from '../store/outbox.ts';
import type { SettledItem } from '../store/outbox-mails.ts';
import { ownerOf, sentSince, sentTo } from '../store/sent-counts.ts';
import { noticeCard, outcomeCard } from './notices.ts';
import type { Desk, Shell } from './shell.ts';
import { areStillWanted } from './still-wanted.ts';

export type MailToSend = { item: OutboxItem; desk: Desk };

/** What was counted lately, by programme: counting thousands for every few mails would take longer than sending them. */
export type HourCounts = Map<string, { count: number; at: number }>;
const recountMs = 2000;

/**
 * Sorts claimed mails: those to be sent, and what becomes of the others.
 * @param underWay mails that were claimed before and whose end is not written down yet
 */
export async function sortMails(
  shell: Shell,
  items: readonly OutboxItem[],
  { underWay, hours }: { underWay: readonly OutboxItem[]; hours: HourCounts },
): Promise<{ send: MailToSend[]; settled: SettledItem[] }> {
  const deskOf = ({ programme: name }: OutboxItem) =>
    shell.desks.find(({ programme }) => programme.name === name);
  const verdicts = await areStillWanted(shell, items, (item) => deskOf(item)?.programme);
  const send: MailToSend[] = [];
  const settled: SettledItem[] = [];
  for (const item of items) {
    const desk = deskOf(item);
    const settlement = settlementOf(shell, item, verdicts.get(item.id));
    if (settlement !== null)
      settled.push({ item, settlement, card: outcomeCard(shell, { ...item, now: shell.now() }, settlement) });
    else if (desk !== undefined) send.push({ item, desk });
  }
  const held = await blown(shell, send, { underWay, hours });
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

/** Mails that would break a limit; one that staff let go does not, and counts. */
async function blown(
  shell: Shell,
  mails: readonly MailToSend[],
  { underWay, hours }: { underWay: readonly OutboxItem[]; hours: HourCounts },
): Promise<Map<string, SettledItem>> {
  const held = new Map<string, SettledItem>();
  for (const desk of new Set(mails.map((mail) => mail.desk))) {
    const items = mails.filter((mail) => mail.desk === desk).map(({ item }) => item);
    const before = underWay.filter(({ programme }) => programme === desk.programme.name);
    const toPeople = await toPeopleToday(shell, desk.programme, items);
    for (const item of before) add(toPeople, item);
    const hour = await withinHour(shell, desk.programme, { hours, underWay: before.length });
    for (const item of items) {
      const counts = { toPerson: toPeople.get(ownerOf(item)) ?? 0, withinHour: hour.count };
      const limit = item.releasedAt === null ? blownFuse(counts, desk.programme) : null;
      if (limit !== null) held.set(item.id, holdBack(shell, desk.programme, item, limit));
      else {
        add(toPeople, item);
        hour.count += 1;
      }
    }
  }
  return held;
}

function add(counts: Map<string, number>, item: OutboxItem): void {
  counts.set(ownerOf(item), (counts.get(ownerOf(item)) ?? 0) + 1);
}

function toPeopleToday(
  { database: { read }, now }: Shell,
  { name, timeZone }: Programme,
  items: readonly OutboxItem[],
): Promise<Map<string, number>> {
  const since = instantAt(dateOf(now(), timeZone), '00:00', timeZone);
  return sentTo(read, items, { programme: name, since });
}

/** Sent within sixty minutes and under way; whoever adds one counts it on. */
async function withinHour(
  { database: { read }, now }: Shell,
  { name }: Programme,
  { hours, underWay }: { hours: HourCounts; underWay: number },
): Promise<{ count: number }> {
  const known = hours.get(name);
  if (known !== undefined && performance.now() - known.at < recountMs) return known;
  const sent = await sentSince(read, name, new Date(now().getTime() - 3_600_000));
  const counted = { count: sent + underWay, at: performance.now() };
  hours.set(name, counted);
  return counted;
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
