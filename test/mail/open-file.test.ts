import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Attachment } from '../../src/core/mail.ts';
import { type FileLimits, openFile } from '../../src/mail/open-file.ts';
import { readPdf } from '../../src/mail/pdf.ts';
import { lockedPdf, pdf } from '../fixtures/pdf.ts';
import { tnef } from '../fixtures/tnef.ts';
import { docx, zip } from '../fixtures/zip.ts';

const limits: FileLimits = {
  types: ['application/pdf', 'docx'],
  maxPages: 3,
  maxBytesEach: 100_000,
  maxBytesTotal: 150_000,
};
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let threePages: Buffer;
let fourPages: Buffer;

beforeAll(async () => {
  threePages = await pdf(3);
  fourPages = await pdf(4);
});

async function inspected(
  filename: string,
  content: Buffer,
  statedType = 'application/octet-stream',
): Promise<Attachment> {
  return (await openFile({ filename, statedType, content }, limits)).attachment;
}

test('a good PDF, with all that is known of it', async () => {
  expect(await inspected('soq.pdf', threePages)).toEqual({
    filename: 'soq.pdf',
    type: 'application/pdf',
    bytes: threePages.length,
    sha256: createHash('sha256').update(threePages).digest('hex'),
    pages: 3,
    problem: null,
  });
});

test('a PDF with words in front of its header is one', async () => {
  const found = await inspected(
    'soq.pdf',
    Buffer.concat([Buffer.from('X-Virus-Scanned: yes\r\n\r\n'), threePages]),
  );
  expect({ type: found.type, pages: found.pages, problem: found.problem }).toEqual({
    type: 'application/pdf',
    pages: 3,
    problem: null,
  });
});

