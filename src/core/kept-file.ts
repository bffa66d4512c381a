import { cleanLine } from './clean.ts';
import { wordsForBytes } from './soq-limits.ts';

/** A file whose content is kept by its SHA-256 (store/blobs.ts). `type`: the whole value for Content-Type. */
export type KeptFile = { filename: string; type: string; bytes: number; sha256: string };

/** "plan.pdf (120 KB)". */
export function wordsForFile({ filename, bytes }: Pick<KeptFile, 'filename' | 'bytes'>): string {
  return `${cleanLine(filename)} (${wordsForBytes(bytes)})`;
}
