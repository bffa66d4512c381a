import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { inspectAttachments } from '../../src/mail/inspect.ts';
import { readMime } from '../../src/mail/mime-reader.ts';
import { parseLargeMail } from '../../src/mail/parse.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { pdf } from '../fixtures/pdf.ts';

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'scan')]);

async function mailWith(...contents: Buffer[]): Promise<Buffer> {
  return applicantMail({
    to: 'tor@casqa.example',
    attachments: contents.map((content, at) => ({ filename: `${at}.pdf`, type: 'application/pdf', content })),
  });
}

test('a file beyond the size is measured, and only its beginning is kept', async () => {
  const small = await pdf(2);
  const raw = await mailWith(scan, small);
  for (const input of [raw, Readable.from([raw.subarray(0, 1000), raw.subarray(1000)])]) {
    const { text, attachments } = await readMime(input, { each: 200_000, total: 400_000 });
    expect(text?.trim()).toBe('Here is my SOQ.');
    expect(
      attachments.map(({ filename, content, cut }) => ({ filename, hash: hashOf(content), cut })),
    ).toEqual([
      {
        filename: '0.pdf',
        hash: hashOf(scan.subarray(0, 65_536)),
        cut: { bytes: scan.length, sha256: hashOf(scan) },
      },
      { filename: '1.pdf', hash: hashOf(small), cut: null },
    ]);
  }
});

test('files that are too much together are kept until there is no more room', async () => {
  const { attachments } = await readMime(await mailWith(scan, scan, scan), { each: 400_000, total: 700_000 });
  expect(attachments.map(({ content, cut }) => [content.length, cut?.bytes ?? null])).toEqual([
    [scan.length, null],
    [scan.length, null],
    [65_536, scan.length],
  ]);
});

test('what was not kept is told as too large, with its real size and kind', async () => {
  const raw = await mailWith(scan);
  const parsed = await parseLargeMail(raw.subarray(0, 2000), Readable.from([raw]), {
    each: 1000,
    total: 2000,
  });
  if (!parsed.ok) throw new Error(parsed.reason);
  const limits = { types: ['application/pdf'], maxPages: null, maxBytesEach: 1000, maxBytesTotal: 2000 };
  expect((await inspectAttachments(parsed.files, limits)).attachments).toEqual([
    {
      filename: '0.pdf',
      type: 'application/pdf',
      bytes: scan.length,
      sha256: hashOf(scan),
      pages: null,
      problem: 'too-large',
    },
  ]);
});

test('a stream that breaks is an error', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('Subject: Hello\r\n');
      throw new Error('the disk is gone');
    })(),
  );
  await expect(readMime(broken, { each: 1000, total: 1000 })).rejects.toThrow('the disk is gone');
});

test('a part with more parts below it than any mail has is an error, and does not wait for an end', async () => {
  const inner = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(1200);
  const raw = Buffer.from(`Subject: Many\r\nContent-Type: text/calendar; boundary=b\r\n\r\n${inner}`);
  await expect(readMime(raw, { each: 1000, total: 1000 })).rejects.toThrow(
    'Max allowed child nodes exceeded',
  );
});
