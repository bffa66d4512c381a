// Writes the two Prisma schemas and their clients from prisma/schema.prisma. Nothing is downloaded: `prisma generate`
// asks for a schema engine that it does not use, and any existing file satisfies it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const prismaCli = join(
  dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
  'build/index.js',
);
const source = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');

for (const provider of ['sqlite', 'postgresql']) {
  const folder = join(root, 'prisma/generated', provider);
  mkdirSync(folder, { recursive: true });
  const schema = join(folder, 'schema.prisma');
  writeFileSync(schema, source.replace('provider = "sqlite"', `provider = "${provider}"`));
  execFileSync(process.execPath, [prismaCli, 'generate', `--schema=${schema}`, '--no-hints'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
}
