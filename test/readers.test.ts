import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Readers, startReaders } from '../src/readers.ts';
import { applicantMail } from './fixtures/applicant-mail.ts';
import { pdf } from './fixtures/pdf.ts';
import { igpTor } from './support/programme.ts';
import { authservId } from './support/shell.ts';

const rules = { programmes: [igpTor], authservId, mayAskDns: false };
const internalDate = new Date('2023-05-12T17:00:00Z');
let folder: string;
let readers: Readers;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'torq-readers-'));
});
afterEach(async () => {
  await readers.close();
  rmSync(folder, { recursive: true });
});

const read = (name: string, sha256: string | null = null) =>
  readers.read({ path: join(folder, name), sha256, internalDate, openFiles: true });
const hostile = () =>
  startReaders(rules, { module: new URL('./readers-module.ts', import.meta.url), taskMs: 2000, count: 1 });

test('a mail is read in a thread, with the contents of its files', async () => {
  readers = startReaders(rules);
  const content = Buffer.concat([await pdf(3), Buffer.alloc(300_000, '\n')]);
  const attachments = [{ filename: 'soq.pdf', type: 'application/pdf', content }];
  writeFileSync(join(folder, 'soq.eml'), await applicantMail({ to: 'tor@casqa.example', attachments }));
  const result = await read('soq.eml');
  if (!result.ok) throw new Error(result.reason);
  expect({
    programme: result.programme,
    kind: result.classification.kind,
    arrival: result.arrival.receivedAt.toISOString(),
    files: result.mail.attachments.map(({ filename, pages, bytes }) => [filename, pages, bytes]),
  }).toEqual({
    programme: 'igp-tor',
    kind: 'submission',
    arrival: '2023-05-12T17:00:00.000Z',
    files: [['soq.pdf', 3, content.length]],
  });
  expect(result.contents.map((found) => Buffer.from(found).equals(content))).toEqual([true]);
});

test('a stored mail that is damaged, or gone, is an error', async () => {
  readers = startReaders(rules);
  writeFileSync(join(folder, 'mail.eml'), 'Subject: Hello\r\n\r\nHello\r\n');
  await expect(read('mail.eml', 'a'.repeat(64))).rejects.toThrow(
    `stored content ${'a'.repeat(64)} is damaged`,
  );
  await expect(read('gone.eml')).rejects.toThrow('ENOENT');
});

test('of a mail with a file that cannot be opened in time the rest is read', async () => {
  readers = hostile();
  expect(await read('hostile-file')).toEqual({ ok: false, reason: 'read with files closed' });
});

test('a mail that cannot be read in time at all is given up, and the next one is read', async () => {
  readers = hostile();
  const given = read('hostile-text');
  const next = read('plain');
  await expect(given).rejects.toThrow('this mail could not be read: it took longer than 2 s and was stopped');
  expect(await next).toEqual({ ok: false, reason: 'read with files opened' });
});
