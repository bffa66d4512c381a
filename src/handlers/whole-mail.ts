import { wordsForInstant } from '../core/calendar.ts';
import type { WholeMail } from '../core/staff-view.ts';
import { promptById } from '../store/prompts.ts';
import { senderOf } from './sender-words.ts';
import type { Shell } from './shell.ts';

/** The mail that a card is about, read once more from what was recorded; null when it is no longer there. */
export async function wholeMail(
  { database, desks, blobs, readMail }: Pick<Shell, 'database' | 'desks' | 'blobs' | 'readMail'>,
  promptId: string,
): Promise<WholeMail | null> {
  const prompt = await promptById(database, promptId);
  const desk = desks.find(({ programme }) => programme.name === prompt?.programme);
  const id = prompt?.inboundMailId ?? null;
  const recorded = id === null ? null : await database.read.inboundMail.findUnique({ where: { id } });
  if (recorded === null || recorded.rawErasedAt !== null || desk === undefined) return null;
  const read = await readMail({
    path: blobs.pathOf(recorded.sha256),
    sha256: recorded.sha256,
    internalDate: recorded.internalDate,
    openFiles: false,
  });
  if (!read.ok) return null;
  const { mail, arrival } = read;
  return {
    from: senderOf(mail),
    subject: mail.subject,
    received: wordsForInstant(arrival.receivedAt, desk.programme.timeZone),
    text: mail.text ?? mail.htmlText ?? '',
    files: mail.attachments.map(({ filename }) => filename).slice(0, 20),
  };
}
