// Sorts what mailparser calls attachments: files that people attached, parts that classification reads, pictures in the text.
import type { MailPart } from '../core/mail.ts';
import { decodeBytes } from './encoded-word.ts';
import { safeFileName } from './file-name.ts';
import type { MimePart } from './mime-reader.ts';

/** An attached file as it came: name and type are the sender's words. Plain data, fit for a worker thread. */
export type MimeAttachment = {
  filename: string;
  statedType: string;
  /** All of it, or when it is `cut` its beginning. */
  content: Uint8Array;
  /** Set when the file was too large to be kept; size in bytes, hash in hex of the whole. */
  cut?: { bytes: number; sha256: string };
};

/** The beginning of a part says what it is; a returned message may be long. */
const longestPart = 64 * 1024;

/** Parts that tell what a mail is: RFC 3464, 3462, 5965, 8098, 6533, 5546. */
const tellingType = /^(message\/.+|text\/rfc822-headers|text\/calendar)$/;

export function sortAttachments(
  attachments: readonly MimePart[],
  html: string,
): { files: MimeAttachment[]; parts: MailPart[]; texts: string[] } {
  const files: MimeAttachment[] = [];
  const texts: string[] = [];
  const parts: MailPart[] = [];
  for (const attachment of attachments) {
    const type = attachment.contentType.toLowerCase();
    if (tellingType.test(type)) {
      parts.push({ type, text: decodeBytes(attachment.content.subarray(0, longestPart)) });
    }
    if (isStrayText(attachment, type)) {
      texts.push(decodeBytes(attachment.content));
    } else if (isFile(attachment, type, html)) {
      files.push({
        filename: nameOf(attachment.filename, type, files.length + 1),
        statedType: type,
        content: attachment.content,
        ...(attachment.cut === null ? {} : { cut: attachment.cut }),
      });
    }
  }
  return { files, parts, texts };
}

/** Text whose Content-Type is so badly written that the parser took it for a file: "text/plain charset=us-ascii". */
function isStrayText(attachment: MimePart, type: string): boolean {
  return /^text\/plain\s/.test(type) && attachment.filename === undefined;
}

function isFile(attachment: MimePart, type: string, html: string): boolean {
  if (tellingType.test(type)) {
    return attachment.filename !== undefined && attachment.contentDisposition === 'attachment';
  }
  // A picture that the HTML shows (a logo in a signature) is part of the text, not something attached.
  return !(
    type.startsWith('image/') &&
    attachment.cid !== undefined &&
    html.includes(`cid:${attachment.cid}`)
  );
}

/** Nameless files are numbered. */
function nameOf(filename: string | undefined, type: string, number: number): string {
  return safeFileName(filename ?? '') || `attachment-${number}${type === 'application/pdf' ? '.pdf' : ''}`;
}
