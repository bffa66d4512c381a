// The staff's door: what the rest of the house can do in Slack, and the connection over which clicks come in.
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Choice } from '../core/choice.ts';
import type { MergeDoor } from '../core/merge-door.ts';
import type { PersonActs } from '../core/person-acts.ts';
import type { AnswerOutcome, CardPlace, PromptView, StaffAnswer } from '../core/prompt.ts';
import type { SettingsDoor } from '../core/settings/view.ts';
import type { WrittenMessage } from '../core/staff-message.ts';
import type { Log } from '../log.ts';
import { addressBook } from './address-book.ts';
import { boltLogger } from './bolt-logger.ts';
import { findCard, postCard, redrawCard } from './cards.ts';
import type { Desk, StaffLooks } from './desk.ts';
import { type SlackDocument, uploadDocuments } from './documents.ts';
import { setupProblemOf, slackError, untilMended } from './errors.ts';
import { fetchFile, type SlackFile } from './fetch-file.ts';
import { identityOf } from './identity.ts';
import { trackInFlight } from './in-flight.ts';
import { receive } from './receive.ts';
import type { ReceiverHealth, Receiving } from './receiver.ts';
import { messagesIn } from './thread-messages.ts';
import { replyOnce, type SaidOnce } from './thread-replies.ts';

export type SlackOptions = {
  botToken: string;
  receiving: Receiving;
  /** Another Slack than Slack's, ending in `/api/`; null for the real one. */
  apiUrl: string | null;
  log: Log;
  /** What speaks against an answer already when its form opens; null when nothing does. Must be quick. */
  mayAnswer: (answer: StaffAnswer) => Promise<AnswerOutcome | null>;
  /** Labels of the standard reasons for a choice on the cards of a channel; null: not known which. */
  reasonsFor: (channel: string | null, choice: Choice) => readonly string[];
  /** Decides, and checks everything again. What it returns is told to the person privately. */
  onAnswer: (answer: StaffAnswer) => Promise<AnswerOutcome>;
  /** What becomes of a message that somebody wrote where the app is. */
  onMessage: Desk['onMessage'];
  /** What App Home and the slash command show; each asks anew who may see it. */
  looks: StaffLooks;
  /** Acting on a person from their page; absent: nobody can. */
  personActs?: PersonActs | undefined;
  /** Absent: people cannot be merged here. */
  merging?: MergeDoor | undefined;
  /** Changing settings, by those who may; absent: nobody may. */
  settings?: SettingsDoor | undefined;
};

/** All of these throw TransientError or PermanentError. */
export type SlackDoor = {
  /** Posts a card, trying once. After a TransientError it may be there all the same: `find` it before another try. */
  post(prompt: PromptView): Promise<CardPlace>;
  /** Draws the card of `prompt.place` anew. */
  redraw(prompt: PromptView): Promise<void>;
  /** The earliest card of the prompt in the channel, or in the thread, since then; null if there is none. */
  find(promptId: string, channel: string, since: Date, thread?: string | null): Promise<CardPlace | null>;
  /** Puts documents into the thread of a card. */
  uploadDocuments(place: CardPlace, documents: readonly SlackDocument[]): Promise<void>;
  /** Says something in the thread of a card, once, however often it is tried. */
  reply(place: CardPlace, words: string, once: SaidOnce): Promise<void>;
  /** A file that somebody attached to a message; a PermanentError says why it cannot be had. */
  fetchFile(id: string, maxBytes: number): Promise<SlackFile>;
  /** What people have written in the thread of a card, oldest first; edited messages as they are now. */
  messages(place: CardPlace): Promise<readonly WrittenMessage[]>;
  /** The e-mail address of a member, lower-cased; null when Slack does not tell it to us. */
  addressOf(userId: string): Promise<string | null>;
  health(): ReceiverHealth;
  /** Takes no more clicks, and waits for those that have arrived. */
  stop(): Promise<void>;
};

const callLimit = 10_000;
const openLimit = 5_000;
const uploadLimit = 120_000;

/**
 * Connects to Slack. Also resolves when Slack cannot be reached: it goes on trying, and `health` says why.
 * @throws PermanentError when nothing can listen at the address for requests over HTTP
 */
export async function startSlack(options: SlackOptions): Promise<SlackDoor> {
  const { log, mayAnswer, reasonsFor, onAnswer, onMessage, looks, settings, personActs, merging } = options;
  const web = new WebClient(options.botToken, clientOptions(options, callLimit));
  const uploads = new WebClient(options.botToken, clientOptions(options, uploadLimit));
  const inFlight = trackInFlight();
  const call = callOf();
  const whoAmI = identityOf(web);
  const desk: Desk = {
    ...{ web, log, mayAnswer, reasonsFor, onAnswer, onMessage, looks, settings, personActs, merging },
    workspace: whoAmI,
  };
  const [receiver] = await Promise.all([
    receive(options.receiving, { desk, inFlight, openOptions: () => clientOptions(options, openLimit) }),
    // Only so that a wrong bot token shows in `health` before the first card is due.
    call.run(whoAmI).catch((err) => log.warn({ err }, 'Slack does not say who the app is')),
  ]);
  return {
    post: (prompt) => call.run(() => postCard(web, prompt)),
    redraw: async (prompt) => {
      try {
        await call.run(() => redrawCard(web, prompt));
      } catch (error) {
        // An answered card must not keep its buttons because the app was out of its channel for an hour.
        throw untilMended(error);
      }
    },
    find: (promptId, channel, since, thread = null) =>
      call.run(async () => findCard(web, await whoAmI(), { promptId, channel, since, thread })),
    uploadDocuments: (place, documents) => call.run(() => uploadDocuments(uploads, place, documents)),
    reply: (place, words, once) => call.run(() => replyOnce({ web, whoAmI }, place, words, once)),
    fetchFile: (id, maxBytes) => call.run(() => fetchFile({ ...options, web }, id, maxBytes)),
    messages: (place) => call.run(async () => messagesIn(web, await whoAmI(), place)),
    addressOf: addressBook(web, log),
    health: () => {
      const health = receiver.health();
      return { ...health, problem: health.problem ?? call.problem() };
    },
    stop: async () => {
      await receiver.stop();
      await inFlight.settled();
    },
  };
}

/** A fresh object each time: Bolt and the socket client write into the one they get. */
function clientOptions({ apiUrl, log }: SlackOptions, timeout: number): WebClientOptions {
  return {
    logger: boltLogger(log),
    // What is to be tried again is in the outbox and tried again from there; a lost answer to a post must not post twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  };
}

/** Runs calls with our errors, and remembers what is wrong with tokens or channel until a call succeeds again. */
function callOf() {
  let problem: string | null = null;
  return {
    problem: () => problem,
    run: async <T>(work: () => Promise<T>): Promise<T> => {
      try {
        const result = await work();
        problem = null;
        return result;
      } catch (cause) {
        const error = slackError(cause);
        problem = setupProblemOf(error) ?? problem;
        throw error;
      }
    },
  };
}
