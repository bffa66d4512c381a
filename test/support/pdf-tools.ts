// Certificates as others read them: Poppler, qpdf, and a reader of QR codes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readQrCode from 'jsqr';
import { PNG } from 'pngjs';

/** What a program says about a PDF; `FILE` in its arguments stands for it. */
export function askedOf(pdf: Uint8Array, program: string, args: readonly string[]): string {
  return inFolder(pdf, (file) =>
    execFileSync(
      program,
      args.map((arg) => (arg === 'FILE' ? file : arg)),
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    ),
  );
}

/** The lines of text, without the marks of direction that pdftotext adds. */
export function textOf(pdf: Uint8Array): string[] {
  const text = askedOf(pdf, 'pdftotext', ['-layout', 'FILE', '-']);
  return text
    .replace(/[\u202a-\u202e\f]/g, '')
    .split('\n')
    .map((line) => line.trim().replace(/ +/g, ' '))
    .filter((line) => line !== '');
}

/** The first page as a picture, at so many dots an inch. */
export function pictureOf(pdf: Uint8Array, resolution: number): PNG {
  return inFolder(pdf, (file) => {
    execFileSync('pdftoppm', ['-r', String(resolution), '-png', '-singlefile', file, `${file}-page`]);
    return PNG.sync.read(readFileSync(`${file}-page.png`));
  });
}

/** What the QR code on a picture says, or null. */
export function qrCodeOf({ data, width, height }: PNG): string | null {
  const read = readQrCode as unknown as typeof readQrCode.default;
  return read(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

function inFolder<T>(pdf: Uint8Array, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'torq-pdf-'));
  try {
    const file = join(folder, 'certificate.pdf');
    writeFileSync(file, pdf);
    return work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
