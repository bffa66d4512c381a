// What a change of settings means, in sentences that staff read before they save it.
import type { Programme } from '../../programme/schema.ts';
import { dateOf } from '../calendar.ts';
import type { Affected } from './affected.ts';
import { type Change, changeWords, valueWords } from './words.ts';

/**
 * What waits and depends on settings: open questions about SOQs, and results that have their time already. `announced`: how
 * many were told of a cycle with dates and fees that are not the same any more.
 */
export type Waiting = { soqs: number; results: number; announced?: number };

/** One sentence each; empty when nothing follows. */
export function consequenceLines(
  changes: readonly Change[],
  {
    affected,
    waiting,
    programme,
    now,
  }: { affected: Affected; waiting: Waiting; programme: Programme; now: Date },
): readonly string[] {
  return [
    ...pastDates(changes, programme, now),
    ...reminderLines(affected),
    ...deadlineLines(affected),
    ...feeLines(affected),
    ...announcedLines(waiting),
    ...resultLines(changes, waiting),
    ...approverLines(changes, waiting),
  ];
}

/** What is changed, and what follows: as it is confirmed, and as the channel is told. */
export function summaryOf(changes: readonly Change[], zone: string): readonly string[] {
  return changes.map((change) => changeWords(change, zone));
}

function pastDates(changes: readonly Change[], { timeZone }: Programme, now: Date): string[] {
  const today = dateOf(now, timeZone);
  return changes
    .filter(({ kind, to }) => kind.startsWith('date') && to !== null && String(to).slice(0, 10) < today)
    .map(({ label, kind, to }) => `${label}: ${valueWords(to, kind, timeZone)} is in the past.`);
}

function reminderLines({ moved, dropped, again, atOnce }: Affected): string[] {
  return [
    ...said(moved, (count) => `${count} moved to another day.`, 'reminder'),
    ...said(dropped, (count) => `${count} dropped: by the new dates the day for it is over.`, 'reminder'),
    ...said(again, (count) => `${count} due once more by the new dates.`, 'reminder'),
    ...said(atOnce, (count) => `${count} due at once, with the next tick.`, 'reminder'),
  ];
}

function deadlineLines({ soqsLate, soqsInTime, shutOut, letIn }: Affected): string[] {
  const stands = 'What was noted when they arrived stands; please look at them.';
  return [
    ...said(
      soqsLate,
      (count) => `${count} in time by the old deadline and not by the new one. ${stands}`,
      'SOQ',
    ),
    ...said(
      soqsInTime,
      (count) => `${count} not in time by the old deadline, but by the new one. ${stands}`,
      'SOQ',
    ),
    ...said(
      shutOut,
      (count) => `${count} who paid and sent no SOQ: late by the new deadline, which is over.`,
      'person',
    ),
    ...said(
      letIn,
      (count) => `${count} who paid and sent no SOQ: in time again by the new deadline.`,
      'person',
    ),
  ];
}

function feeLines({ toldOldFee, nowLacking }: Affected): string[] {
  return [
    ...said(
      toldOldFee,
      (count) => `${count} told the old fee and not paid yet; nobody is mailed about the change.`,
      'person',
    ),
    ...said(nowLacking, (count) => `${count} paid in full by the old fee, and not by the new one.`, 'person'),
  ];
}

function announcedLines({ announced = 0 }: Waiting): string[] {
  return said(
    announced,
    (count) => `${count} told the old dates and fees by the announcement; nobody is mailed about the change.`,
    'person',
  );
}

function resultLines(changes: readonly Change[], { results }: Waiting): string[] {
  if (!changes.some(({ path }) => path.endsWith('.notificationWeek'))) return [];
  return said(
    results,
    (count) => `${count} decided already: the mail keeps its time; only later decisions follow the new week.`,
    'result',
  );
}

function approverLines(changes: readonly Change[], { soqs }: Waiting): string[] {
  const change = changes.find(({ kind }) => kind === 'people');
  if (change === undefined) return [];
  const [from, to] = [change.from, change.to].map((ids) => (Array.isArray(ids) ? (ids as string[]) : []));
  const gone = (from ?? []).filter((id) => !(to ?? []).includes(id));
  return [
    ...(to?.length === 0 ? ['Nobody could decide about an SOQ any more.'] : []),
    ...gone.map(
      (id) =>
        `<@${id}> can no longer answer cards (${soqs} open about SOQs), and open votes of theirs no longer count.`,
    ),
  ];
}

function said(count: number, sentence: (counted: string) => string, noun: string): string[] {
  const plural = noun === 'person' ? 'people' : `${noun}s`;
  return count === 0 ? [] : [sentence(`${count} ${count === 1 ? noun : plural}`)];
}
