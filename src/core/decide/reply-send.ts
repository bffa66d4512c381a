// A click below the preview of a mail that staff wrote, or on the question itself.
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { wordsForInstant } from '../calendar.ts';
import type { CopyDraft } from '../decision.ts';
import type { ReplyToSend } from '../reply-to-send.ts';

/** One for each message, however often it was edited and whatever was shown of it: one mail. */
export function replyKey({ channel, ts }: { channel: string; ts: string }): string {
  return `reply/${channel}/${ts}`;
}

/** Sends a mail that was shown, discards it, or closes a question that needs none. */
export function answerReply(
  input: AnswerInput,
  choice: 'send-mail' | 'discard' | 'no-answer',
): AnswerDecision {
  switch (choice) {
    case 'send-mail':
      return sendReply(input);
    case 'discard':
      return stand('Discarded: nothing was sent. The question is still open.', 'reply-discarded');
    case 'no-answer':
      return stand('Noted: no answer is needed. What they write next opens it again.', 'question-closed');
  }
}

function stand(tell: string, event: string): AnswerDecision {
  return { kind: 'stand', tell, event, expects: [], facts: [], drafts: [] };
}

/** What the preview shows goes out, word for word. */
function sendReply({ reply, prompt, by, hold, programme, now }: AnswerInput): AnswerDecision {
  if (reply === null) return { kind: 'refuse', tell: 'This preview names no mail. Nothing was sent.' };
  const { timeZone } = programme;
  if (reply.isTaken)
    return { kind: 'refuse', tell: 'A mail was made of this message before. One message is one mail.' };
  if (reply.bouncedAt !== null)
    return {
      kind: 'refuse',
      tell: `Mail to ${reply.toAddress} came back on ${wordsForInstant(reply.bouncedAt, timeZone)}, so nothing was sent. Please reach them another way.`,
    };
  const key = replyKey(reply);
  const waits =
    hold === null
      ? 'It goes out now; this thread says so once it is sent.'
      : `All mail is held since ${wordsForInstant(hold.heldAt, timeZone)}, so it waits until mail is resumed; this thread says so once it is sent.`;
  return {
    kind: 'stand',
    tell: waits,
    event: 'reply-approved',
    // A second wording of the same message must not pass for sent.
    expects: [{ row: 'outbox-key', key }],
    facts: [
      { fact: 'reply-approved', previewId: prompt.id, by, at: now },
      ...reply.others.map((promptId) => ({
        fact: 'prompt-superseded' as const,
        promptId,
        because: overtaken,
      })),
    ],
    drafts: [mailOf(reply, key)],
  };
}

/** Two who write at the same time must not both answer: the second looks again at what the first has said. */
const overtaken =
  'Another answer was sent from this thread meanwhile. Please read it; if this is still needed, edit your message or write a new one, and a new preview comes.';

function mailOf(reply: ReplyToSend, key: string): CopyDraft {
  const { toAddress, toName, subject, text, html, files, about, personId, withdrawn } = reply;
  return {
    channel: 'copy',
    key,
    to: toAddress,
    toName,
    copy: { of: 'staff-reply', subject, text, html, attachments: files },
    about,
    personId,
    condition: { kind: 'staff-reply', withdrawn },
    notBefore: null,
  };
}
