import type { Attachment } from '../mail.ts';
import { documentWords } from './submission-card.ts';

/** A zip may hold anything; a card has room for some. */
const mostListed = 20;

/** What was attached, a file a line, as a fact of a card; none without files. */
export function attachedFact(attachments: readonly Attachment[]): (readonly [string, string])[] {
  const lines = attachments.slice(0, mostListed).map(documentWords);
  const more = attachments.length - lines.length;
  if (more > 0) lines.push(`and ${more} more`);
  return lines.length === 0 ? [] : [['Attached', lines.join('\n')]];
}
