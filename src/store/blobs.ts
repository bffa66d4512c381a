// Raw messages and documents, kept by the hash of their content. They are on the disk before a row names them.
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from './ids.ts';

export type Blobs = {
  /** Writes the content if it is not there yet, waits for the disk, and returns its SHA-256 in hex. */
  put(content: Uint8Array): Promise<string>;
  /** The same for content that comes in pieces and need never be in memory as a whole. */
  putStream(pieces: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }>;
  /** @throws when the content is missing or not what its name says */
  get(sha256: string): Promise<Buffer>;
  /** Nothing of it is left; whoever calls knows that no row names it. */
  remove(sha256: string): Promise<void>;
  /** Where the content is kept; whoever reads it there compares the hash. */
  pathOf(sha256: string): string;
};

/** Keeps contents under `<folder>/ab/abcdef...`; safe with several processes. */
export function openBlobs(folder: string): Blobs {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    pathOf,
    put: async (content) => {
      const sha256 = createHash('sha256').update(content).digest('hex');
      const path = pathOf(sha256);
      if (await hasSize(path, content.length)) return sha256;
      await makeFolder(dirname(path));
      const temporary = `${path}.${newId()}.tmp`;
      await writeDurably(temporary, (file) => file.writeFile(content));
      await nameDurably(temporary, path);
      return sha256;
    },
    putStream: async (pieces) => {
      await makeFolder(folder);
      const temporary = join(folder, `${newId()}.tmp`);
      const { sha256, bytes } = await writePieces(temporary, pieces);
      const path = pathOf(sha256);
      await makeFolder(dirname(path));
      await nameDurably(temporary, path);
      return { sha256, bytes };
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    get: async (sha256) => {
      const content = await readFile(pathOf(sha256));
      if (createHash('sha256').update(content).digest('hex') !== sha256)
        throw new Error(`stored content ${sha256} is damaged`);
      return content;
    },
  };
}

async function writePieces(path: string, pieces: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let bytes = 0;
  await writeDurably(path, async (file) => {
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
      await file.write(piece);
    }
  });
  return { sha256: hash.digest('hex'), bytes };
}

async function hasSize(path: string, size: number): Promise<boolean> {
  try {
    return (await stat(path)).size === size;
  } catch {
    return false;
  }
}

async function makeFolder(path: string): Promise<void> {
  const created = await mkdir(path, { recursive: true });
  if (created !== undefined) await syncFolder(dirname(created));
}

/** Under another name first: a crash in the middle leaves no half file under the final name. */
async function writeDurably(path: string, write: (file: FileHandle) => Promise<unknown>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await write(file);
    await file.sync();
  } catch (error) {
    await unlink(path);
    throw error;
  } finally {
    await file.close();
  }
}

async function nameDurably(temporary: string, path: string): Promise<void> {
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** A name is only on the disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
