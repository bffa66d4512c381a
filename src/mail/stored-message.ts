// A raw message in a file: small ones are read at once, of large ones only the beginning, and the rest as a stream.
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { KeptSizes } from './mime-reader.ts';
import { type ParseResult, parseLargeMail, parseMail } from './parse.ts';

export type StoredMessage = {
  parse(kept: KeptSizes): Promise<ParseResult>;
  /** The whole message, anew with every call. */
  raw(): Buffer | Readable;
};

/** From this size on a message is not held in memory as a whole. */
const large = 4 * 1024 * 1024;
/** Far more than the header section that the parser accepts. */
const startBytes = 2 * 1024 * 1024;

/**
 * Opens the message in a file. Reads synchronously: made for a thread that has nothing else to do, and that would
 * otherwise queue behind the disk's writers.
 * @param sha256 what the content must hash to, in hex; null: not compared
 * @throws when the file cannot be read, or its content is another
 */
export async function openStoredMessage(path: string, sha256: string | null): Promise<StoredMessage> {
  if (statSync(path).size < large) {
    const raw = readFileSync(path);
    compare(sha256, () => createHash('sha256').update(raw).digest('hex'));
    return { parse: (kept) => parseMail(raw, kept), raw: () => raw };
  }
  const stream = () => createReadStream(path, { highWaterMark: 256 * 1024 });
  const found = sha256 === null ? '' : await hashOf(stream());
  compare(sha256, () => found);
  return { parse: (kept) => parseLargeMail(startOf(path), stream(), kept), raw: stream };
}

function compare(expected: string | null, found: () => string): void {
  if (expected !== null && found() !== expected) throw new Error(`stored content ${expected} is damaged`);
}

async function hashOf(stream: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of stream) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function startOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(startBytes);
    return start.subarray(0, readSync(file, start, 0, startBytes, 0));
  } finally {
    closeSync(file);
  }
}
