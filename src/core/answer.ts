import type { Programme } from '../programme/schema.ts';
import type { ApplicationCase } from './case.ts';
import type { Draft, PromptKind } from './decision.ts';
import type { Expectation, Fact } from './facts.ts';
import type { Choice } from './prompt.ts';

/** What is known when a member of staff has answered a prompt. */
export type AnswerInput = {
  prompt: {
    id: string;
    kind: PromptKind;
    outboxItemId: string | null;
    inboundMailId: string | null;
    paymentId: string | null;
  };
  choice: Choice;
  /** Slack user id of who answered. */
  by: string;
  reason: string | null;
  /** The application that an `soq-approval` is about. */
  application: ApplicationCase | null;
  programme: Programme;
  now: Date;
};

export type AnswerDecision =
  | { kind: 'refuse'; tell: string }
  | {
      kind: 'stand';
      tell: string;
      event: string;
      expects: readonly Expectation[];
      facts: readonly Fact[];
      drafts: readonly Draft[];
    };
