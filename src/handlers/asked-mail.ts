import type { AskedMail } from '../core/decide/reply-draft.ts';
import { addressesByName } from '../store/addresses.ts';
import { caseOf } from '../store/cases.ts';
import { newestMail } from '../store/replies.ts';
import { caseReferenceOf } from '../store/threads.ts';
import type { Shell } from './shell.ts';

/** The newest mail in the conversation of a question, which an answer of staff goes to; null when there is none. */
export async function askedMail(
  { database: { read } }: Pick<Shell, 'database'>,
  questionId: string,
): Promise<AskedMail | null> {
  const mail = await newestMail(read, questionId);
  if (mail === null) return null;
  const about = caseReferenceOf(mail);
  const sender = mail.fromAddress?.toLowerCase() ?? null;
  return {
    inboundMailId: mail.id,
    kind: mail.kind,
    sender,
    subject: mail.subject ?? '',
    subjectCase: about === null ? null : await caseOf(read, about),
    bouncedAt:
      sender === null ? null : ((await addressesByName(read, [sender])).get(sender)?.bouncedAt ?? null),
  };
}
