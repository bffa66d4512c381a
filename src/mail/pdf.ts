// Whether a PDF can be read by whoever gets it, and how many pages it has.
import { withTimeLimit } from './time-limit.ts';

export type PdfReading = { pages: number; problem: null } | { pages: null; problem: 'encrypted' | 'corrupt' };

const unreadablePdf: PdfReading = { pages: null, problem: 'corrupt' };

/**
 * Opens a PDF as a reader would. A file that asks for a password is `encrypted`; one that cannot be opened, has no
 * pages, or takes longer than `timeLimitMs` is `corrupt`. Data in, data out: may run in a worker thread.
 */
export async function readPdf(content: Uint8Array, timeLimitMs: number): Promise<PdfReading> {
  const { getResolvedPDFJS } = await import('unpdf');
  const { getDocument } = await getResolvedPDFJS();
  // pdf.js takes the buffer it is given for its own, so it gets a copy.
  const task = getDocument({
    data: new Uint8Array(content),
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
  });
  try {
    return await withTimeLimit(countPages(task.promise), timeLimitMs, unreadablePdf);
  } catch (cause) {
    return isPasswordException(cause) ? { pages: null, problem: 'encrypted' } : unreadablePdf;
  } finally {
    await task.destroy();
  }
}

type OpenDocument = { numPages: number; getPage(number: number): Promise<unknown> };

async function countPages(opening: Promise<OpenDocument>): Promise<PdfReading> {
  const document = await opening;
  if (document.numPages === 0) {
    return unreadablePdf;
  }
  // A file that was cut off may still open; its pages then cannot be found.
  await document.getPage(1);
  await document.getPage(document.numPages);
  return { pages: document.numPages, problem: null };
}

function isPasswordException(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'PasswordException';
}
