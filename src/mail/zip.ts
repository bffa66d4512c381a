// Zip archives in memory (APPNOTE): what is in them, within bounds that a small file cannot break.
import { isUtf8 } from 'node:buffer';
import { crc32, inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';

/** Bytes are counted as the archive states them; what unpacks to more than it states is not whole. */
export type ZipRoom = { files: number; bytes: number };
/** `path` as it stands in the archive, with slashes; never a place to write to. */
export type ZipEntry = { path: string; bytes: number; read: () => Promise<Uint8Array> };
export type ZipReading =
  | { problem: null; entries: readonly ZipEntry[] }
  | { problem: 'encrypted' | 'corrupt' | 'too-large' };

/** An archive that claims much more than it holds is a bomb; texts in Office files shrink to a thirtieth. */
const highestRatio = 100;
const harmlessBytes = 10 * 1_048_576;

/** Lists the files of an archive; nothing is unpacked until one is read. Never throws for what is in it. */
export async function readZip(content: Uint8Array, room: ZipRoom): Promise<ZipReading> {
  const archive = withoutAppendix(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  try {
    // Names stay raw: yauzl would refuse a whole archive for one "../", of which only the last part is used.
    const zip = await fromBufferPromise(archive, { decodeStrings: false, validateEntrySizes: true });
    return await listEntries(zip, archive, room);
  } catch (cause) {
    const locked = cause instanceof Error && cause.message.includes('encryption');
    return { problem: locked ? 'encrypted' : 'corrupt' };
  }
}

async function listEntries(zip: ZipFile, archive: Buffer, room: ZipRoom): Promise<ZipReading> {
  const entries: ZipEntry[] = [];
  let bytes = 0;
  let locked = false;
  let seen = 0;
  for await (const entry of zip.eachEntry()) {
    seen += 1;
    bytes += entry.uncompressedSize;
    const bomb = bytes > harmlessBytes && bytes > archive.length * highestRatio;
    if (seen > room.files || bytes > room.bytes || bomb) return { problem: 'too-large' };
    const path = pathOf(entry);
    locked ||= entry.isEncrypted();
    if (!path.endsWith('/'))
      entries.push({ path, bytes: entry.uncompressedSize, read: () => readEntry(zip, archive, entry) });
  }
  return locked ? { problem: 'encrypted' } : { problem: null, entries };
}

/** macOS writes UTF-8 without saying so (APPNOTE 4.4.4, bit 11); bytes that are UTF-8 are hardly ever anything else. */
function pathOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const flags = isUtf8(fileNameRaw) ? generalPurposeBitFlag | 0x800 : generalPurposeBitFlag;
  return getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
}

/** @throws when the entry is not what the archive says of it, or is packed in a way that only few programs know */
async function readEntry(zip: ZipFile, archive: Buffer, entry: Entry): Promise<Uint8Array> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const packed = archive.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  const bytes = unpack(packed, entry);
  if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32)
    throw new Error('a file in the archive is not what the archive says of it');
  return bytes;
}

/** APPNOTE 4.4.5: 0 is stored, 8 is deflated. Always a copy. */
function unpack(packed: Buffer, { compressionMethod, uncompressedSize }: Entry): Uint8Array {
  if (compressionMethod === 0) return new Uint8Array(packed);
  if (compressionMethod !== 8) throw new Error(`unknown compression method ${compressionMethod}`);
  return new Uint8Array(inflateRawSync(packed, { maxOutputLength: Math.max(1, uncompressedSize) }));
}

/** Some gateways append a few bytes to a file; the end record (APPNOTE 4.3.16) says where the archive is over. */
function withoutAppendix(archive: Buffer): Buffer {
  const at = archive.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (at === -1 || at + 22 > archive.length) return archive;
  return archive.subarray(0, Math.min(archive.length, at + 22 + archive.readUInt16LE(at + 20)));
}
