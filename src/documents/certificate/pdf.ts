// Files of the programme. This one is the certificate as PDF: text that can be selected, fonts embedded, tagged for screen
// readers, and for the same content byte for byte the same.
import { type CertificateContent, plainDate } from '../../core/certificate/content.ts';
import { PermanentError } from '../../errors.ts';
import { fitted } from './fit.ts';
import { fontFor, unprintable } from './fonts.ts';
import {
  adorn,
  bytesOf,
  ink,
  type Line,
  openSheet,
  page,
  paper,
  type Sheet,
  widthIn,
  write,
} from './paper.ts';
import { numberOf, signatureOf, verification } from './pdf-foot.ts';

/**
 * The certificate, one page in landscape letter.
 * @param signature a picture, PNG or JPEG; null: a line to sign on
 * @throws PermanentError when there is no name, or the font lacks a letter of it
 */
export async function certificatePdf(
  content: CertificateContent,
  signature: Uint8Array | null,
): Promise<Buffer> {
  if (content.name === '') throw new PermanentError('there is no name');
  const missing = unprintable(content.name);
  if (missing.length > 0)
    throw new PermanentError(`the font of the certificate has no ${missing.slice(0, 5).join(' ')}`);
  const sheet = openSheet({
    title: `${content.programmeTitle}: certificate ${content.number} for ${content.name}`,
    author: content.organisation,
    madeAt: new Date(`${content.issuedOn}T12:00:00Z`),
  });
  frame(sheet);
  heading(sheet, content);
  nameOf(sheet, content.name);
  qualification(sheet, content);
  signatureOf(sheet, content, signature);
  numberOf(sheet, content);
  verification(sheet, content);
  return bytesOf(sheet);
}

function frame(sheet: Sheet): void {
  adorn(sheet, (document) => {
    const { width, height } = paper;
    document
      .lineWidth(3)
      .strokeColor(ink.accent)
      .rect(27, 27, width - 54, height - 54)
      .stroke();
    document
      .lineWidth(0.75)
      .strokeColor(ink.pale)
      .rect(34, 34, width - 68, height - 68)
      .stroke();
  });
}

function heading(sheet: Sheet, { organisation }: CertificateContent): void {
  const { size, lines } = fitted(organisation, widthIn(sheet, 'sans-bold'), page.width * 1.6);
  line(sheet, 'P', {
    text: lines.join(' '),
    font: 'sans-bold',
    size: Math.min(15, size),
    color: ink.dark,
    y: 66,
  });
  line(sheet, 'H1', { text: 'Certificate', font: 'serif', size: 46, color: ink.accent, y: 94 });
  line(sheet, 'P', { text: 'This is to certify that', font: 'sans', size: 13, color: ink.text, y: 166 });
}

function nameOf(sheet: Sheet, name: string): void {
  const font = fontFor(name, ['serif-bold', 'sans-bold']) ?? 'sans-bold';
  const normal = name.normalize('NFC');
  const { size, lines } = fitted(normal, widthIn(sheet, font), page.width);
  const height = size * 1.25;
  const top = 190 + (76 - lines.length * height) / 2;
  write(sheet, 'P', {
    actual: normal,
    lines: lines.map(
      (text, at): Line => ({ text, font, size, color: ink.dark, ...page, y: top + at * height }),
    ),
  });
  adorn(sheet, (document) => {
    document
      .lineWidth(1)
      .strokeColor(ink.pale)
      .moveTo(page.x + 96, 274)
      .lineTo(page.x + page.width - 96, 274)
      .stroke();
  });
}

function qualification(sheet: Sheet, { programmeTitle, startsOn, endsOn }: CertificateContent): void {
  line(sheet, 'P', { text: 'is qualified as', font: 'sans', size: 13, color: ink.text, y: 288 });
  const title = fitted(programmeTitle, widthIn(sheet, 'serif-bold'), page.width);
  const size = Math.min(26, title.size);
  write(sheet, 'H2', {
    actual: programmeTitle,
    lines: title.lines.map(
      (text, at): Line => ({
        ...{ text, font: 'serif-bold', size, color: ink.accent, ...page },
        y: 312 + at * size * 1.2,
      }),
    ),
  });
  const term = `for the term from ${plainDate(startsOn)} to ${plainDate(endsOn)}`;
  const y = 312 + title.lines.length * size * 1.2 + 12;
  line(sheet, 'P', { text: term, font: 'sans', size: 14, color: ink.text, y });
}

/** One centred line, as a heading or paragraph of its own. */
function line(sheet: Sheet, type: 'H1' | 'H2' | 'P', of: Omit<Line, 'x' | 'width'>): void {
  write(sheet, type, { actual: of.text, lines: [{ ...of, ...page }] });
}
