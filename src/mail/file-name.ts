// Names of attached and unpacked files are a stranger's words: no folders, no control characters, no turned writing.

const longestName = 200;

/** A name fit to be shown and stored, or '' when nothing of it is left. Long ones lose their middle, not their ending. */
export function safeFileName(stated: string): string {
  // One name, one spelling: macOS writes "e" and an accent where others write one letter.
  const base = (stated.slice(-4096).split(/[\\/]/).at(-1) ?? '').normalize('NFC');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose.
  const clean = base.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  if (clean.length <= longestName) return clean;
  return `${clean.slice(0, longestName - 21)}…${clean.slice(-20)}`.toWellFormed();
}
