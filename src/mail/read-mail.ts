// A raw message to the whole mail that core sees: parsed, and its attachments looked into.
import type { ParsedMail } from '../core/mail.ts';
import { type FileLimits, inspectAttachments } from './inspect.ts';
import type { MimeAttachment } from './mime-parts.ts';
import { parseMail } from './parse.ts';

export type ReadResult =
  | { ok: true; mail: ParsedMail; files: readonly MimeAttachment[]; notes: readonly string[] }
  | { ok: false; reason: string };

/** Parses and inspects. `files` has the contents in the order of `mail.attachments`. */
export async function readMail(raw: Buffer, limits: FileLimits): Promise<ReadResult> {
  const parsed = await parseMail(raw);
  if (!parsed.ok) {
    return parsed;
  }
  const attachments = await inspectAttachments(parsed.files, limits);
  return { ...parsed, mail: { ...parsed.mail, attachments } };
}
