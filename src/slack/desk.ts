// What every listener needs: Slack to talk to, and what the rest of the house does with an answer.
import type { WebClient } from '@slack/web-api';
import type { Choice } from '../core/choices.ts';
import type { AnswerOutcome, StaffAnswer } from '../core/prompt.ts';
import type { Log } from '../log.ts';

export type Desk = {
  web: WebClient;
  log: Log;
  /** What speaks against it already now, null when nothing does. Quick: a form waits for it. */
  mayAnswer: (answer: StaffAnswer) => Promise<AnswerOutcome | null>;
  /** What may be chosen for a choice on the cards of a channel, by label. */
  reasonsFor: (channel: string | null, choice: Choice) => readonly string[];
  /** Decides. Checks everything again. */
  onAnswer: (answer: StaffAnswer) => Promise<AnswerOutcome>;
};

/** The part of Bolt's listener arguments that ours use. */
export type Received = { ack: () => Promise<void>; body: unknown };
