import { type ReplyUnderWay, tellOfReply } from '../core/decide/reply-told.ts';
import { commit } from '../store/commit.ts';
import { standingHold } from '../store/holds.ts';
import type { OutboxItem } from '../store/outbox.ts';
import { repliesUnderWay, type StaffReply } from '../store/replies.ts';
import { prepare } from './prepare.ts';
import type { Shell } from './shell.ts';

const listed = 100;

/**
 * Says in the threads what became of the mails that staff wrote there, and closes the questions that are answered. Only
 * the database is asked, so what a crash kept back is said at the next round.
 * @returns how many were told of
 */
export async function tellReplies(shell: Shell): Promise<number> {
  const { database, desks } = shell;
  const underWay = await repliesUnderWay(database.read, listed);
  if (underWay.length === 0) return 0;
  const hold = await standingHold(database.read);
  let told = 0;
  for (const { reply, item } of underWay) {
    const desk = desks.find(({ programme }) => programme.name === item.programme);
    if (desk === undefined) continue;
    const { timeZone } = desk.programme;
    const news = tellOfReply(standing(reply, item), { hold, timeZone });
    if (news === null) continue;
    const result = await commit(database, {
      cause: { kind: 'message' },
      programme: item.programme,
      event: 'reply-told',
      by: 'torq',
      reason: `mail to ${reply.toAddress}: ${item.status}`,
      about: null,
      personId: item.personId,
      expects: news.expects,
      facts: news.facts,
      drafts: await prepare(shell, desk, news.drafts),
      now: shell.now(),
    });
    if (result === 'committed') told += 1;
  }
  return told;
}

function standing(reply: StaffReply, { status, statusReason, attempts, sentAt }: OutboxItem): ReplyUnderWay {
  const { id: replyId, questionId, inboundMailId, toAddress, told } = reply;
  const approvedBy = reply.approvedBy ?? reply.by;
  return {
    replyId,
    questionId,
    inboundMailId,
    toAddress,
    approvedBy,
    told,
    status,
    statusReason,
    attempts,
    sentAt,
  };
}
