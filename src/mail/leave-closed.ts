// For a mail whose files proved dangerous to open: they are named and measured, and nothing is opened.
import { createHash } from 'node:crypto';
import { fileType, isAccepted } from './file-type.ts';
import type { MimeAttachment } from './mime-parts.ts';
import type { FileLimits, OpenedFile } from './open-file.ts';

/** What can be told by its first bytes. A text or picture is what it is; anything else counts as one that cannot be opened. */
export async function leaveClosed(file: MimeAttachment, limits: FileLimits): Promise<OpenedFile> {
  const { filename, content, cut } = file;
  const type = fileType(content, filename) ?? 'application/octet-stream';
  const size = cut ?? { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  const isPlain = /^(?:text|image)\//.test(type);
  const plainProblem = isAccepted(type, limits.types) ? null : 'unsupported-type';
  const problem = cut === undefined ? (isPlain ? plainProblem : 'corrupt') : 'too-large';
  return { attachment: { filename, type, ...size, pages: null, problem }, found: [] };
}
