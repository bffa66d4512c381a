// One attached file: what it really is, how big, how many pages, what is wrong with it, and which files are in it.
import { createHash } from 'node:crypto';
import type { Attachment, AttachmentProblem } from '../core/mail.ts';
import { fileType, isAccepted, isZip, promisedType } from './file-type.ts';
import type { MimeAttachment } from './mime-parts.ts';
import { officeType, readOfficeFile } from './office-file.ts';
import { readPdf } from './pdf.ts';
import { type Contents, type Room, unpackTnefFile, unpackZip, wholeRoom } from './unpack.ts';
import { readZip, type ZipReading } from './zip.ts';

/** The `soq` part of a programme as far as files go; sizes in bytes. */
export type FileLimits = {
  types: readonly string[];
  maxPages: number | null;
  maxBytesEach: number;
  maxBytesTotal: number;
};

/** A file that was looked into, and the files found in it with their contents; `attachment.holds` counts those. */
export type OpenedFile = {
  attachment: Attachment;
  found: readonly { attachment: Attachment; content: Uint8Array }[];
};

/** Office files have many small parts; only a few are read. */
const listRoom: Room = { files: 2000, bytes: 200 * 1_048_576 };

/** Time for opening one PDF; what never yields is bounded by whoever runs this in a thread of its own. */
const pdfTimeLimitMs = 10_000;

/**
 * Looks into one file. Plain data in and out, no side effects, never throws for what is in the file: fit for a
 * worker thread. What is in a winmail.dat is always looked for; what is in a zip, unless the programme accepts zips.
 * A container within a container stays closed.
 */
export async function openFile(
  file: MimeAttachment,
  limits: FileLimits,
  room: Room = wholeRoom,
): Promise<OpenedFile> {
  if (file.cut !== undefined) return { attachment: tooLarge(file, file.cut), found: [] };
  const { zip, found } = await typeOf(file);
  const attachment = describe({ file, zip, found }, limits);
  const contents = await unpack({ file, zip, found }, attachment, room);
  if (contents === null)
    return { attachment: await readDocument(attachment, { file, zip }, limits), found: [] };
  if (contents.problem !== null)
    return { attachment: { ...attachment, problem: contents.problem }, found: [] };
  const inside: { attachment: Attachment; content: Uint8Array }[] = [];
  for (const { filename, content } of contents.files)
    inside.push({
      attachment: { ...(await lookAtInner({ filename, content }, limits)), within: file.filename },
      content,
    });
  return { attachment: { ...attachment, holds: inside.length }, found: inside };
}

/** Of a file that was too large to be kept only the beginning is there. */
function tooLarge(
  { filename, content }: MimeAttachment,
  whole: { bytes: number; sha256: string },
): Attachment {
  const type = fileType(content, filename) ?? 'application/octet-stream';
  return { filename, type, ...whole, pages: null, problem: 'too-large' };
}

async function lookAtInner(
  { filename, content }: { filename: string; content: Uint8Array },
  limits: FileLimits,
): Promise<Attachment> {
  const file = { filename, content, statedType: 'application/octet-stream' };
  const { zip, found } = await typeOf(file);
  return readDocument(describe({ file, zip, found }, limits), { file, zip }, limits);
}

/** `found`: what the file is by its content, or null; a zip by the names in it where it can be listed. */
type Sight = { file: MimeAttachment; zip: ZipReading | null; found: string | null };

async function typeOf({ content, filename }: MimeAttachment): Promise<Pick<Sight, 'zip' | 'found'>> {
  const guess = fileType(content, filename);
  const zip = isZip(content) ? await readZip(content, listRoom) : null;
  if (zip?.problem !== null) return { zip, found: guess };
  const isOther = guess?.startsWith('application/vnd.oasis') === true;
  return { zip, found: officeType(zip.entries) ?? (isOther ? guess : 'application/zip') };
}

function describe(sight: Sight, limits: FileLimits): Attachment {
  const { filename, content, statedType } = sight.file;
  return {
    filename,
    type: sight.found ?? (content.length === 0 ? statedType : 'application/octet-stream'),
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    pages: null,
    problem: problemAtSight(sight, limits),
  };
}

/** What is in the file, or null when it is no container that is to be opened, or cannot be opened as one. */
async function unpack(
  { file, zip, found }: Sight,
  { problem }: Attachment,
  room: Room,
): Promise<Contents | null> {
  if (problem === 'tnef') return unpackTnefFile(file.content, room);
  const isOpen = problem === 'unsupported-type' && isParcel(found, file);
  return isOpen && zip?.problem === null ? unpackZip(zip.entries, room) : null;
}

/** Many programs save their documents as zips under an ending of their own; such a file is one document, of a kind. */
function isParcel(found: string | null, { filename }: MimeAttachment): boolean {
  return found === 'application/zip' && promisedType(filename) === 'application/zip';
}

/** With what only reading the whole file shows. */
async function readDocument(
  attachment: Attachment,
  { file, zip }: Pick<Sight, 'file' | 'zip'>,
  { maxPages }: FileLimits,
): Promise<Attachment> {
  if (attachment.problem !== null) return attachment;
  const { pages, problem } = await readPages(attachment.type, file, zip);
  const tooLong = pages !== null && maxPages !== null && pages > maxPages;
  return { ...attachment, pages, problem: problem ?? (tooLong ? 'too-many-pages' : null) };
}

async function readPages(
  type: string,
  { content }: MimeAttachment,
  zip: ZipReading | null,
): Promise<Pick<Attachment, 'pages' | 'problem'>> {
  if (type === 'application/pdf') return readPdf(content, pdfTimeLimitMs);
  const isOffice = zip?.problem === null && officeType(zip.entries) === type;
  return isOffice ? readOfficeFile(zip.entries) : { pages: null, problem: null };
}

/** What can be said without reading the document. The first that applies is what its sender is told. */
function problemAtSight({ file, found, zip }: Sight, limits: FileLimits): AttachmentProblem | null {
  const { content, filename, statedType } = file;
  if (content.length === 0) return 'empty';
  if (found === 'application/ms-tnef' || /^winmail\.dat$/i.test(filename)) return 'tnef';
  const type = found ?? statedType;
  const accepted = isAccepted(type, limits.types);
  // Each document in a parcel has to keep the limit of one, the parcel that of all.
  const most = !accepted && isParcel(found, file) ? limits.maxBytesTotal : limits.maxBytesEach;
  if (content.length > most) return 'too-large';
  const promised = promisedType(filename);
  if (found === null && promised !== null) return 'corrupt';
  if (isLockedOffice(content, found, promised)) return 'encrypted';
  if (zip !== null && zip.problem !== null) return zip.problem;
  if (found !== null && promised !== null && !agrees(found, promised)) return 'disguised';
  return accepted ? null : 'unsupported-type';
}

/** A locked .docx is an OLE file with a stream of that name (MS-OFFCRYPTO section 2.3.4.4). */
function isLockedOffice(content: Uint8Array, found: string | null, promised: string | null): boolean {
  if (found !== 'application/x-ole-storage' || promised?.includes('openxmlformats') !== true) return false;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
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
