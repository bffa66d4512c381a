// A raw message to the whole mail that core sees: parsed, and its attachments looked into.
import type { ParsedMail } from '../core/mail.ts';
import { inspectAttachments } from './inspect.ts';
import type { FileLimits } from './open-file.ts';
import { parseMail } from './parse.ts';

export type ReadResult =
  | { ok: true; mail: ParsedMail; contents: readonly Uint8Array[]; notes: readonly string[] }
  | { ok: false; reason: string };

/** Parses and inspects. `contents` are the files of `mail.attachments`, in their order. */
export async function readMail(raw: Buffer, limits: FileLimits): Promise<ReadResult> {
  const parsed = await parseMail(raw);
  if (!parsed.ok) {
    return parsed;
  }
  const { mail, files, notes } = parsed;
  const { attachments, contents } = await inspectAttachments(files, limits);
  return { ok: true, mail: { ...mail, attachments }, contents, notes };
}
