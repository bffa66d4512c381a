// Office files are zips with parts of known names (ISO/IEC 29500-2): what kind one is, and whether it is whole.
import type { ZipEntry } from './zip.ts';

/** Bytes of one part, unpacked; a thousand pages of text have a tenth of that. */
const longestPart = 50 * 1_048_576;
const contentTypes = '[Content_Types].xml';

/** The part that is the document itself. Word numbers it when it saves anew ("document2.xml"). */
const mainParts: readonly { type: string; path: RegExp }[] = [
  {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    path: /^word\/document\d{0,3}\.xml$/,
  },
  {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    path: /^xl\/workbook\d{0,3}\.xml$/,
  },
  {
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    path: /^ppt\/presentation\d{0,3}\.xml$/,
  },
];

/** The type of an Office file by the names of its parts, or null for any other zip. */
export function officeType(entries: readonly ZipEntry[]): string | null {
  return mainParts.find(({ path }) => entries.some((entry) => path.test(entry.path)))?.type ?? null;
}

/**
 * Reads the parts without which no program opens an Office file. `pages` is what the program that saved it noted
 * last, or null; only text documents have it.
 */
export async function readOfficeFile(
  entries: readonly ZipEntry[],
): Promise<{ pages: number | null; problem: 'corrupt' | 'too-large' | null }> {
  const main = entries.find((entry) => mainParts.some(({ path }) => path.test(entry.path)));
  const types = entries.find(({ path }) => path === contentTypes);
  if ([main, types].some((part) => (part?.bytes ?? 0) > longestPart))
    return { pages: null, problem: 'too-large' };
  try {
    const [content, kinds] = [await main?.read(), await types?.read()];
    if (!isXml(content) || !isXml(kinds)) return { pages: null, problem: 'corrupt' };
  } catch {
    return { pages: null, problem: 'corrupt' };
  }
  return { pages: await notedPages(entries), problem: null };
}

function isXml(content: Uint8Array | undefined): boolean {
  return content !== undefined && /^[\ufeff\s]*</.test(new TextDecoder().decode(content.subarray(0, 200)));
}

async function notedPages(entries: readonly ZipEntry[]): Promise<number | null> {
  const entry = entries.find(({ path }) => path === 'docProps/app.xml');
  if (entry === undefined || entry.bytes > longestPart) return null;
  try {
    const text = new TextDecoder().decode((await entry.read()).subarray(0, 64 * 1024));
    const pages = Number(/<Pages>(\d{1,6})<\/Pages>/.exec(text)?.[1] ?? 0);
    return pages === 0 ? null : pages;
  } catch {
    // The document itself is whole; only what was noted about it is not.
    return null;
  }
}
