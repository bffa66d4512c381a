// Files that came in another file (winmail.dat, a zip) stand behind it in the list of a mail's attachments.
import type { Attachment } from './mail.ts';

export type Parcel = { attachment: Attachment; inside: readonly Attachment[] };

/** Each attachment of the mail itself with what was found in it. Attachments may have been left out before. */
export function parcelsOf(attachments: readonly Attachment[]): readonly Parcel[] {
  const parcels: { attachment: Attachment; inside: Attachment[] }[] = [];
  for (const attachment of attachments) {
    const before = parcels.at(-1);
    if (attachment.within !== undefined && attachment.within === before?.attachment.filename)
      before.inside.push(attachment);
    else parcels.push({ attachment, inside: [] });
  }
  return parcels;
}
