// Raw messages and documents, kept by the hash of their content. They are on the disk before a row names them.
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from './ids.ts';

export type Blobs = {
  /** Writes the content if it is not there yet, waits for the disk, and returns its SHA-256 in hex. */
  put(content: Buffer): Promise<string>;
  /** @throws when the content is missing or not what its name says */
  get(sha256: string): Promise<Buffer>;
};

/** Keeps contents under `<folder>/ab/abcdef...`; safe with several processes. */
export function openBlobs(folder: string): Blobs {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    put: async (content) => {
      const sha256 = hash(content);
      const path = pathOf(sha256);
      if (await hasSize(path, content.length)) return sha256;
      const created = await mkdir(dirname(path), { recursive: true });
      if (created !== undefined) await syncFolder(dirname(created));
      await writeDurably(path, content);
      return sha256;
    },
    get: async (sha256) => {
      const content = await readFile(pathOf(sha256));
      if (hash(content) !== sha256) throw new Error(`stored content ${sha256} is damaged`);
      return content;
    },
  };
}

function hash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function hasSize(path: string, size: number): Promise<boolean> {
  try {
    return (await stat(path)).size === size;
  } catch {
    return false;
  }
}

/** Under another name first: a crash in the middle leaves no half file under the final name. */
async function writeDurably(path: string, content: Buffer): Promise<void> {
  const temporary = `${path}.${newId()}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await unlink(temporary);
    throw error;
  } finally {
    await file.close();
  }
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
