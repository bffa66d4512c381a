// What every listener needs: Slack to talk to, and what the rest of the house does with an answer.
import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Choice } from '../core/choice.ts';
import type { MergeDoor } from '../core/merge-door.ts';
import type { PersonActs } from '../core/person-acts.ts';
import type { AnswerOutcome, StaffAnswer } from '../core/prompt.ts';
import type { SettingsDoor } from '../core/settings/view.ts';
import type { MessageOutcome, StaffMessage } from '../core/staff-message.ts';
import type { Found, Look, PersonPage, PersonWanted, StaffOverview, WholeMail } from '../core/staff-view.ts';
import type { Log } from '../log.ts';
import type { Identity } from './cards.ts';
import type { Workspace } from './identity.ts';

export type Desk = {
  web: WebClient;
  log: Log;
  /** What speaks against it already now, null when nothing does. Quick: a form waits for it. */
  mayAnswer: (answer: StaffAnswer) => Promise<AnswerOutcome | null>;
  /** What may be chosen for a choice on the cards of a channel, by label. */
  reasonsFor: (channel: string | null, choice: Choice) => readonly string[];
  /** Decides. Checks everything again. */
  onAnswer: (answer: StaffAnswer) => Promise<AnswerOutcome>;
  looks: StaffLooks;
  /** Absent: nothing can be set here. */
  settings?: SettingsDoor | undefined;
  /** Absent: nothing can be done about a person here. */
  personActs?: PersonActs | undefined;
  /** Absent: people cannot be merged here. */
  merging?: MergeDoor | undefined;
  /** Somebody wrote, changed or deleted a message; nearly all of them are nothing to us. */
  onMessage: (message: StaffMessage) => Promise<MessageOutcome>;
  /** Throws what WebClient throws while Slack has not said it yet. */
  workspace: () => Promise<Identity & Workspace>;
};

/** What may be looked at, by the Slack id of who looks; nothing is changed by it. */
export type StaffLooks = {
  overview: (by: string) => Promise<Look<StaffOverview>>;
  /** By name, address or order number. */
  search: (by: string, words: string) => Promise<Look<Found>>;
  /** Null when there is nobody with this id. */
  person: (by: string, wanted: PersonWanted) => Promise<Look<PersonPage | null>>;
  /** The mail that a card shows a part of; null when there is none. */
  mail: (by: string, promptId: string) => Promise<Look<WholeMail | null>>;
};

/** The part of Bolt's listener arguments that ours use. */
export type Received = { ack: () => Promise<void>; body: unknown };

/** The same where what is shown goes back by `respond`, visible to the person only. */
export type ReceivedWithRespond = Received & { respond: RespondFn };
