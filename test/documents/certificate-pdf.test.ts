// The certificate as programs of others see it: Poppler, qpdf, a reader of QR codes.

import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import type { CertificateContent } from '../../src/core/certificate/content.ts';
import { unprintable } from '../../src/documents/certificate/fonts.ts';
import { certificatePdf } from '../../src/documents/certificate/pdf.ts';
import { PermanentError } from '../../src/errors.ts';
import { askedOf, pictureOf, qrCodeOf, textOf } from '../support/pdf-tools.ts';

const content: CertificateContent = {
  number: 'IGP-2027-28T5-CY40',
  organisation: 'California Stormwater Quality Association',
  programmeTitle: 'IGP Trainer of Record',
  name: 'Pat Doe',
  startsOn: '2027-07-01',
  endsOn: '2028-06-30',
  issuedOn: '2027-06-20',
  verifyUrl: 'https://tor.casqa.example/verify/IGP-2027-28T5-CY40',
  signer: { name: 'Sam Roe', title: 'Executive Director' },
};
const make = (change: Partial<CertificateContent> = {}, signature: Uint8Array | null = null) =>
  certificatePdf({ ...content, ...change }, signature);

/** A signature: a dark bar on white. */
function drawnSignature(): Buffer {
  const png = new PNG({ width: 300, height: 80 });
  for (let at = 0; at < png.data.length; at += 4)
    png.data.set(
      at > png.data.length / 3 && at < png.data.length / 2 ? [20, 30, 160, 255] : [255, 255, 255, 255],
      at,
    );
  return PNG.sync.write(png);
}

test('it says who, what, when, which number, and where to verify it', async () => {
  expect(textOf(await make())).toEqual([
    'California Stormwater Quality Association',
    'Certificate',
    'This is to certify that',
    'Pat Doe',
    'is qualified as',
    'IGP Trainer of Record',
    'for the term from July 1, 2027 to June 30, 2028',
    'Certificate number',
    'IGP-2027-28T5-CY40',
    'Sam Roe Issued on June 20, 2027',
    'Executive Director',
    'See whether it is valid: https://tor.casqa.example/verify/IGP-2027-28T5-CY40',
  ]);
});

test('the same content gives the same bytes, and another name others', async () => {
  const [one, other, third] = [await make(), await make(), await make({ name: 'Pat Dow' })];
  expect(one.equals(other)).toBe(true);
  expect(one.equals(third)).toBe(false);
});

test('it is sound: one page in landscape letter, tagged, in English, with a title, all fonts embedded', async () => {
  const pdf = await make();
  expect(askedOf(pdf, 'qpdf', ['--check', 'FILE'])).toContain('No syntax or stream encoding errors found');
  const facts = askedOf(pdf, 'pdfinfo', ['FILE']);
  for (const fact of [/^Pages: +1$/m, /^Page size: +792 x 612 pts \(letter\)$/m, /^Tagged: +yes$/m])
    expect(facts).toMatch(fact);
  expect(facts).toMatch(/^Title: +IGP Trainer of Record: certificate IGP-2027-28T5-CY40 for Pat Doe$/m);
  const raw = pdf.toString('latin1');
  expect([/\/Lang \(en-US\)/.test(raw), /\/DisplayDocTitle true/.test(raw)]).toEqual([true, true]);
  const fonts = askedOf(pdf, 'pdffonts', ['FILE']).trim().split('\n').slice(2);
  expect(fonts.map((line) => line.trim().split(/ +/).slice(-5, -2))).toEqual(
    fonts.map(() => ['yes', 'yes', 'yes']),
  );
  expect(pdf.length).toBeLessThan(100_000);
});

test('a screen reader is told a heading, the name, and what the pictures are', async () => {
  const structure = askedOf(await make({ name: 'דוד בן גוריון' }), 'pdfinfo', ['-struct-text', 'FILE']);
  expect(structure).toContain('H1');
  expect(structure).toMatch(/Certificate/);
  expect(structure).toContain('Figure');
});

test('the QR code leads to its verify page, also in a bad print', async () => {
  const pdf = await make();
  expect([qrCodeOf(pictureOf(pdf, 300)), qrCodeOf(pictureOf(pdf, 110))]).toEqual([
    content.verifyUrl,
    content.verifyUrl,
  ]);
});

describe('names', () => {
  test.each([
    'Zoë Ñandú-Łukasiewicz Đặng',
    'Ελένη Παπαδοπούλου',
    'Александра Щербакова',
    'דוד בן גוריון',
    'محمد عبد الرحمن الخطيب',
    "O'Neil Jr., Ph.D.",
  ])('%s is printed and can be copied as it is', async (name) => {
    expect(textOf(await make({ name }))[3]).toBe(name);
  });

  test('a letter and its accent in two characters are one', async () => {
    expect(textOf(await make({ name: 'Zoe\u0308 Nun\u0303ez' }))[3]).toBe('Zoë Nuñez');
  });

  test('a long name gets smaller and then wraps, and stays on the sheet', async () => {
    const long =
      'Maria Antonia Wilhelmina Alexandrina Fitzgerald-Cunningham de la Torre von Hohenstein-Sigmaringen';
    const pdf = await make({ name: long });
    const lines = textOf(pdf);
    expect(lines.slice(3, lines.indexOf('is qualified as')).join(' ')).toBe(long);
    expect(inkedEdge(pictureOf(pdf, 50))).toBe(true);
  });

  test('one endless word stays within the frame', async () => {
    const pdf = await make({ name: 'W'.repeat(60) });
    expect(inkedEdge(pictureOf(pdf, 50))).toBe(true);
    expect(textOf(pdf)[3]).toBe('W'.repeat(60));
  });

  test('a script that the font lacks is refused, never printed as boxes', async () => {
    expect([unprintable('王小明'), unprintable('Pat Doe'), unprintable('สมชาย').length > 0]).toEqual([
      ['王', '小', '明'],
      [],
      true,
    ]);
    await expect(make({ name: '王小明' })).rejects.toThrow(PermanentError);
    await expect(make({ name: '' })).rejects.toThrow(PermanentError);
  });
});

test('the signature stands above its line, and none is a line to sign on', async () => {
  const [signed, unsigned] = [await make({}, drawnSignature()), await make()];
  const blue = (pdf: Uint8Array) => {
    const { data } = pictureOf(pdf, 50);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) count += data[at + 2]! > 130 && data[at]! < 50 ? 1 : 0;
    return count;
  };
  expect(blue(signed) - blue(unsigned)).toBeGreaterThan(100);
  const lines = textOf(await make({ signer: null })).join(' ');
  expect([lines.includes('Sam Roe'), lines.split('California').length - 1]).toEqual([false, 2]);
});

/** Whether the strip between sheet and frame is white to the left and to the right. */
function inkedEdge({ data, width, height }: PNG): boolean {
  for (let row = 0; row < height; row += 1)
    for (const column of [2, 10, 16, width - 17, width - 11, width - 3]) {
      const at = (row * width + column) * 4;
      if (data[at]! < 250) return false;
    }
  return true;
}
