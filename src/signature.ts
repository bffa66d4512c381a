import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileType } from './mail/file-type.ts';
import type { Programme } from './programme/schema.ts';

/** The picture of the signature in a programme's folder; `problems` when it is named and cannot be used. */
export function loadSignature(
  folder: string,
  { name, certificate }: Pick<Programme, 'name' | 'certificate'>,
): { signature: Uint8Array | null; problems: readonly string[] } {
  if (certificate.signature === null) return { signature: null, problems: [] };
  const file = join(folder, name, certificate.signature);
  try {
    const signature = readFileSync(file);
    const type = fileType(signature, certificate.signature);
    if (type === 'image/png' || type === 'image/jpeg') return { signature, problems: [] };
    return { signature: null, problems: [`${file}:1: is no PNG or JPEG picture (certificate.signature)`] };
  } catch {
    return { signature: null, problems: [`${file}:1: cannot be read (certificate.signature)`] };
  }
}
