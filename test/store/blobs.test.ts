import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBlobs } from '../../src/store/blobs.ts';

const content = Buffer.from('a raw message');
const hexDigits = 64;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'torq-blobs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

test('a content is kept under its hash, in a folder by its first letters', async () => {
  const blobs = openBlobs(join(folder, 'blobs'));
  const sha256 = await blobs.put(content);
  expect(sha256).toHaveLength(hexDigits);
  expect(files()).toEqual(['blobs', `blobs/${sha256.slice(0, 2)}`, `blobs/${sha256.slice(0, 2)}/${sha256}`]);
  expect(await blobs.get(sha256)).toEqual(content);
});

test('only the owner can read it', async () => {
  const sha256 = await openBlobs(folder).put(content);
  expect(statSync(join(folder, sha256.slice(0, 2), sha256)).mode & 0o077).toBe(0);
});

test('the same content is kept once, also when it comes many times at once', async () => {
  const names = await Promise.all(Array.from({ length: 20 }, () => openBlobs(folder).put(content)));
  expect(new Set(names).size).toBe(1);
  expect(files()).toHaveLength(2);
});

test('an empty content can be kept', async () => {
  const blobs = openBlobs(folder);
  expect(await blobs.get(await blobs.put(Buffer.alloc(0)))).toEqual(Buffer.alloc(0));
});

test('a half-written file under the final name is written again', async () => {
  const blobs = openBlobs(folder);
  const sha256 = await blobs.put(content);
  writeFileSync(join(folder, sha256.slice(0, 2), sha256), 'a raw');
  await blobs.put(content);
  expect(await blobs.get(sha256)).toEqual(content);
});

test('damaged content is noticed', async () => {
  const blobs = openBlobs(folder);
  const sha256 = await blobs.put(content);
  writeFileSync(join(folder, sha256.slice(0, 2), sha256), 'A raw message');
  await expect(blobs.get(sha256)).rejects.toThrow(`stored content ${sha256} is damaged`);
});

test('missing content is an error', async () => {
  await expect(openBlobs(folder).get('0'.repeat(64))).rejects.toThrow('ENOENT');
});
