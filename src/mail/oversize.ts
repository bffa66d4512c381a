// A message that was not fetched whole is recorded by what can be had of it; the mailbox reader puts these fields on top.
import type { Attachment, HeaderField } from '../core/mail.ts';
import type { ListedFile } from './body-structure.ts';
import { isAccepted, promisedType } from './file-type.ts';
import type { FileLimits } from './open-file.ts';

const oversizeField = 'X-Torq-Oversize';
/** One for each file of such a message, right below: bytes, type, name. */
const notFetchedField = 'X-Torq-Not-Fetched';

export const unfetchedField = 'X-Torq-Unfetched';

/** `bytes` is the size of the whole message. */
export type Oversize = { bytes: number; files: readonly ListedFile[] };

/** The fields that mark a message as not fetched whole. Names are percent-encoded: they may hold anything. */
export function oversizeFields(bytes: number, files: readonly ListedFile[]): string[] {
  return [
    `${oversizeField}: ${bytes}; files=${files.length}`,
    ...files.map(
      (file) =>
        `${notFetchedField}: ${file.bytes} ${file.type} ${encodeURIComponent(file.filename.toWellFormed())}`,
    ),
  ];
}

/**
 * What is known of a message that was not fetched whole, else null. Only as the first fields are they ours: whatever a
 * sender writes stands below those of the mail servers.
 */
export function oversizeOf([first, ...below]: readonly HeaderField[]): Oversize | null {
  if (first?.name !== oversizeField.toLowerCase()) return null;
  const [, stated, count = '0'] = /^(\d{1,15})(?:; files=(\d{1,4}))?$/.exec(first.value) ?? [];
  if (stated === undefined || Number(stated) === 0) return null;
  const files = below
    .slice(0, Number(count))
    .flatMap(({ name, value }) => (name === notFetchedField.toLowerCase() ? listedFile(value) : []));
  return { bytes: Number(stated), files };
}

function listedFile(value: string): ListedFile[] {
  const [, bytes, type, name] = /^(\d{1,15}) ([\w.+-]+\/[\w.+-]+) (\S{1,4000})$/.exec(value) ?? [];
  if (bytes === undefined || type === undefined || name === undefined) return [];
  try {
    return [{ filename: decodeURIComponent(name), type, bytes: Number(bytes) }];
  } catch {
    return [];
  }
}

/** Why the mail server listed a message and did not give it, or null. */
export function unfetchedReason([first]: readonly HeaderField[]): string | null {
  return first?.name === unfetchedField.toLowerCase() ? first.value : null;
}

/**
 * The files of such a message as attachments, none of which can be reviewed; where none is known, one that stands for the
 * message, so that the sender is told that it was too large. Types are the sender's words, or what the name promises.
 */
export function oversizeAttachments({ bytes, files }: Oversize, limits: FileLimits): Attachment[] {
  const whole = { filename: 'your message with its attachments', type: 'application/octet-stream', bytes };
  const listed = files.length === 0 ? [whole] : files;
  return listed.map(({ filename, type, bytes }) => {
    const promised = promisedType(filename) ?? type;
    const file = { filename, type: promised, bytes: Math.min(bytes, 2_147_483_647), sha256: '', pages: null };
    if (bytes > limits.maxBytesEach || files.length === 0) return { ...file, problem: 'too-large' };
    return isAccepted(promised, limits.types)
      ? { ...file, problem: 'too-large', leftBehind: true }
      : { ...file, problem: 'unsupported-type' };
  });
}
