// The fuse: more mail than anybody would send by hand is most likely a mistake, and is held until staff let it go.

import type { Programme } from '../programme/schema.ts';
import { dateOf, wordsForInstant } from './calendar.ts';
import type { NewPrompt } from './decision.ts';

/** How many mails have gone out: to this person today, and to everybody within the last sixty minutes. */
export type SentBefore = { toPerson: number; withinHour: number };

export type Blown = { limit: 'person' | 'hour'; reason: string };

/** Which limit of the programme one more mail would break, or null. */
export function blownFuse({ toPerson, withinHour }: SentBefore, { mailLimits }: Programme): Blown | null {
  const { perPersonAndDay, perHour } = mailLimits;
  if (toPerson >= perPersonAndDay)
    return {
      limit: 'person',
      reason: `mails sent to this person today: ${toPerson}, of at most ${perPersonAndDay}`,
    };
  if (withinHour >= perHour)
    return { limit: 'hour', reason: `mails sent within an hour: ${withinHour}, of at most ${perHour}` };
  return null;
}

/** The card that tells staff, with the key that makes it one a person and day, or one an hour. */
export function fuseCard(
  blown: Blown,
  mail: { id: string; toAddress: string; subject: string; whose: string },
  { timeZone, now }: { timeZone: string; now: Date },
): { key: string; title: string; facts: NewPrompt['facts'] } {
  const hour = Math.floor(now.getTime() / 3_600_000);
  const once = blown.limit === 'person' ? `person/${mail.whose}/${dateOf(now, timeZone)}` : `hour/${hour}`;
  const everybody = blown.limit === 'hour';
  return {
    key: `card/fuse/${once}`,
    title: everybody
      ? 'Too many mails in an hour: further ones are held'
      : 'Too many mails to one person: further ones are held',
    facts: [
      ['To', mail.toAddress],
      ['Subject', mail.subject],
      ['Why', blown.reason],
      ['Since', wordsForInstant(now, timeZone)],
      [
        'What to do',
        `"torq held" lists what waits. If it is right, let it go with "torq release ${mail.id}"${everybody ? ' or, all of it, "torq release --all"' : ''}; if something is wrong, "torq hold" stops all mail.`,
      ],
    ],
  };
}
