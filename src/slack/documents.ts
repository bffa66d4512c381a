import type { WebClient } from '@slack/web-api';
import type { CardPlace } from '../core/prompt.ts';

/** A document as it came with a mail. */
export type SlackDocument = { filename: string; content: Buffer };

/**
 * Puts the documents into the thread under the card, together. Trying again after a lost answer may put them there
 * twice, which harms nobody.
 */
export async function uploadDocuments(
  web: WebClient,
  place: CardPlace,
  documents: readonly SlackDocument[],
): Promise<void> {
  const [first, ...others] = documents.map(({ filename, content }) => ({
    filename: harmlessName(filename),
    file: content,
  }));
  if (first === undefined) return;
  await web.filesUploadV2({
    channel_id: place.channel,
    thread_ts: place.ts,
    file_uploads: [first, ...others],
  });
}

/** The end of the name, with its ending, in one line and without folders. */
function harmlessName(name: string): string {
  const cleaned = name.toWellFormed().replace(/[\p{Cc}\p{Cf}/\\]+/gu, '_');
  return cleaned.slice(-150).toWellFormed() || 'document';
}
