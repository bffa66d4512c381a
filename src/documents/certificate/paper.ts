// A sheet to write on: every word in its place in the structure of the PDF (ISO 32000-1 section 14.8), so that a screen
// reader reads the certificate in order, and everything that only adorns it is left out for it.
import PDFDocument from 'pdfkit';
import { type FontName, fontFile, fontNames } from './fonts.ts';
import { drawnOrder } from './word-order.ts';

export const paper = { width: 792, height: 612 };
/** Where the words stand. */
export const page = { x: 84, width: paper.width - 2 * 84 };
export const ink = { dark: '#10384f', accent: '#0b5a82', text: '#1d2830', pale: '#9fb9c7' };

export type Sheet = {
  document: PDFKit.PDFDocument;
  root: PDFKit.PDFStructureElement;
};

export type Line = {
  text: string;
  font: FontName;
  size: number;
  color: string;
  /** Left edge of the place, its width, and where the letters stand, in points from the top left. */
  x: number;
  width: number;
  y: number;
  align?: 'left' | 'center' | 'right';
  /** Points between letters. */
  spacing?: number;
};

/** One sheet in landscape letter. The same `title` and `madeAt` give the same bytes. */
export function openSheet({ title, author, madeAt }: { title: string; author: string; madeAt: Date }): Sheet {
  const document = new PDFDocument({
    size: [paper.width, paper.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/UA' as never,
    lang: 'en-US',
    displayTitle: true,
    info: {
      Title: title,
      Author: author,
      Creator: 'torq',
      Producer: 'torq',
      CreationDate: madeAt,
      ModDate: madeAt,
    },
  });
  for (const name of fontNames) document.registerFont(name, fontFile(name));
  const root = document.struct('Document');
  document.addStructure(root);
  return { document, root };
}

/** What only adorns: no screen reader speaks of it. */
export function adorn({ document }: Sheet, draw: (document: PDFKit.PDFDocument) => void): void {
  document.markContent('Artifact', { type: 'Layout' });
  document.save();
  draw(document);
  document.restore();
  document.endMarkedContent();
}

/** Lines that belong together, as one heading or paragraph; they are read as `actual`, also where they run leftwards. */
export function write(
  { document, root }: Sheet,
  type: 'H1' | 'H2' | 'P',
  { actual, lines }: { actual: string; lines: readonly Line[] },
): void {
  const draw = () => {
    for (const line of lines) drawLine(document, line);
  };
  root.add(document.struct(type, { actual }, draw));
}

/** A picture, with the words for who does not see it. */
export function picture(
  { document, root }: Sheet,
  { alt, bbox, draw }: { alt: string; bbox: [number, number, number, number]; draw: () => void },
): void {
  root.add(document.struct('Figure', { alt, bbox } as object, draw));
}

/** Word by word: the font turns the letters of a word around where they run leftwards, and nobody turns the words. */
function drawLine(document: PDFKit.PDFDocument, line: Line): void {
  const { font, size, color, x, width, y, align = 'center', spacing = 0 } = line;
  document.font(font).fontSize(size).fillColor(color);
  const words = drawnOrder(line.text);
  const options = { lineBreak: false, characterSpacing: spacing };
  const widths = words.map((word) => document.widthOfString(word, options));
  const space = document.widthOfString(' ', options);
  const whole = widths.reduce((sum, one) => sum + one, 0) + space * (words.length - 1);
  let at = x + (align === 'left' ? 0 : align === 'center' ? (width - whole) / 2 : width - whole);
  words.forEach((word, index) => {
    // The space is text as well: who copies the line gets its words apart.
    const last = index === words.length - 1;
    document.text(word, at, y, options);
    at += widths[index] ?? 0;
    if (!last) document.text(' ', at, y, options);
    at += space;
  });
}

/** The width of a text in letters of one point. */
export function widthIn({ document }: Sheet, font: FontName): (text: string) => number {
  return (text) => document.font(font).fontSize(100).widthOfString(text) / 100;
}

/** Closes the sheet. @returns the file */
export async function bytesOf({ document, root }: Sheet): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.once('end', resolve);
    document.once('error', reject);
  });
  root.end();
  document.end();
  await done;
  return Buffer.concat(pieces);
}
