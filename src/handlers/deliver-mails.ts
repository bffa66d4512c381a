// Mails out of the outbox: claimed several at a time, asked about again, sent side by side, settled as answers come.
import type { OutboxItem, Settlement } from '../store/outbox.ts';
import { claimMails, type DueMail, dueMails, type SettledItem, settleItems } from '../store/outbox-mails.ts';
import { noteUnreachable } from './mail-server-silent.ts';
import { type HourCounts, type MailToSend, sortMails } from './mail-verdicts.ts';
import { outcomeCard } from './notices.ts';
import { sendMail } from './send-mail.ts';
import type { Shell } from './shell.ts';

export type Counts = Partial<Record<Settlement['kind'], number>>;

/** How many are claimed at most and not yet settled: what a crash leaves in doubt. The README names this number. */
const mostUnderWay = 200;
const listed = 500;
/** So long a result waits for others, to be written down together with them. */
const gatherMs = 50;
/** How long a list of what is due, and a verdict on whether a mail is right, may be relied on. */
const freshMs = { list: 2000, verdict: 10_000 };
/** The longest that a mail takes (see mail/transport.ts), which its lease has to cover. */
const longestSendMs = 160_000;

type Waiting = MailToSend & { askedAt: number };
/** One run over what is due. What is claimed is in `underWay` until it is settled. */
type Run = {
  shell: Shell;
  signal: AbortSignal | null;
  list: { due: DueMail[]; at: number };
  underWay: Map<string, OutboxItem>;
  waiting: Waiting[];
  sending: number;
  finished: SettledItem[];
  /** When mails were brought to an end, within the last second: that many are claimed ahead. */
  recent: number[];
  hours: HourCounts;
  wake: () => void;
};

/** Sends what is due until nothing is. @returns how many mails were settled, by what became of them */
export async function deliverMails(shell: Shell, signal: AbortSignal | null): Promise<Counts> {
  const counts: Counts = {};
  const list = { due: [], at: Number.NEGATIVE_INFINITY };
  const empty = { underWay: new Map(), waiting: [], sending: 0, finished: [], recent: [], hours: new Map() };
  const run: Run = { shell, signal, list, ...empty, wake: () => {} };
  for (;;) {
    const pause = mayClaim(run) ? await claimSome(run) : null;
    if (run.finished.length > 0) await settleSome(run, counts);
    else if (run.underWay.size > 0 || pause !== null) await somethingHappens(run, pause);
    else if (run.list.due.length === 0 || !mayClaim(run)) return counts;
  }
}

function mayClaim({ shell, signal, underWay }: Run): boolean {
  if (signal?.aborted === true || shell.pace.isPaused(shell.clock())) return false;
  return !shell.pace.isTrial() || underWay.size === 0;
}

/**
 * Claims as many as may begin now, and begins.
 * @returns for how many milliseconds there is no place in the line, or null when that is not what keeps mail back
 */
async function claimSome(run: Run): Promise<number | null> {
  const { shell, underWay } = run;
  await refreshList(run);
  const { chosen, wait } = choose(run);
  if (chosen.length === 0) return wait;
  const lease = {
    owner: shell.owner,
    now: shell.now(),
    until: new Date(shell.clock().getTime() + shell.sendLeaseMs),
  };
  const claimed = await claimMails(shell.database, chosen, lease);
  const before = [...underWay.values()];
  for (const item of claimed) underWay.set(item.id, item);
  const { send, settled } = await sortMails(shell, claimed, { underWay: before, hours: run.hours });
  run.finished.push(...settled);
  const askedAt = performance.now();
  run.waiting.push(...send.map((mail) => ({ ...mail, askedAt })));
  sendNext(run);
  return null;
}

async function refreshList({ shell, list }: Run): Promise<void> {
  if (list.due.length > 0 && performance.now() - list.at < freshMs.list) return;
  list.due = await dueMails(shell.database, { now: shell.now(), limit: listed });
  list.at = performance.now();
}

