// Whether a message in Slack is meant for an applicant, and what an edit or a deletion does to what was shown of it.
import type { Programme } from '../../programme/schema.ts';
import { wordsForInstant } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Draft } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { type Block, behindSign } from '../rich-text.ts';
import type { WrittenMessage } from '../staff-message.ts';

/** A wording of a message that was shown as a mail. */
export type Wording = {
  channel: string;
  ts: string;
  edition: string;
  questionId: string;
  previewId: string;
  toAddress: string;
  approvedAt: Date | null;
  /** Whether its preview still waits for a click. */
  isOpen: boolean;
};

export type ThreadChange = {
  event: string;
  /** Whose case it is in, where that is known. */
  subject?: Case | null;
  facts: readonly Fact[];
  drafts: readonly Draft[];
};

export type WordingVerdict =
  | { kind: 'nothing' }
  /** For who wrote it alone: nothing of ours stands above it. */
  | { kind: 'tell'; tell: string }
  | { kind: 'change'; change: (questionId: string) => ThreadChange }
  /** Shown as a mail, if nothing stands against it. */
  | { kind: 'wording'; words: readonly Block[] };

const nothing: WordingVerdict = { kind: 'nothing' };

/**
 * What a message, or a new wording of one, asks for. Without the sign it is staff talking among themselves.
 * @param isBelowCard whether it stands in the thread of a card; `programmes` are those whose sign counts there
 */
export function judgeWording(
  message: WrittenMessage,
  {
    known,
    isBelowCard,
    programmes,
  }: {
    known: readonly Wording[];
    isBelowCard: boolean;
    programmes: readonly Pick<Programme, 'slack' | 'timeZone'>[];
  },
): WordingVerdict {
  // Slack tells twice of one message, and of edits not always in their order.
  if (known.some(({ edition }) => edition >= message.edition)) return nothing;
  const words = firstBehindSign(message.words, programmes);
  const sent = known.find(({ approvedAt }) => approvedAt !== null);
  if (sent !== undefined) return { kind: 'change', change: () => editedTooLate(sent, message, programmes) };
  if (words === null) {
    if (!known.some(({ isOpen }) => isOpen)) return nothing;
    const because = 'The message was edited and no longer begins with the sign of a mail, so it is not sent.';
    return {
      kind: 'change',
      change: () => ({ event: 'reply-taken-back', facts: withdrawnPreviews(known, because), drafts: [] }),
    };
  }
  if (isBelowCard) return { kind: 'wording', words };
  return message.by === null ? nothing : { kind: 'tell', tell: elsewhere(message) };
}

function firstBehindSign(
  words: readonly Block[],
  programmes: readonly Pick<Programme, 'slack'>[],
): readonly Block[] | null {
  for (const { slack } of programmes) {
    const behind = behindSign(words, slack.replySign);
    if (behind !== null) return behind;
  }
  return null;
}

function elsewhere({ thread }: WrittenMessage): string {
  return thread === null
    ? 'This was not made into a mail: it stands in the channel. To answer somebody, write in the thread below their question.'
    : 'This was not made into a mail: no question of an applicant stands above this thread. Write in the thread below their question.';
}

/** Previews that nobody has clicked on, each with the reason why it no longer counts. */
export function withdrawnPreviews(known: readonly Wording[], because: string): Fact[] {
  return known.flatMap(({ isOpen, previewId }) =>
    isOpen ? [{ fact: 'prompt-superseded' as const, promptId: previewId, because }] : [],
  );
}

function editedTooLate(
  { channel, ts, questionId, toAddress, approvedAt }: Wording,
  { edition, by }: WrittenMessage,
  programmes: readonly Pick<Programme, 'timeZone'>[],
): ThreadChange {
  const when = words(approvedAt, programmes);
  const whom = by === null ? '' : `<@${by}> `;
  return {
    event: 'reply-edited-too-late',
    facts: [],
    drafts: [
      {
        channel: 'note',
        key: `note/reply-edited/${channel}/${ts}/${edition}`,
        promptId: questionId,
        words: `${whom}Your edit changes nothing: the mail to ${toAddress} was let go on ${when}, as the preview showed it. To add something, write a new message.`,
      },
    ],
  };
}

/** The message is gone: what was shown of it is not sent; what was sent stays sent, and the thread says so. */
export function deletedChange(
  known: readonly Wording[],
  programme: Pick<Programme, 'timeZone'>,
): ThreadChange {
  const sent = known.find(({ approvedAt }) => approvedAt !== null);
  const note: Draft[] =
    sent === undefined
      ? []
      : [
          {
            channel: 'note',
            key: `note/reply-deleted/${sent.channel}/${sent.ts}`,
            promptId: sent.questionId,
            words: `The message was deleted here, but its mail to ${sent.toAddress} was let go on ${words(sent.approvedAt, [programme])}.`,
          },
        ];
  return {
    event: 'reply-message-deleted',
    facts: withdrawnPreviews(known, 'The message was deleted, so this is not sent.'),
    drafts: note,
  };
}

function words(at: Date | null, [programme]: readonly Pick<Programme, 'timeZone'>[]): string {
  return at === null ? 'before' : wordsForInstant(at, programme?.timeZone ?? 'UTC');
}
