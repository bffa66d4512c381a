import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** Makes a fresh folder that other system users may enter; it is removed when this process exits at the latest. */
export function makeTempFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `torq-${name}-`));
  chmodSync(folder, 0o755);
  if (folders.size === 0) process.on('exit', removeAll);
  folders.add(folder);
  return folder;
}

/** Removes a folder made by makeTempFolder with everything in it. */
export function removeTempFolder(folder: string): void {
  // A server's last child may still be writing its farewell: try again for a moment.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  folders.delete(folder);
  if (folders.size === 0) process.off('exit', removeAll);
}

function removeAll(): void {
  for (const folder of [...folders]) removeTempFolder(folder);
}
