// The parts that a programme wants in every SOQ, told apart by words in the names of files.
import type { Programme } from '../../programme/schema.ts';
import type { Attachment } from '../mail.ts';

type Part = Programme['soq']['parts'][number];

/** Names of the parts for which there is no document. One document may be several parts. */
export function missingParts(
  documents: readonly Pick<Attachment, 'filename'>[],
  parts: readonly Part[],
): readonly string[] {
  const names = documents.map(({ filename }) => wordsOf(filename));
  return parts
    .filter(({ files }) => !names.some((name) => files.some((pattern) => occursIn(name, wordsOf(pattern)))))
    .map(({ name }) => name);
}

/** "PatDoe_Résumé-2023.pdf" -> pat, doe, resume, 2023, pdf. An asterisk stays at its word. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  const parted = plain.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{L})(\p{N})/gu, '$1 $2');
  return parted.toLowerCase().match(/[\p{L}\p{N}]+\*?/gu) ?? [];
}

/** Whether the words of a pattern follow one another in a name; "resum*" stands for every word that begins so. */
function occursIn(name: readonly string[], pattern: readonly string[]): boolean {
  if (pattern.length === 0) return false;
  return name.some((_, at) =>
    pattern.every((word, offset) => {
      const found = name[at + offset];
      return word.endsWith('*') ? found?.startsWith(word.slice(0, -1)) === true : found === word;
    }),
  );
}
