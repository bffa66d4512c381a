// What staff may look at in Slack, and in which portions. Looking changes nothing.
import type { Programme } from '../programme/schema.ts';
import type { CardPlace } from './prompt.ts';
import type { Stage } from './stage.ts';

/** What somebody asked to see, or why it is not shown to them; the sentence is for them. */
export type Look<T> = { kind: 'shown'; shown: T } | { kind: 'refused'; tell: string };

/** Everybody of one cycle, or of one term, counted by stage. */
export type StageCounts = {
  about: string;
  total: number;
  stages: readonly { stage: Stage; count: number }[];
};

/** A question that is open. `people`: the Slack ids of those whose click is missing. `place`: null until it is posted. */
export type OpenQuestion = {
  title: string;
  since: string;
  people: readonly string[];
  place: CardPlace | null;
};

/** One programme at a glance; times are words with their zone. */
export type ProgrammeOverview = {
  title: string;
  /** The newest cycles and the terms that are not over. */
  pipeline: readonly StageCounts[];
  /** How many questions are open; `oldest` has the first of them. */
  waiting: number;
  oldest: readonly OpenQuestion[];
  outgoing: {
    /** Mails that are to go out until the end of the day, by message. */
    today: readonly { message: string; count: number }[];
    next: readonly { at: string; count: number }[];
    /** Reminders that are written later today to those for whom they are right then; not in the outbox yet. */
    reminders: readonly { rule: string; at: string }[];
    /** Mails that stand still, as words: "3 held". */
    still: readonly string[];
  };
};

export type StaffOverview = {
  asOf: string;
  /** Whether mail goes out; our own words, in which a person is mentioned. */
  hold: string;
  mailbox: readonly string[];
  programmes: readonly ProgrammeOverview[];
};

export type FoundPerson = { id: string; name: string; address: string; standing: string };

/** `people` are the first ones; `more`: there are others. `orders`: payments with that number that are nobody's yet. */
export type Found = {
  words: string;
  people: readonly FoundPerson[];
  more: boolean;
  orders: readonly string[];
};

export const personParts = ['facts', 'mails', 'history'] as const;
export type PersonPart = (typeof personParts)[number];

/** Which portion of what is known of a person is wanted: from the line with this index on. */
export type PersonWanted = { personId: string; part: PersonPart; from: number };

/** A line of a portion, and the heading that it stands under. */
export type PersonLine = { under: string; text: string };

export type PersonPage = PersonWanted & {
  name: string;
  addresses: readonly string[];
  lines: readonly PersonLine[];
  /** How many lines there are in this part altogether. */
  total: number;
};

/** A mail as it came; `text` with what it quotes. */
export type WholeMail = {
  from: string;
  subject: string;
  received: string;
  text: string;
  files: readonly string[];
};

/** So many lines fit on a page and on a phone. */
export const linesOnPage = 10;
/** Search shows so many people at most. */
export const mostFound = 10;

/** One portion of `lines`. What starts behind the end shows the last portion: lines may have become fewer. */
export function pageOf(
  lines: readonly PersonLine[],
  from: number,
): { from: number; lines: readonly PersonLine[]; total: number } {
  const last = Math.max(0, Math.ceil(lines.length / linesOnPage) - 1) * linesOnPage;
  const start = Math.min(Math.max(0, Math.floor(from / linesOnPage) * linesOnPage), last);
  return { from: start, lines: lines.slice(start, start + linesOnPage), total: lines.length };
}

/** Why this person may not see what is kept about people, or null: approvers of any programme may. */
export function lookRefusal(programmes: readonly Pick<Programme, 'slack'>[], by: string): string | null {
  const listed = programmes.some(({ slack }) => slack.approvers.includes(by) || slack.finalApprover === by);
  return listed
    ? null
    : 'Hello! What torq shows here is about people, so only those who decide about applications see it. If you should, please ask whoever operates torq to add you to the approvers of the programme.';
}

export type CommandWords = { kind: 'overview' } | { kind: 'help' } | { kind: 'find'; words: string };

/** What `/torq ...` asks for. */
export function readCommandWords(text: string): CommandWords {
  const words = searchWords(text);
  if (words === '') return { kind: 'overview' };
  return words.toLowerCase() === 'help' ? { kind: 'help' } : { kind: 'find', words };
}

/** What somebody searches for, in one line of at most 100 characters. Slack makes links of addresses: undone. */
export function searchWords(text: string): string {
  return text
    .slice(0, 1000)
    .replace(/<mailto:([^|>]*)(?:\|[^>]*)?>/g, '$1')
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100)
    .toWellFormed();
}
