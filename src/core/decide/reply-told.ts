// What became of a mail that staff wrote, said in the thread in which they wrote it.
import { wordsForInstant } from '../calendar.ts';
import type { Draft } from '../decision.ts';
import type { Expectation } from '../expectation.ts';
import type { Fact } from '../facts.ts';
import type { Hold } from '../hold.ts';

export type ReplyUnderWay = {
  replyId: string;
  questionId: string;
  toAddress: string;
  approvedBy: string;
  /** What the thread was told last, or null. */
  told: string | null;
  /** How its mail stands: `pending`, `sent` ...; with the reason, and when it was sent. */
  status: string;
  statusReason: string | null;
  attempts: number;
  sentAt: Date | null;
  /** The mail that it answers. */
  inboundMailId: string;
};

export type Told = { expects: readonly Expectation[]; facts: readonly Fact[]; drafts: readonly Draft[] };

/** The words to be said now, and what they change; null when there is nothing new. */
export function tellOfReply(
  reply: ReplyUnderWay,
  { hold, timeZone }: { hold: Hold | null; timeZone: string },
): Told | null {
  const state = stateOf(reply, hold);
  if (state === null || state === reply.told) return null;
  const { replyId, questionId, told, approvedBy, inboundMailId } = reply;
  const facts: Fact[] = [{ fact: 'reply-told', replyId, before: told, told: state }];
  const isSent = state === 'sent';
  if (isSent) facts.push({ fact: 'question-answered', promptId: questionId, by: approvedBy, inboundMailId });
  const words = wordsFor(state, reply, { hold, timeZone });
  // A mail may fail, be sent again by a click, and fail again: each is news.
  const key = `note/reply/${replyId}/${told ?? 'nothing'}-${state}/${reply.attempts}`;
  return {
    // Said twice, it would close a question that was opened again in between.
    expects: isSent ? [{ row: 'outbox-key', key }] : [],
    facts,
    drafts: [{ channel: 'note', key, promptId: questionId, words }],
  };
}

const states = ['sent', 'held', 'failed', 'unknown', 'superseded'];

/** What is worth telling of how it stands, or null. */
function stateOf({ status, attempts }: ReplyUnderWay, hold: Hold | null): string | null {
  if (states.includes(status)) return status;
  if (status !== 'pending') return null;
  if (hold !== null) return 'on-hold';
  return attempts > 0 ? 'delayed' : null;
}

function wordsFor(
  state: string,
  { toAddress, statusReason, sentAt }: ReplyUnderWay,
  { hold, timeZone }: { hold: Hold | null; timeZone: string },
): string {
  const why = statusReason === null ? '' : `: ${statusReason}`;
  switch (state) {
    case 'sent':
      return `Sent to ${toAddress} on ${sentAt === null ? 'a time that is not known' : wordsForInstant(sentAt, timeZone)}.`;
    case 'held':
      return `Not sent yet: the mail to ${toAddress} is held${why}. Somebody has to let it go (“torq held” shows it).`;
    case 'on-hold':
      return `Not sent yet: all mail is held since ${hold === null ? 'a while' : wordsForInstant(hold.heldAt, timeZone)}. It goes out when mail is resumed.`;
    case 'delayed':
      return `Not sent yet: the mail server did not take the mail to ${toAddress}${why}. torq tries again by itself.`;
    case 'unknown':
      return `The mail to ${toAddress} may or may not have gone out${why}. A card in the channel asks what to do.`;
    case 'superseded':
      return `Not sent to ${toAddress}${why}. The question is still open.`;
    default:
      return `Not sent: the mail to ${toAddress} failed${why}. The question is still open; please reach them another way.`;
  }
}
