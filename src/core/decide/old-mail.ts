// The first start on a mailbox that has been in use: what was received before a date is kept, and nothing else.
import { dateOf, wordsForDate } from '../calendar.ts';
import type { Decision } from '../decision.ts';

/**
 * The decision about a mail that is too old, or null. Payments of a running cycle are no exception: somebody has dealt
 * with them by hand, and an answer now would be the second one.
 * @param since calendar date in `zone` (IMAP_SINCE), or null: no mail is too old
 */
export function ignoreOldMail(since: string | null, receivedAt: Date, zone: string): Decision | null {
  if (since === null || dateOf(receivedAt, zone) >= since) return null;
  return { kind: 'ignore', reason: oldMailReason(since), about: null, facts: [] };
}

/** By these words the mails are found again that were set aside. */
export function oldMailReason(since: string): string {
  return `received before IMAP_SINCE (${since}): kept, and nothing else`;
}

export type OldMail = { since: string; counts: readonly { kind: string; count: number }[] };

/** The one card about all of them, with counts by kind; null when there were none. */
export function oldMailNotice({ since, counts }: OldMail) {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const facts: readonly (readonly [label: string, value: string])[] = [
    ['Received before', wordsForDate(since)],
    [
      'What they are',
      counts
        .toSorted((a, b) => b.count - a.count || a.kind.localeCompare(b.kind))
        .map(({ kind, count }) => `${kind} ${count}`)
        .join(', '),
    ],
    [
      'What it means',
      'They are recorded and classified, and nothing else: nobody was answered, no payment was counted, no card was made. Mail from that day on is processed.',
    ],
    [
      'What to do',
      'Nothing, if people have dealt with them. If a payment or an SOQ among them still matters, take care of it by hand.',
    ],
  ];
  const title = total === 1 ? '1 old mail was set aside' : `${total} old mails were set aside`;
  return { key: oldMailKey(since), title, facts };
}

/** One card a date: another IMAP_SINCE sets other mails aside. */
export function oldMailKey(since: string): string {
  return `card/old-mails/${since}`;
}
