import { beforeAll, expect, test } from 'vitest';
import { inspectAttachments } from '../../src/mail/inspect.ts';
import type { FileLimits } from '../../src/mail/open-file.ts';
import { pdf } from '../fixtures/pdf.ts';
import { tnef } from '../fixtures/tnef.ts';
import { zip } from '../fixtures/zip.ts';

const limits: FileLimits = {
  types: ['application/pdf'],
  maxPages: null,
  maxBytesEach: 100_000,
  maxBytesTotal: 150_000,
};
let threePages: Buffer;

beforeAll(async () => {
  threePages = await pdf(3);
});

const file = (filename: string, content: Buffer) => ({
  filename,
  statedType: 'application/octet-stream',
  content,
});
const heavy = (filename: string) => file(filename, Buffer.concat([threePages, Buffer.alloc(60_000)]));

test('files that are too large together', async () => {
  const { attachments } = await inspectAttachments([heavy('1.pdf'), heavy('2.pdf'), heavy('3.pdf')], limits);
  expect(attachments.map(({ filename, problem }) => [filename, problem])).toEqual([
    ['1.pdf', null],
    ['2.pdf', null],
    ['3.pdf', 'too-large'],
  ]);
});

test('contents stand in the order of the attachments, what was unpacked behind its container', async () => {
  const packed = tnef([{ title: 'a.pdf', data: threePages }]);
  const files = [file('winmail.dat', packed), file('b.pdf', threePages)];
  const { attachments, contents } = await inspectAttachments(files, limits);
  expect(attachments.map(({ filename }, at) => [filename, contents[at]?.length])).toEqual([
    ['winmail.dat', packed.length],
    ['a.pdf', threePages.length],
    ['b.pdf', threePages.length],
  ]);
});

test('what was unpacked counts towards the total, the container around it does not', async () => {
  const parcel = (name: string) =>
    file(name, zip({ path: `${name}.pdf`, content: heavy('').content, stored: true }));
  const { attachments } = await inspectAttachments(
    [parcel('1.zip'), parcel('2.zip'), heavy('3.pdf')],
    limits,
  );
  expect(attachments.map(({ filename, problem }) => [filename, problem])).toEqual([
    ['1.zip', 'unsupported-type'],
    ['1.zip.pdf', null],
    ['2.zip', 'unsupported-type'],
    ['2.zip.pdf', null],
    ['3.pdf', 'too-large'],
  ]);
});

test('all containers of a mail share the room for unpacking', async () => {
  const sixty = zip(...Array.from({ length: 60 }, (_, at) => ({ path: `${at}.txt`, content: 'Hello' })));
  const { attachments } = await inspectAttachments([file('1.zip', sixty), file('2.zip', sixty)], limits);
  expect(attachments.filter(({ within }) => within === undefined)).toMatchObject([
    { filename: '1.zip', problem: 'unsupported-type', holds: 60 },
    { filename: '2.zip', problem: 'too-large' },
  ]);
});

test('files may be opened elsewhere', async () => {
  const attachment = { filename: 'x', type: 'y', bytes: 1, sha256: 'z', pages: null, problem: null };
  const open = async () => ({ attachment, found: [] });
  expect(await inspectAttachments([file('a.pdf', threePages)], limits, open)).toEqual({
    attachments: [attachment],
    contents: [threePages],
  });
});
