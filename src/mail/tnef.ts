// Files out of winmail.dat, into which Outlook packs the attachments of mails in "Rich Text" (MS-OXTNEF).
import { ByteReader } from './byte-reader.ts';
import { decodeBytes } from './encoded-word.ts';
import { safeFileName } from './file-name.ts';
import { contentOf, type PropertyValue, property, readProperties, textOf } from './tnef-properties.ts';

/** `whole`: read to its end, so nothing else was in it. `over`: there is more in it than the room allows. */
export type TnefReading = { whole: boolean; over: boolean; files: readonly TnefFile[] };
type TnefFile = { filename: string; content: Uint8Array };

const signature = 0x223e9f78;
const attribute = {
  codePage: 0x00069007,
  attachmentStarts: 0x00069002,
  title: 0x00018010,
  data: 0x0006800f,
  properties: 0x00069005,
};
/** PidTagAttachMethod (MS-OXCMSG section 2.2.2.9): a mail, or an object of a program, inside the text. */
const embedded: readonly number[] = [5, 6];

/** Far above what a person attaches: pictures in the text are counted too. */
const mostAttachments = 2000;

type Packed = {
  title: Uint8Array | null;
  data: Uint8Array | null;
  properties: ReadonlyMap<number, PropertyValue>;
};

/**
 * Unpacks in one pass, at most `files` files of `bytes` together; contents are copies. Never throws for what is in
 * the file: of one that is cut off, what stands before the cut is found. Pictures and mails embedded in the text are
 * no files. Names are cleaned.
 */
export function unpackTnef(content: Uint8Array, room: { files: number; bytes: number }): TnefReading {
  const reader = new ByteReader(content);
  const packed: Packed[] = [];
  let charset = 'windows-1252';
  let whole = false;
  try {
    if (reader.u32() !== signature) return { whole: false, over: false, files: [] };
    reader.u16();
    while (reader.left > 0) {
      const { id, data } = nextAttribute(reader);
      if (packed.length > mostAttachments) return { whole: false, over: true, files: [] };
      if (id === attribute.codePage && data.length >= 4) charset = charsetOf(new ByteReader(data).u32());
      else noteAttribute(packed, id, data);
    }
    whole = true;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
  }
  return { whole, ...filesOf(packed, charset, room) };
}

/** Level, identifier, length, data, checksum. The checksum is not judged: opening the files shows what is broken. */
function nextAttribute(reader: ByteReader): { id: number; data: Uint8Array } {
  const level = reader.u8();
  if (level !== 1 && level !== 2) throw new RangeError(`no attribute has the level ${level}`);
  const id = reader.u32();
  const data = reader.take(reader.u32());
  reader.u16();
  return { id, data };
}

function noteAttribute(packed: Packed[], id: number, data: Uint8Array): void {
  if (id === attribute.attachmentStarts) packed.push({ title: null, data: null, properties: new Map() });
  const current = packed.at(-1);
  if (current === undefined) return;
  if (id === attribute.title) current.title = data;
  if (id === attribute.data) current.data = data;
  if (id === attribute.properties) current.properties = readProperties(data);
}

function filesOf(
  packed: readonly Packed[],
  charset: string,
  room: { files: number; bytes: number },
): Pick<TnefReading, 'over' | 'files'> {
  const files: TnefFile[] = [];
  let bytes = 0;
  for (const entry of packed) {
    const { properties } = entry;
    const content = contentOfEntry(entry);
    const method = properties.get(property.method)?.bytes[0] ?? 1;
    if (content === null || embedded.includes(method)) continue;
    bytes += content.length;
    if (files.length === room.files || bytes > room.bytes) return { over: true, files };
    const filename = nameOf(entry, charset) || `attachment-${files.length + 1}`;
    // A copy: a view would drag the whole container along when it is handed to another thread.
    files.push({ filename, content: new Uint8Array(content) });
  }
  return { over: false, files };
}

function contentOfEntry({ data, properties }: Packed): Uint8Array | null {
  const value = properties.get(property.data);
  return data ?? (value === undefined ? null : contentOf(value));
}

/** The long name first; the title is often the short one of DOS, "PATSOQ~1.PDF". */
function nameOf({ title, properties }: Packed, charset: string): string {
  const decode = (bytes: Uint8Array) => decodeBytes(bytes.subarray(0, 2048), charset);
  const stated = [property.longFileName, property.fileName, property.displayName].map((id) =>
    textOf(properties.get(id), decode),
  );
  const old = title === null ? '' : (decode(title).split('\0', 1)[0] ?? '');
  return [stated[0] ?? '', old, ...stated.slice(1)].map(safeFileName).find((name) => name !== '') ?? '';
}

/** Code pages of Windows by the names of the Encoding standard; the old ones of DOS are read as Latin-1. */
function charsetOf(codePage: number): string {
  const others: Partial<Record<number, string>> = {
    866: 'ibm866',
    874: 'windows-874',
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
    950: 'big5',
    65001: 'utf-8',
  };
  const windows = codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252';
  return others[codePage] ?? windows;
}
