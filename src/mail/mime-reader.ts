// The MIME parts of a message, one after the other, so that of a large file only what is needed stays in memory.
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type AttachmentStream, MailParser, type MessageText } from 'mailparser';

/** A part that is not the text of the message. `content` is its beginning only when it is `cut`. */
export type MimePart = {
  contentType: string;
  contentDisposition: string | undefined;
  filename: string | undefined;
  cid: string | undefined;
  content: Buffer;
  cut: { bytes: number; sha256: string } | null;
};

export type MimeContent = { text: string | undefined; html: string | undefined; attachments: MimePart[] };

/** Files beyond these sizes, in bytes, are measured and not kept. */
export type KeptSizes = { each: number; total: number };

/** What is kept of a file that is too large: enough to see what it is. */
const beginning = 64 * 1024;

/**
 * Parses a message (RFC 2045). Limits: 1 MiB of header section, 1000 parts (mailparser).
 * @throws when it cannot be parsed
 */
export async function readMime(input: Buffer | Readable, kept: KeptSizes): Promise<MimeContent> {
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    checksumAlgo: false,
  });
  const content: MimeContent = { text: undefined, html: undefined, attachments: [] };
  let room = kept.total;
  // The parser gives up with an error and leaves the part that is being read without an end.
  let open: Readable | null = null;
  parser.on('error', (error) => open?.destroy(error));
  feed(parser, input);
  for await (const part of parser as AsyncIterable<AttachmentStream | MessageText>) {
    if (part.type === 'text') {
      content.text = part.text || undefined;
      content.html = part.html || undefined;
      continue;
    }
    open = part.content;
    const read = await readPart(part, Math.min(kept.each, room));
    room -= read.content.length;
    content.attachments.push(read);
    open = null;
    part.release?.();
  }
  return content;
}

function feed(parser: MailParser, input: Buffer | Readable): void {
  if (Buffer.isBuffer(input)) {
    parser.end(input);
    return;
  }
  input.once('error', (error) => parser.destroy(error));
  input.pipe(parser);
}

async function readPart(part: AttachmentStream, most: number): Promise<MimePart> {
  const { contentType, contentDisposition, filename, cid } = part;
  const { content, cut } = await readUpTo(most, part.content);
  return { contentType, contentDisposition, filename, cid, content, cut };
}

/** All of it, or of what is longer the beginning, with size and hash of the whole. */
async function readUpTo(
  most: number,
  stream: AsyncIterable<Buffer>,
): Promise<Pick<MimePart, 'content' | 'cut'>> {
  const hash = createHash('sha256');
  let pieces: Buffer[] = [];
  let bytes = 0;
  let isCut = false;
  for await (const piece of stream) {
    bytes += piece.length;
    if (!isCut) pieces.push(piece);
    if (!isCut && bytes > most) {
      isCut = true;
      for (const kept of pieces) hash.update(kept);
      pieces = [Buffer.concat(pieces).subarray(0, Math.min(beginning, most))].map((start) =>
        Buffer.from(start),
      );
    } else if (isCut) hash.update(piece);
  }
  return { content: Buffer.concat(pieces), cut: isCut ? { bytes, sha256: hash.digest('hex') } : null };
}
