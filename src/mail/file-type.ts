// What a file is by its first bytes; names and stated types are only words.

type Signature = { type: string; bytes: readonly number[]; at?: number };

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const slides = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

const signatures: readonly Signature[] = [
  { type: 'application/ms-tnef', bytes: [0x78, 0x9f, 0x3e, 0x22] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: 'image/tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'image/tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { type: 'image/bmp', bytes: [0x42, 0x4d] },
  { type: 'image/webp', bytes: [0x57, 0x45, 0x42, 0x50], at: 8 },
  { type: 'image/heic', bytes: [0x66, 0x74, 0x79, 0x70, 0x68, 0x65], at: 4 },
  { type: 'application/rtf', bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
  { type: 'application/gzip', bytes: [0x1f, 0x8b] },
  { type: 'application/x-7z-compressed', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { type: 'application/vnd.rar', bytes: [0x52, 0x61, 0x72, 0x21] },
  { type: 'application/x-msdownload', bytes: [0x4d, 0x5a] },
  { type: 'application/x-executable', bytes: [0x7f, 0x45, 0x4c, 0x46] },
];
const zipStart = [0x50, 0x4b];
const oleStart = [0xd0, 0xcf, 0x11, 0xe0];

/** Types that a name's ending promises. */
const endings: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['docx', word],
  ['xlsx', sheet],
  ['pptx', slides],
  ['doc', 'application/msword'],
  ['xls', 'application/vnd.ms-excel'],
  ['ppt', 'application/vnd.ms-powerpoint'],
  ['msg', 'application/vnd.ms-outlook'],
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['zip', 'application/zip'],
  ['rtf', 'application/rtf'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['tif', 'image/tiff'],
  ['tiff', 'image/tiff'],
  ['heic', 'image/heic'],
  ['txt', 'text/plain'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
]);

/** The type of a content, or null when its first bytes are nothing known. `filename` parts only the old Office formats. */
export function fileType(content: Uint8Array, filename: string): string | null {
  // Before PDF: a zip may hold one as it is.
  if (isZip(content)) {
    return zipType(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  }
  // Some programs write a line in front of the header; readers accept it within the first kilobyte.
  if (Buffer.from(content.subarray(0, 1024)).includes('%PDF-')) {
    return 'application/pdf';
  }
  if (startsWith(content, oleStart)) {
    const promised = promisedType(filename);
    return promised && /ms-?(?:word|excel|powerpoint|outlook)/.test(promised)
      ? promised
      : 'application/x-ole-storage';
  }
  const known = signatures.find(({ bytes, at }) => startsWith(content, bytes, at));
  return known?.type ?? textType(content);
}

/** By its first record: a file, the end of an empty archive, or a part of several (APPNOTE 4.3.7, 4.3.16, 8.5.4). */
export function isZip(content: Uint8Array): boolean {
  return startsWith(content, zipStart) && [3, 5, 7].includes(content[2] ?? 0);
}

/** The type that a file's name promises, or null. */
export function promisedType(filename: string): string | null {
  return endings.get(/\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? '') ?? null;
}

/** Whether a content type is among accepted ones, which may be written as types or as endings ("pdf"). */
export function isAccepted(type: string, accepted: readonly string[]): boolean {
  return accepted.some((entry) => {
    const bare = entry.toLowerCase().replace(/^\./, '');
    return bare === type || endings.get(bare) === type;
  });
}

/** A guess at a zip that could not be listed: the first part of an Office file stands readable at its beginning. */
function zipType(content: Buffer): string {
  const start = content.subarray(0, 4096);
  if (start.includes('word/document')) {
    return word;
  }
  if (start.includes('xl/work')) {
    return sheet;
  }
  if (start.includes('ppt/presentation')) {
    return slides;
  }
  return start.subarray(0, 200).includes('mimetypeapplication/vnd.oasis.opendocument.text')
    ? 'application/vnd.oasis.opendocument.text'
    : 'application/zip';
}

/** Text in any character set has no control characters but white space. */
function textType(content: Uint8Array): string | null {
  const start = content.subarray(0, 4096);
  const isText =
    start.length > 0 &&
    start.every((byte) => byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b);
  if (!isText) {
    return null;
  }
  return /^\s*(?:<!doctype html|<html\b|<head\b|<body\b)/i.test(Buffer.from(start).toString('latin1'))
    ? 'text/html'
    : 'text/plain';
}

function startsWith(content: Uint8Array, bytes: readonly number[], at = 0): boolean {
  return content.length >= at + bytes.length && bytes.every((byte, index) => content[at + index] === byte);
}
