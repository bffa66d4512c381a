import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from './handlers/shell.ts';
import { fileType } from './mail/file-type.ts';
import type { Programme } from './programme/schema.ts';

/** The Compliance Agreement in a programme's folder; `problems` when it is named and cannot be used. */
export function loadAgreement(
  folder: string,
  { name, agreement: { file } }: Pick<Programme, 'name' | 'agreement'>,
): { agreement: NonNullable<Desk['agreement']> | null; problems: readonly string[] } {
  if (file === null) return { agreement: null, problems: [] };
  const path = join(folder, name, file);
  try {
    const content = readFileSync(path);
    if (fileType(content, file) === 'application/pdf')
      return { agreement: { filename: file, content }, problems: [] };
    return { agreement: null, problems: [`${path}:1: is no PDF (agreement.file)`] };
  } catch {
    return { agreement: null, problems: [`${path}:1: cannot be read (agreement.file)`] };
  }
}
