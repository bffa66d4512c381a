// Writes templates/programme.schema.json, with which editors complete and check programme.yaml.
// With --check it only says whether the file is what the zod schema gives (exit status 1 when it is not).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { programmeSchema } from '../src/programme/schema.ts';

const file = fileURLToPath(new URL('../templates/programme.schema.json', import.meta.url));
const schema = z.toJSONSchema(programmeSchema, { io: 'input' });
const wanted = `${JSON.stringify({ ...schema, title: 'A programme of torq' }, null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
  console.error(`${file} is not what src/programme/schema.ts gives: run node scripts/programme-schema.ts`);
  process.exitCode = 1;
}
