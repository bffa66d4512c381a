// The address that a card of the match desk is about, and whose it is.
import { wordsForInstant } from './calendar.ts';
import type { Person } from './case.ts';

/** `address`: of the sender or payer, lower-cased. */
export type Stranger = {
  address: string;
  /** Whose it is by now; `alias`: since staff said so. Null: nobody's that torq knows. */
  owner: { name: string; alias: { by: string; at: Date } | null } | null;
  /** Whose staff said the mail of the card is; null: nobody has, or they are not known by that address any more. */
  assigned: Person | null;
};

/** How an answered card begins its answer when staff said whose a mail is. */
export const assignedAnswers = ['match-0', 'match-1', 'match-2', 'match-other'] as const;

type Answered = { kind: string; answer: string | null };

/**
 * Whether staff may say that mail from this address is always that person's. Not of a payer: one account often pays for
 * several people.
 */
export function mayRemember({ kind, answer }: Answered, stranger: Stranger | null): boolean {
  const isAssigned = assignedAnswers.some((choice) => choice === answer);
  return kind === 'mail-review' && isAssigned && stranger?.owner === null && stranger.assigned !== null;
}

/** That it is remembered, for an answered card; nothing otherwise. */
export function rememberedLines({ answer }: Answered, stranger: Stranger | null, zone: string): string[] {
  const alias = stranger?.owner?.alias ?? null;
  if (answer === null || alias === null) return [];
  return [`This address is always theirs: <@${alias.by}> said so on ${wordsForInstant(alias.at, zone)}.`];
}
