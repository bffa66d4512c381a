// DejaVu, embedded: the same letters on every machine, and Greek, Cyrillic, Hebrew and Arabic among them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';

/** Serif for words, and sans where serif lacks a letter: Hebrew and Arabic are only there. */
const files = {
  serif: 'DejaVuSerif.ttf',
  'serif-bold': 'DejaVuSerif-Bold.ttf',
  sans: 'DejaVuSans.ttf',
  'sans-bold': 'DejaVuSans-Bold.ttf',
} as const;

export type FontName = keyof typeof files;
export const fontNames = Object.keys(files) as readonly FontName[];

/** The bytes of a font, read once. */
export function fontFile(name: FontName): Buffer {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${files[name]}`)));
  loaded.set(name, bytes);
  return bytes;
}

const loaded = new Map<FontName, Buffer>();

/** The first of these fonts that has every letter of the text; null when none does. */
export function fontFor(text: string, names: readonly FontName[]): FontName | null {
  return names.find((name) => missingIn(text, name).length === 0) ?? null;
}

/** The letters of a name that cannot be printed, each once; empty when all can. */
export function unprintable(name: string): readonly string[] {
  return fontFor(name, ['serif-bold', 'sans-bold']) === null ? missingIn(name, 'sans-bold') : [];
}

function missingIn(text: string, name: FontName): readonly string[] {
  const has = lettersOf(name);
  return [...new Set(text.normalize('NFC'))].filter((letter) => !has.has(letter.codePointAt(0) ?? 0));
}

function lettersOf(name: FontName): ReadonlySet<number> {
  const known = letters.get(name);
  if (known !== undefined) return known;
  // pdfkit has parsed the font with fontkit, but its types do not tell.
  const document = new PDFDocument({ autoFirstPage: false }).font(fontFile(name));
  const { _font } = document as unknown as { _font: { font: { characterSet: readonly number[] } } };
  const set = new Set(_font.font.characterSet);
  letters.set(name, set);
  return set;
}

const letters = new Map<FontName, ReadonlySet<number>>();
