import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Programme } from '../programme/schema.ts';

/** A programme's own file, else the one of the programme that it `extends`. `path` is below the programme's folder. */
export function ownFile(
  folder: string,
  programme: Pick<Programme, 'name' | 'extends'>,
  path: string,
): string {
  const own = join(folder, programme.name, path);
  return programme.extends === null || existsSync(own) ? own : join(folder, programme.extends, path);
}