/** The next mails that have a place in the line, to different addresses. They leave the list. */
function choose({ shell, list, underWay, recent }: Run): { chosen: string[]; wait: number | null } {
  const ahead = shell.pace.isTrial() ? 1 : roomAhead(shell, recent);
  // Half of them at once, or a claim would be made for each.
  if (underWay.size > ahead / 2) return { chosen: [], wait: null };
  const room = ahead - underWay.size;
  const busy = new Set([...underWay.values()].map(({ toAddress }) => toAddress ?? ''));
  const chosen = new Set<string>();
  let wait: number | null = null;
  for (const { id, toAddress } of list.due) {
    if (chosen.size >= room) break;
    if (busy.has(toAddress)) continue;
    const place = shell.pace.take(toAddress);
    if (place === null) chosen.add(id);
    else wait = Math.min(wait ?? place, place);
    // Also of one that has to wait: what comes after it to the same address waits with it.
    busy.add(toAddress);
  }
  list.due = list.due.filter(({ id }) => !chosen.has(id));
  return { chosen: [...chosen], wait };
}

/** No more than the server takes in a second is claimed, so that little is in doubt after a crash. */
function roomAhead({ pace }: Shell, recent: number[]): number {
  const since = performance.now() - 1000;
  while ((recent[0] ?? since) < since) recent.shift();
  return Math.min(mostUnderWay, Math.max(2 * pace.connections, recent.length));
}

function sendNext(run: Run): void {
  while (run.sending < run.shell.pace.connections) {
    const mail = run.waiting.shift();
    if (mail === undefined) return;
    run.sending += 1;
    void bringOut(run, mail).then((settled) => {
      run.sending -= 1;
      if (settled !== null) run.finished.push(settled);
      else run.underWay.delete(mail.item.id);
      run.wake();
      sendNext(run);
    });
  }
}

/** @returns null when something happened that nobody foresaw: its lease runs out, and then a person is asked */
async function bringOut({ shell, signal }: Run, mail: Waiting): Promise<SettledItem | null> {
  const { item, desk } = mail;
  const now = shell.clock();
  if (signal?.aborted === true || shell.pace.isPaused(now) || !isTimely(shell, mail, now))
    return { item, settlement: { kind: 'untried' }, card: null };
  try {
    const { settlement, reached } = await sendMail(shell, desk, item);
    if (reached) shell.pace.answered();
    else await noteUnreachable(shell, desk, settlement);
    return { item, settlement, card: outcomeCard(shell, { ...item, now: shell.now() }, settlement) };
  } catch (err) {
    shell.log.error({ outboxItemId: item.id, err }, 'an outbox item could not be brought to an end');
    return null;
  }
}

/** Its lease lasts until it has been sent, and it has been asked lately whether it is still right. */
function isTimely({ sendLeaseMs }: Shell, { item, askedAt }: Waiting, now: Date): boolean {
  const left = (item.leaseUntil?.getTime() ?? 0) - now.getTime();
  return left >= Math.min(longestSendMs, 0.6 * sendLeaseMs) && performance.now() - askedAt < freshMs.verdict;
}

async function settleSome(run: Run, counts: Counts): Promise<void> {
  const { shell, underWay, recent } = run;
  if (run.sending > 0 && run.finished.length < underWay.size / 2) await gathered(run);
  const mails = run.finished.splice(0);
  const lost = await settleItems(shell.database, mails, { owner: shell.owner, now: shell.now() });
  if (lost > 0) shell.log.warn({ lost }, 'leases of outbox items were lost while they were being sent');
  for (const { item, settlement } of mails) {
    underWay.delete(item.id);
    shell.log.info({ outboxItemId: item.id, key: item.key, outcome: settlement.kind }, 'outbox item settled');
    if (settlement.kind === 'untried') continue;
    recent.push(performance.now());
    counts[settlement.kind] = (counts[settlement.kind] ?? 0) + 1;
  }
}

/** Until enough have come to their end to be written down together, or the first has waited long enough. */
async function gathered(run: Run): Promise<void> {
  const { finished, underWay } = run;
  await new Promise<void>((done) => {
    const timer = setTimeout(done, gatherMs);
    run.wake = () => {
      if (run.sending > 0 && finished.length < underWay.size / 2) return;
      clearTimeout(timer);
      done();
    };
  });
  run.wake = () => {};
}

/** Until a mail has come to its end, or there is a place in the line. */
async function somethingHappens(run: Run, pause: number | null): Promise<void> {
  if (run.finished.length > 0) return;
  await new Promise<void>((done) => {
    const timer = pause === null ? undefined : setTimeout(done, Math.min(pause, 1000));
    run.wake = () => {
      clearTimeout(timer);
      done();
    };
  });
  run.wake = () => {};
}