describe('problems', () => {
  test.each<[string, string, () => Buffer, Attachment['problem'], string, number | null]>([
    ['a locked PDF', 'soq.pdf', () => lockedPdf(), 'encrypted', 'application/pdf', null],
    [
      'a PDF cut off after its start',
      'soq.pdf',
      () => threePages.subarray(0, 60),
      'corrupt',
      'application/pdf',
      null,
    ],
    [
      'a PDF header and rubbish',
      'soq.pdf',
      () => Buffer.from('%PDF-1.7\nnothing of a PDF'),
      'corrupt',
      'application/pdf',
      null,
    ],
    [
      'rubbish named PDF',
      'soq.pdf',
      () => Buffer.from([1, 2, 3, 0, 255]),
      'corrupt',
      'application/octet-stream',
      null,
    ],
    ['no bytes', 'soq.pdf', () => Buffer.alloc(0), 'empty', 'application/octet-stream', null],
    ['too many pages', 'soq.pdf', () => fourPages, 'too-many-pages', 'application/pdf', 4],
    [
      'too many bytes',
      'soq.pdf',
      () => Buffer.concat([threePages, Buffer.alloc(100_000)]),
      'too-large',
      'application/pdf',
      null,
    ],
    [
      'a program named PDF',
      'soq.pdf',
      () => Buffer.from('MZ\u0090\u0000\u0003', 'latin1'),
      'disguised',
      'application/x-msdownload',
      null,
    ],
    [
      'a web page named PDF',
      'soq.pdf',
      () => Buffer.from('<!DOCTYPE html><html></html>'),
      'disguised',
      'text/html',
      null,
    ],
    [
      'a picture named PDF',
      'soq.pdf',
      () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]),
      'disguised',
      'image/png',
      null,
    ],
    [
      'winmail.dat',
      'winmail.dat',
      () => Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1]),
      'tnef',
      'application/ms-tnef',
      null,
    ],
    ['a Word file', 'soq.docx', () => docx(), null, word, null],
    ['a Word file that notes its pages', 'soq.docx', () => docx(2), null, word, 2],
    ['a Word file of too many pages', 'soq.docx', () => docx(4), 'too-many-pages', word, 4],
    [
      'a Word file that Word saved anew',
      'soq.docx',
      () => docx(1, { path: 'word/document2.xml' }),
      null,
      word,
      1,
    ],
    ['a Word file without its end', 'soq.docx', () => docx().subarray(0, -60), 'corrupt', word, null],
    ['a Word file with a broken part', 'soq.docx', () => docx(1, { statedCrc: 1 }), 'corrupt', word, null],
    [
      'a Word file with no text in it',
      'soq.docx',
      () => docx(1, { content: 'no XML' }),
      'corrupt',
      word,
      null,
    ],
    [
      'a Word file without its list of types',
      'soq.docx',
      () => zip({ path: 'word/document.xml', content: '<w:document/>' }),
      'corrupt',
      word,
      null,
    ],
    [
      'a bomb named Word',
      'soq.docx',
      () => docx(1, { content: Buffer.alloc(12_000_000, '<') }),
      'too-large',
      word,
      null,
    ],
    ['a sheet named Word', 'soq.docx', () => zip({ path: 'xl/workbook.xml' }), 'disguised', sheet, null],
    ['a PDF named Word', 'soq.docx', () => threePages, 'disguised', 'application/pdf', null],
    ['a Word file named PDF', 'soq.pdf', () => docx(), 'disguised', word, null],
    ['a sheet', 'soq.xlsx', () => zip({ path: 'xl/workbook.xml' }), 'unsupported-type', sheet, null],
    [
      'a locked zip',
      'soq.zip',
      () => zip({ path: 'soq.pdf', flags: 1 }),
      'encrypted',
      'application/zip',
      null,
    ],
    [
      'a broken zip',
      'soq.zip',
      () => zip({ path: 'soq.pdf' }).subarray(0, -9),
      'corrupt',
      'application/zip',
      null,
    ],
    [
      'a zip with a broken file',
      'soq.zip',
      () => zip({ path: 'soq.pdf', content: 'x', statedCrc: 1 }),
      'corrupt',
      'application/zip',
      null,
    ],
    [
      'a zip bomb',
      'soq.zip',
      () => zip({ path: 'soq.pdf', content: Buffer.alloc(12_000_000) }),
      'too-large',
      'application/zip',
      null,
    ],
    [
      'a zip of too many files',
      'soq.zip',
      () => zip(...Array.from({ length: 101 }, (_, at) => ({ path: `${at}.pdf` }))),
      'too-large',
      'application/zip',
      null,
    ],
    [
      'another program’s file that is a zip inside',
      'soq.pages',
      () => zip({ path: 'QuickLook/Preview.pdf', content: threePages }),
      'unsupported-type',
      'application/zip',
      null,
    ],
    ['a zip named Word', 'soq.docx', () => zip({ path: 'readme.txt' }), 'disguised', 'application/zip', null],
    [
      'a picture',
      'page.jpg',
      () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      'unsupported-type',
      'image/jpeg',
      null,
    ],
    ['a text', 'notes.txt', () => Buffer.from('Hello'), 'unsupported-type', 'text/plain', null],
    [
      'a locked Word file',
      'soq.docx',
      () =>
        Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
      'application/x-ole-storage',
      null,
    ],
  ])('%s', async (_name, filename, content, problem, type, pages) => {
    const found = await inspected(filename, content());
    expect({ problem: found.problem, type: found.type, pages: found.pages }).toEqual({
      problem,
      type,
      pages,
    });
  });
});

