import type { ReplyToSend } from '../core/reply-to-send.ts';
import { addressesByName } from '../store/addresses.ts';
import { caseOf } from '../store/cases.ts';
import { filesOf, replyByPreview } from '../store/replies.ts';
import { caseReferenceOf } from '../store/threads.ts';
import type { Shell } from './shell.ts';

/** The mail that a preview shows, with what is known now about whom it goes to; null for every other prompt. */
export async function replyToSend(
  { database: { read } }: Pick<Shell, 'database'>,
  { id, kind }: { id: string; kind: string },
): Promise<ReplyToSend | null> {
  const found = kind === 'reply-preview' ? await replyByPreview(read, id) : null;
  if (found === null) return null;
  const { reply, mail, isTaken, others } = found;
  const { channel, ts, toAddress, toName, subject, text, html, withdrawn } = reply;
  const files = filesOf(reply);
  const about = mail === null ? null : caseReferenceOf(mail);
  return {
    ...{ channel, ts, toAddress, toName, subject, text, html, files, withdrawn, isTaken, others, about },
    answering: mail?.messageId ?? null,
    personId: about === null ? null : ((await caseOf(read, about))?.person.id ?? null),
    bouncedAt: (await addressesByName(read, [toAddress])).get(toAddress)?.bouncedAt ?? null,
  };
}
