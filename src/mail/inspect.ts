// Looks into attachments: what they really are, how big, how many pages, and what is wrong with them.
import { createHash } from 'node:crypto';
import type { Attachment, AttachmentProblem } from '../core/mail.ts';
import { fileType, isAccepted, promisedType } from './file-type.ts';
import type { MimeAttachment } from './mime-parts.ts';
import { readPdf } from './pdf.ts';

/** The `soq` part of a programme as far as files go; sizes in bytes. */
export type FileLimits = {
  types: readonly string[];
  maxPages: number | null;
  maxBytesEach: number;
  maxBytesTotal: number;
};

/** Time for opening one PDF. */
const pdfTimeLimitMs = 10_000;

/**
 * Inspects the files of one mail, in their order. Plain data in and out, no side effects: may run in a worker thread.
 * Where files may not be opened (`open`), those that would be count as `corrupt`.
 */
export async function inspectAttachments(
  files: readonly MimeAttachment[],
  limits: FileLimits,
  { open }: { open: boolean } = { open: true },
): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  let total = 0;
  for (const file of files) {
    total += file.cut?.bytes ?? file.content.length;
    const attachment = await inspectFile(file, limits, open);
    const overTotal = total > limits.maxBytesTotal && attachment.problem === null;
    attachments.push(overTotal ? { ...attachment, problem: 'too-large' } : attachment);
  }
  return attachments;
}

async function inspectFile(file: MimeAttachment, limits: FileLimits, open: boolean): Promise<Attachment> {
  const found = fileType(file.content, file.filename);
  const type = found ?? (file.content.length === 0 ? file.statedType : 'application/octet-stream');
  if (file.cut !== undefined)
    return { filename: file.filename, type, ...file.cut, pages: null, problem: 'too-large' };
  const known = {
    filename: file.filename,
    type,
    bytes: file.content.length,
    sha256: createHash('sha256').update(file.content).digest('hex'),
  };
  const problem = problemAtSight(file, found, limits);
  if (problem !== null || type !== 'application/pdf') {
    return { ...known, pages: null, problem };
  }
  if (!open) return { ...known, pages: null, problem: 'corrupt' };
  const pdf = await readPdf(file.content, pdfTimeLimitMs);
  const tooLong = pdf.pages !== null && limits.maxPages !== null && pdf.pages > limits.maxPages;
  return { ...known, pages: pdf.pages, problem: pdf.problem ?? (tooLong ? 'too-many-pages' : null) };
}

/** What can be said without opening the file. The first that applies is what its sender is told. */
function problemAtSight(
  file: MimeAttachment,
  found: string | null,
  limits: FileLimits,
): AttachmentProblem | null {
  if (file.content.length === 0) {
    return 'empty';
  }
  if (found === 'application/ms-tnef' || /^winmail\.dat$/i.test(file.filename)) {
    return 'tnef';
  }
  if (file.content.length > limits.maxBytesEach) {
    return 'too-large';
  }
  const promised = promisedType(file.filename);
  if (found === null && promised !== null) {
    return 'corrupt';
  }
  const container = problemOfContainer(file.content, found, promised);
  if (container !== null) {
    return container;
  }
  if (found !== null && promised !== null && !agrees(found, promised)) {
    return 'disguised';
  }
  return isAccepted(found ?? file.statedType, limits.types) ? null : 'unsupported-type';
}

/** Locked or cut-off Office files and zips. A locked .docx is an OLE file with a stream of that name. */
function problemOfContainer(
  content: Uint8Array,
  found: string | null,
  promised: string | null,
): AttachmentProblem | null {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (found === 'application/x-ole-storage' && promised?.includes('openxmlformats')) {
    return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'disguised';
  }
  if (content[0] !== 0x50 || content[1] !== 0x4b || found === 'text/plain') {
    return null;
  }
  // APPNOTE 4.4.4: bit 0 of the first entry's flags; 4.3.16: every whole archive has an end record.
  if (((content[6] ?? 0) & 1) === 1) {
    return 'encrypted';
  }
  return bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') < 0 ? 'corrupt' : null;
}

/** Programs save pictures and old Word files under each other's endings; that hides nothing. */
function agrees(found: string, promised: string): boolean {
  const oldWord = ['application/msword', 'application/rtf'];
  return (
    found === promised ||
    (found.startsWith('image/') && promised.startsWith('image/')) ||
    (oldWord.includes(found) && oldWord.includes(promised)) ||
    (found.startsWith('text/') && promised.startsWith('text/'))
  );
}
