import type { Programme } from '../programme/schema.ts';
import type { ApplicationCase, Person, TermCase } from './case.ts';
import type { Choice } from './choice.ts';
import type { Draft, NamedPerson, PromptKind } from './decision.ts';
import type { Expectation } from './expectation.ts';
import type { Fact } from './facts.ts';
import type { Hold } from './hold.ts';
import type { KeptFile } from './kept-file.ts';
import type { ListToPublish } from './public-list/to-publish.ts';
import type { ReplyToSend } from './reply-to-send.ts';
import type { Stranger } from './stranger.ts';
import type { CastAnswer } from './votes.ts';

/** What is known when a member of staff has answered a prompt. */
export type AnswerInput = {
  prompt: {
    id: string;
    kind: PromptKind;
    outboxItemId: string | null;
    inboundMailId: string | null;
    paymentId: string | null;
    submissionId: string | null;
    title: string;
    facts: readonly (readonly [label: string, value: string])[];
    /** Whose it may be. */
    people: readonly NamedPerson[];
    /** The answer that stands, and since when; null while it is open. */
    answer: string | null;
    answeredAt: Date | null;
  };
  choice: Choice;
  /** Slack user id of who answered. */
  by: string;
  /** Their e-mail address, lower-cased, or null when it is not known. */
  byAddress: string | null;
  reason: string | null;
  /** The application that an `soq-approval` is about. */
  application: ApplicationCase | null;
  /** Votes on this prompt and recusals from its application, oldest first. */
  cast: readonly CastAnswer[];
  /** Whom staff mean by the button that they clicked, or by the address that they wrote; null: nobody known. */
  named: Person | null;
  /** Who was found by a name or an order number that was written instead of an address; empty otherwise. */
  found: readonly { name: string; address: string }[];
  /** The address that a card of the match desk is about; null for other cards. */
  stranger: Stranger | null;
  /** When the applicant was told what was decided on this prompt; null: not yet. */
  toldAt: Date | null;
  /** The hold on all mail that stands now, or null. */
  hold: Hold | null;
  /** The mail that a `reply-preview` shows. */
  reply: ReplyToSend | null;
  /** The renewals with an open card to confirm them, for such a card. */
  terms: readonly TermCase[];
  /** The credential in this programme of whom an `onboarding` card is about, or null. */
  credential: { id: string; terms: readonly { startsOn: string }[] } | null;
  /** The agreement that an `agreement` card is about; null for other cards, and when a later copy has come. */
  signed: { version: string; isExecuted: boolean } | null;
  /** For `countersigned`: the copy with both signatures, or why there is none, in a sentence. */
  copy: KeptFile | { problem: string } | null;
  /** The list that a `list-publish` asks about, as it would be published now; null for other cards. */
  list: ListToPublish | null;
  /** For a card that takes this one's place. */
  promptId: string;
  programme: Programme;
  now: Date;
};

export type AnswerDecision =
  | { kind: 'refuse'; tell: string }
  /** Kept, and the prompt stays open. */
  | {
      kind: 'noted';
      as: 'vote' | 'recused' | 'done';
      tell: string;
      event: string;
      /** Left out: nothing. */
      expects?: readonly Expectation[];
      facts: readonly Fact[];
    }
  /** `stand` answers the open prompt; `taken-back` undoes what stood on it; `remembered` adds to it. */
  | {
      kind: 'stand' | 'taken-back' | 'remembered';
      tell: string;
      event: string;
      /** Who it is about, where no application or mail of the card says so. */
      personId?: string;
      expects: readonly Expectation[];
      facts: readonly Fact[];
      drafts: readonly Draft[];
    };
