// What an action about a person is judged by, and what it does.
import type { Programme } from '../../programme/schema.ts';
import type { Case } from '../case.ts';
import type { Draft, MailCopy } from '../decision.ts';
import type { Fact } from '../facts.ts';
import type { PersonAction } from '../person-actions.ts';
import type { PersonInHand } from '../person-offers.ts';

export type PersonActionInput = {
  person: PersonInHand;
  action: PersonAction;
  /** The case that it is about; null for the person. */
  subject: Case | null;
  /** What was written, trimmed; null: nothing. */
  words: string | null;
  /** When an SOQ came that came elsewhere. */
  receivedAt: Date | null;
  /** The version of the person that the actor saw. */
  seenVersion: number;
  by: string;
  byAddress: string | null;
  /** Whose the address is that was written; null: nobody's. */
  addressOwner: { name: string } | null;
  /** The last mail about the case, for sending it again. */
  lastMail: MailCopy | null;
  ids: { submission: string; prompt: string; once: string };
  programme: Programme;
  now: Date;
};

export type Effect = { tell: string; facts: readonly Fact[]; drafts?: readonly Draft[] } | { refuse: string };
