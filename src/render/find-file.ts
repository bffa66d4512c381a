import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Programme } from '../programme/schema.ts';

/** The programme's own file, else the one of the programme that it extends. */
export function findFile(
  folder: string,
  { name, extends: other }: Pick<Programme, 'name' | 'extends'>,
  path: string,
): string {
  const own = join(folder, name, path);
  return other === null || existsSync(own) ? own : join(folder, other, path);
}
