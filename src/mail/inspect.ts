// Looks into the attachments of a mail: each file by itself (open-file.ts), and all of them against what one mail may hold.
import type { Attachment } from '../core/mail.ts';
import type { MimeAttachment } from './mime-parts.ts';
import { type FileLimits, type OpenedFile, openFile } from './open-file.ts';
import { type Room, wholeRoom } from './unpack.ts';

/** `contents` has the bytes of `attachments`, in the same order: those of the mail, each followed by what was found in it. */
export type Inspected = { attachments: readonly Attachment[]; contents: readonly Uint8Array[] };

type OpenFile = (file: MimeAttachment, limits: FileLimits, room: Room) => Promise<OpenedFile>;

/**
 * Inspects the files of one mail, in their order. What was unpacked counts towards `maxBytesTotal`, and not the
 * container around it; all containers of a mail share one room.
 * @param open how one file is opened; another one may do it in a thread of its own
 */
export async function inspectAttachments(
  files: readonly MimeAttachment[],
  limits: FileLimits,
  open: OpenFile = openFile,
): Promise<Inspected> {
  const attachments: Attachment[] = [];
  const contents: Uint8Array[] = [];
  const room = { ...wholeRoom };
  let total = 0;
  const add = (attachment: Attachment, content: Uint8Array) => {
    total += attachment.holds ? 0 : attachment.bytes;
    const over = total > limits.maxBytesTotal && attachment.problem === null;
    attachments.push(over ? { ...attachment, problem: 'too-large' } : attachment);
    contents.push(content);
  };
  for (const file of files) {
    const { attachment, found } = await open(file, limits, { ...room });
    // The raw message has what was too large to be kept.
    add(attachment, file.cut === undefined ? file.content : new Uint8Array(0));
    for (const inner of found) {
      room.files -= 1;
      room.bytes -= inner.content.length;
      add(inner.attachment, inner.content);
    }
  }
  return { attachments, contents };
}