describe('files in files', () => {
  /** Name, problem, pages, container and number of files inside, of the file and what was found in it. */
  async function opened(filename: string, content: Buffer, changes: Partial<FileLimits> = {}) {
    const file = { filename, statedType: 'application/octet-stream', content };
    const { attachment, found } = await openFile(file, { ...limits, ...changes });
    return [attachment, ...found.map((inner) => inner.attachment)].map(
      ({ filename: name, problem, pages, within, holds }) => ({ name, problem, pages, within, holds }),
    );
  }
  const container = (name: string, problem: Attachment['problem'], holds?: number) => ({
    name,
    problem,
    pages: null,
    within: undefined,
    holds,
  });
  const inner = (
    name: string,
    within: string,
    problem: Attachment['problem'] = null,
    pages: number | null = 3,
  ) => ({
    name,
    problem,
    pages,
    within,
    holds: undefined,
  });

  test('a winmail.dat stays, followed by what it holds', async () => {
    const content = tnef([
      { title: 'soq.pdf', data: threePages },
      { title: 'locked.pdf', data: lockedPdf() },
    ]);
    expect(await opened('winmail.dat', content)).toEqual([
      container('winmail.dat', 'tnef', 2),
      inner('soq.pdf', 'winmail.dat'),
      inner('locked.pdf', 'winmail.dat', 'encrypted', null),
    ]);
  });

  test('a winmail.dat under another name, and one of formatting alone', async () => {
    expect(await opened('ATT0001.dat', tnef([]))).toEqual([container('ATT0001.dat', 'tnef', 0)]);
  });

  test('a winmail.dat that cannot be opened holds nothing that is known', async () => {
    expect(await opened('winmail.dat', tnef([]).subarray(0, 9))).toEqual([container('winmail.dat', 'tnef')]);
  });

  test('a zip, without what systems put into it, its names without folders', async () => {
    const content = zip(
      { path: 'SOQ/' },
      { path: 'SOQ/../soq.pdf', content: threePages, stored: true },
      { path: '__MACOSX/SOQ/._soq.pdf', content: 'x' },
      { path: 'SOQ/.DS_Store', content: 'x' },
      { path: 'SOQ/letter.docx', content: docx(2), stored: true },
    );
    expect(await opened('soq.zip', content)).toEqual([
      container('soq.zip', 'unsupported-type', 2),
      inner('soq.pdf', 'soq.zip'),
      inner('letter.docx', 'soq.zip', null, 2),
    ]);
  });

  test('a zip that the programme accepts is a document, and stays closed', async () => {
    const content = zip({ path: 'soq.pdf', content: threePages });
    expect(await opened('soq.zip', content, { types: ['zip'] })).toEqual([container('soq.zip', null)]);
  });

  test('a container in a container stays closed', async () => {
    const content = zip(
      { path: 'inner.zip', content: zip({ path: 'soq.pdf', content: threePages }) },
      { path: 'winmail.dat', content: tnef([{ title: 'soq.pdf', data: threePages }]) },
    );
    expect(await opened('soq.zip', content)).toEqual([
      container('soq.zip', 'unsupported-type', 2),
      inner('inner.zip', 'soq.zip', 'unsupported-type', null),
      inner('winmail.dat', 'soq.zip', 'tnef', null),
    ]);
  });

  test('the limit of a parcel is that of all files, the limit of a file in it that of one', async () => {
    const heavy = Buffer.concat([threePages, Buffer.alloc(100_000)]);
    const content = zip(
      { path: 'soq.pdf', content: threePages, stored: true },
      { path: 'b.pdf', content: heavy, stored: true },
    );
    expect(await opened('soq.zip', content)).toEqual([
      container('soq.zip', 'unsupported-type', 2),
      inner('soq.pdf', 'soq.zip'),
      inner('b.pdf', 'soq.zip', 'too-large', null),
    ]);
  });
});

test('what was found in a file can be handed over from another thread', async () => {
  const content = zip({ path: 'Re\u0301sume\u0301.pdf', content: threePages });
  const opened = await openFile({ filename: 'soq.zip', statedType: 'application/zip', content }, limits);
  expect(structuredClone(opened)).toEqual(opened);
  const [inner] = opened.found;
  expect([inner?.attachment.filename, inner?.content.buffer.byteLength]).toEqual([
    'Résumé.pdf',
    threePages.length,
  ]);
});

test('the bytes are not used up by reading them', async () => {
  const content = new Uint8Array(threePages);
  await readPdf(content, 5_000);
  expect(content.length).toBe(threePages.length);
});
