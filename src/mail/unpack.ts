// The files in a winmail.dat or a zip, as if each had been attached by itself.
import { safeFileName } from './file-name.ts';
import { unpackTnef } from './tnef.ts';
import type { ZipEntry } from './zip.ts';

/** `problem`: why nothing was taken out after all. */
export type Contents =
  | { problem: null; files: readonly { filename: string; content: Uint8Array }[] }
  | { problem: 'corrupt' | 'too-large' };

/** How much may still be unpacked of one mail. */
export type Room = { files: number; bytes: number };

/** For one mail: more files than an SOQ has, and more bytes than mail servers carry. */
export const wholeRoom: Room = { files: 100, bytes: 100 * 1_048_576 };

/** Null when it is not TNEF, was cut off before its first file, or needs more than the room. */
export function unpackTnefFile(content: Uint8Array, room: Room): Contents | null {
  const { whole, over, files } = unpackTnef(content, room);
  return !over && (whole || files.length > 0) ? { problem: null, files } : null;
}

/** Unpacks all files of an archive, or none when they need more than the room or one of them is not whole. */
export async function unpackZip(entries: readonly ZipEntry[], room: Room): Promise<Contents> {
  const wanted = entries.filter(({ path }) => !isOfSystem(path));
  const bytes = wanted.reduce((sum, entry) => sum + entry.bytes, 0);
  if (wanted.length > room.files || bytes > room.bytes) return { problem: 'too-large' };
  const files: { filename: string; content: Uint8Array }[] = [];
  try {
    for (const entry of wanted) {
      const filename = safeFileName(entry.path) || `file-${files.length + 1}`;
      files.push({ filename, content: await entry.read() });
    }
  } catch {
    return { problem: 'corrupt' };
  }
  return { problem: null, files };
}

/** What macOS and Windows put beside people's files. */
function isOfSystem(path: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path);
}
