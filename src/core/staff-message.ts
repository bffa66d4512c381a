// What staff write in Slack below a card, as core sees it. Everything in it comes from outside.
import type { Block } from './rich-text.ts';

/** A file of a message; it is in Slack. */
export type MessageFile = { id: string; name: string; bytes: number };

type Spot = {
  channel: string;
  /** Names the message in its channel; stays the same when it is edited. */
  ts: string;
  /** The message in whose thread it stands; null: in none. */
  thread: string | null;
};

export type WrittenMessage = Spot & {
  kind: 'written';
  /** Slack user id; null: no person wrote it. */
  by: string | null;
  /** When it was edited, by Slack's clock; empty for the first wording. */
  edition: string;
  /** Whether it was shown in the channel as well. */
  isBroadcast: boolean;
  words: readonly Block[];
  /** What a mail cannot show, a sentence each. */
  problems: readonly string[];
  files: readonly MessageFile[];
};

export type StaffMessage = WrittenMessage | (Spot & { kind: 'deleted' });

/** What becomes of a message: a sentence for who wrote it alone, or nothing to say (what there is stands in the thread). */
export type MessageOutcome = { tell: string | null };
