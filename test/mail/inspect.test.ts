import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Attachment } from '../../src/core/mail.ts';
import { type FileLimits, inspectAttachments } from '../../src/mail/inspect.ts';
import { readPdf } from '../../src/mail/pdf.ts';
import { lockedPdf, pdf } from '../fixtures/pdf.ts';

const limits: FileLimits = {
  types: ['application/pdf', 'docx'],
  maxPages: 3,
  maxBytesEach: 100_000,
  maxBytesTotal: 150_000,
};
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
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
  const [found] = await inspectAttachments([{ filename, statedType, content }], limits);
  return found as Attachment;
}

/** A zip with one stored entry; `flags` is the general purpose bit field. */
function zip(name: string, flags = 0): Buffer {
  const local = Buffer.alloc(30);
  local.write('PK\u0003\u0004', 'latin1');
  local.writeUInt16LE(flags, 6);
  local.writeUInt16LE(name.length, 26);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  return Buffer.concat([local, Buffer.from(name), end]);
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
    ['a Word file', 'soq.docx', () => zip('word/document.xml'), null, docx, null],
    [
      'a Word file without its end',
      'soq.docx',
      () => zip('word/document.xml').subarray(0, 47),
      'corrupt',
      docx,
      null,
    ],
    ['a locked zip', 'soq.zip', () => zip('soq.pdf', 1), 'encrypted', 'application/zip', null],
    [
      'a zip that is not accepted',
      'soq.zip',
      () => zip('soq.pdf'),
      'unsupported-type',
      'application/zip',
      null,
    ],
    ['a zip named Word', 'soq.docx', () => zip('readme.txt'), 'disguised', 'application/zip', null],
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

  test('files that are too large together', async () => {
    const file = (filename: string) => ({
      filename,
      statedType: 'application/pdf',
      content: Buffer.concat([threePages, Buffer.alloc(60_000)]),
    });
    const found = await inspectAttachments([file('1.pdf'), file('2.pdf'), file('3.pdf')], limits);
    expect(found.map(({ filename, problem }) => [filename, problem])).toEqual([
      ['1.pdf', null],
      ['2.pdf', null],
      ['3.pdf', 'too-large'],
    ]);
  });
});

test('the bytes are not used up by reading them', async () => {
  const content = new Uint8Array(threePages);
  await readPdf(content, 5_000);
  expect(content.length).toBe(threePages.length);
});
