import { create } from 'qrcode';

/**
 * Draws an address as QR code (ISO/IEC 18004) into a square, in vectors, so that it is sharp on any printer. A quarter of
 * it may be stained (level Q). The quiet zone around it is the caller's.
 */
export function drawQrCode(
  document: PDFKit.PDFDocument,
  address: string,
  { x, y, side }: { x: number; y: number; side: number },
): void {
  const { modules } = create(address, { errorCorrectionLevel: 'Q' });
  const step = side / modules.size;
  document.fillColor('#000000');
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column) !== 0) document.rect(x + column * step, y + row * step, step, step);
  document.fill();
}
