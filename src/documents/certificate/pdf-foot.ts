// The foot of the certificate: who signs it, its number, and where it is verified.
import { type CertificateContent, plainDate } from '../../core/certificate/content.ts';
import { fitted } from './fit.ts';
import { adorn, ink, type Line, page, paper, picture, type Sheet, widthIn, write } from './paper.ts';
import { drawQrCode } from './qr-code.ts';

const qr = { side: 78, x: paper.width - 84 - 78, y: 440 };
const left = { x: page.x, width: 230 };
const signatureLine = 492;

/** The signature, or a line to sign on, with whose it is. */
export function signatureOf(
  sheet: Sheet,
  { signer, organisation }: CertificateContent,
  signature: Uint8Array | null,
): void {
  const name = signer?.name ?? organisation;
  if (signature !== null)
    picture(sheet, {
      alt: `Signature of ${name}`,
      bbox: [left.x, signatureLine - 52, left.x + left.width, signatureLine - 4],
      draw: () => {
        const fit: [number, number] = [left.width - 20, 46];
        sheet.document.image(Buffer.from(signature), left.x + 10, signatureLine - 51, {
          fit,
          align: 'center',
          valign: 'bottom',
        });
      },
    });
  adorn(sheet, (document) => {
    document
      .lineWidth(0.75)
      .strokeColor(ink.text)
      .moveTo(left.x, signatureLine)
      .lineTo(left.x + left.width, signatureLine)
      .stroke();
  });
  const { size, lines } = fitted(name, widthIn(sheet, 'sans'), left.width * 2.2);
  const nameSize = Math.min(11, size / 2);
  write(sheet, 'P', {
    actual: name,
    lines: lines.map(
      (text, at): Line => ({
        ...{ text, font: 'sans', size: nameSize, color: ink.text, ...left },
        y: signatureLine + 6 + at * nameSize * 1.2,
      }),
    ),
  });
  if (signer !== null && signer.title !== null) {
    const title: Line = {
      text: signer.title,
      font: 'sans',
      size: 9,
      color: ink.text,
      ...left,
      y: signatureLine + 21,
    };
    write(sheet, 'P', { actual: signer.title, lines: [title] });
  }
}

/** Its number, and when it was issued. */
export function numberOf(sheet: Sheet, { number, issuedOn }: CertificateContent): void {
  const middle = { x: 330, width: 200, color: ink.text };
  const text = `Certificate number ${number}`;
  write(sheet, 'P', {
    actual: text,
    lines: [
      { ...middle, text: 'Certificate number', font: 'sans', size: 9, y: 452 },
      { ...middle, text: number, font: 'sans-bold', size: 13, color: ink.dark, y: 464 },
    ],
  });
  const issued = `Issued on ${plainDate(issuedOn)}`;
  write(sheet, 'P', {
    actual: issued,
    lines: [{ ...middle, text: issued, font: 'sans', size: 10, y: 498 }],
  });
}

/** The address where it is verified, for people and for telephones. */
export function verification(sheet: Sheet, { verifyUrl }: CertificateContent): void {
  picture(sheet, {
    alt: `QR code with the address ${verifyUrl}`,
    bbox: [qr.x, qr.y, qr.x + qr.side, qr.y + qr.side],
    draw: () => drawQrCode(sheet.document, verifyUrl, qr),
  });
  const text = `See whether it is valid: ${verifyUrl}`;
  const whole = { x: page.x, width: page.width };
  const size = Math.min(9, (page.width / widthIn(sheet, 'sans')(text)) * 0.99);
  write(sheet, 'P', {
    actual: text,
    lines: [{ ...whole, text, font: 'sans', size, color: ink.text, align: 'right', y: 528 }],
  });
}
