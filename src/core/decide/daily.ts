// The card of the day: how everything stands, once each morning, with the switch that stops all mail.
import type { Programme } from '../../programme/schema.ts';
import { dateOf, instantAt, wordsForDate, wordsForInstant } from '../calendar.ts';
import type { CardDraft, PromptKind } from '../decision.ts';

/** What the card counts. */
export type Overview = {
  /** The folders that have ever been read, and when last. */
  folders: readonly { name: string; readAt: Date }[];
  /** Mails that are recorded and not decided yet, and those that wait for a person. */
  queue: number;
  parked: number;
  /** Questions to staff that are open, by kind, with the oldest. */
  open: readonly { kind: PromptKind; count: number; since: Date }[];
  /** Mails of the programme: sent in the last 24 hours, due until the end of the day, and those that stand still. */
  sent: number;
  dueToday: number;
  held: number;
  unknown: number;
  failed: number;
  /** Addresses that have bounced in the last 24 hours. */
  bounced: readonly string[];
};

/** The date (YYYY-MM-DD) whose card is due: today's, from the hour on that the programme names; null before it, or when it wants none. */
export function dailyDate({ slack, timeZone }: Programme, now: Date): string | null {
  if (slack.dailyAt === null) return null;
  const today = dateOf(now, timeZone);
  return instantAt(today, slack.dailyAt, timeZone) <= now ? today : null;
}

/** Names its programme and day. */
export function dailyPromptId({ name }: Pick<Programme, 'name'>, date: string): string {
  return `daily.${name}.${date}`;
}

export function dailyCard(programme: Programme, date: string, overview: Overview): CardDraft {
  const id = dailyPromptId(programme, date);
  return {
    channel: 'slack',
    key: `card/${id}`,
    prompt: {
      id,
      kind: 'daily',
      title: `${programme.title}: ${wordsForDate(date)}`,
      facts: dailyFacts(programme, overview),
      applicationId: null,
      submissionId: null,
      paymentId: null,
      inboundMailId: null,
      outboxItemId: null,
    },
  };
}

function dailyFacts({ timeZone }: Programme, overview: Overview): CardDraft['prompt']['facts'] {
  const { queue, parked, sent, dueToday, held, unknown, failed, bounced } = overview;
  return [
    ['Mailbox', folderWords(overview, timeZone)],
    ['Waiting for you', waitingWords(overview, timeZone)],
    ['Mail in', [`${queue} to be decided`, ...counted(parked, 'parked')].join(', ')],
    [
      'Mail out',
      [
        `${sent} sent in the last 24 hours`,
        `${dueToday} due today`,
        ...counted(held, 'held'),
        ...counted(unknown, 'may or may not have gone out'),
        ...counted(failed, 'could not be sent'),
      ].join(', '),
    ],
    ...(bounced.length === 0 ? [] : [['Came back', bounced.slice(0, 20).join(', ')] as const]),
  ];
}

function folderWords({ folders }: Overview, timeZone: string): string {
  if (folders.length === 0) return 'It has never been read. Please ask whoever operates torq to look.';
  return folders.map(({ name, readAt }) => `${name}: read ${wordsForInstant(readAt, timeZone)}`).join('\n');
}

const names: Record<PromptKind, string> = {
  'soq-approval': 'SOQ to decide',
  release: 'results to release',
  announcement: 'announcement to release',
  payers: 'payers without an SOQ',
  onboarding: 'candidate in onboarding',
  agreement: 'signed agreement to countersign',
  'term-confirm': 'renewal to confirm',
  'list-publish': 'public list to publish',
  'lapse-list': 'list of those who did not renew',
  lapse: 'status that may end',
  reinstate: 'fee that was paid in time, of a status that has ended',
  daily: 'daily card',
  'mail-review': 'mail to read',
  question: 'question to answer',
  'question-mail': 'mail of somebody who asked',
  'reply-preview': 'answer that is written and not sent',
  'payment-review': 'payment to look at',
  'outbox-unknown': 'mail that may or may not have gone out',
  'mail-parked': 'parked mail',
  'mail-failed': 'mail that could not be sent',
  'mail-returned': 'mail that came back',
  notice: 'notice',
};

/** Nothing is said to be nothing: silence could also mean that torq is not running. */
function waitingWords({ open }: Overview, timeZone: string): string {
  const asked = open.filter(({ kind }) => kind !== 'daily');
  if (asked.length === 0) return 'nothing waiting';
  return asked
    .map(({ kind, count, since }) => {
      const oldest = count === 1 ? 'since' : 'the oldest since';
      return `${names[kind]}: ${count}, ${oldest} ${wordsForInstant(since, timeZone)}`;
    })
    .join('\n');
}

function counted(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}
