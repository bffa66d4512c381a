// Proves that the linter holds the architecture: each rule is broken once in a copy of the configuration's world.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Which rooms each room may import, besides itself (architecture.md). */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  programme: [],
  core: ['programme'],
  render: ['core', 'programme'],
  store: ['core', 'programme'],
  mail: ['core', 'programme'],
  slack: ['core', 'programme'],
  documents: ['core', 'programme'],
  handlers: ['core', 'programme', 'store', 'render', 'documents'],
  web: ['core', 'programme', 'store', 'render', 'documents'],
};
const rooms = Object.keys(mayImport);
const topFiles = ['main', 'cli', 'timetable', 'config'];

/** A library that only one room has, and the rooms that must not have it. */
const libraries: Readonly<Record<string, string>> = {
  zod: 'programme',
  'temporal-polyfill': 'core',
  handlebars: 'render',
  'ical-generator': 'render',
  '@prisma/client': 'store',
  imapflow: 'mail',
  nodemailer: 'mail',
  '@slack/bolt': 'slack',
  pdfkit: 'documents',
  fastify: 'web',
  'prom-client': 'web',
};
const sharedLibraries: Readonly<Record<string, readonly string[]>> = { 'temporal-polyfill': ['render'] };

const impure = {
  'Date.now': 'export const at = () => Date.now();',
  'new Date': 'export const at = () => new Date();',
  'Math.random': 'export const at = () => Math.random();',
  'performance.now': 'export const at = () => performance.now();',
  'process.env': 'export const at = () => process.env;',
  'process.exit': 'export const at = () => process.exit(1);',
  await: 'export async function at(work: () => Promise<number>) {\n  return (await work()) + 1;\n}',
  fetch: "export const at = () => fetch('https://example.org');",
} as const;

type Diagnostic = { category: string; location: { path: string | { file: string } } };

let folder: string;
let found: Map<string, string[]>;

function write(path: string, source: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `${source}\n`);
}

const importing = (specifier: string) => `import * as it from '${specifier}';\nexport const used = it;`;

/** Writes a file for every rule that is to fire, and for every import that is allowed. */
function writeOffenders(): void {
  for (const room of rooms) {
    write(`src/${room}/thing.ts`, 'export const thing = 1;');
    for (const other of rooms) {
      write(`src/${room}/imports-${other}.ts`, importing(`../${other}/thing.ts`));
      write(`src/${room}/deep/imports-${other}.ts`, importing(`../../${other}/thing.ts`));
    }
    for (const file of topFiles) {
      write(`src/${room}/imports-${file}.ts`, importing(`../${file}.ts`));
      write(`src/${room}/deep/imports-${file}.ts`, importing(`../../${file}.ts`));
    }
    for (const library of Object.keys(libraries))
      write(`src/${room}/library-${library.replace('/', '-')}.ts`, importing(library));
    write(`src/${room}/environment.ts`, 'export const home = process.env.HOME;');
    write(`src/${room}/nodes.ts`, importing('node:fs'));
  }
  for (const [name, source] of Object.entries(impure)) {
    write(`src/core/impure-${name}.ts`, source);
    write(`src/handlers/impure-${name}.ts`, source);
  }
  write('src/config.ts', 'export const home = process.env.HOME;');
  write('src/mail/cycle-a.ts', "import { b } from './cycle-b.ts';\nexport const a = () => b;");
  write('src/mail/cycle-b.ts', "import { a } from './cycle-a.ts';\nexport const b = () => a;");
  write('src/mail/default.ts', 'export default 1;');
  write('src/mail/index.ts', "export * from './thing.ts';");
  write('src/mail/floating.ts', 'export function go(work: () => Promise<void>): void {\n  work();\n}');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'torq-architecture-'));
  const { vcs: _, ...configuration } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...configuration, $schema: undefined }));
  cpSync(join(root, '.biome'), join(folder, '.biome'), { recursive: true });
  writeOffenders();
  const biome = join(root, 'node_modules/.bin/biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', '--diagnostic-level=error', '.'];
  const { stdout } = spawnSync(biome, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  found = new Map();
  for (const { category, location } of (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics) {
    const path = typeof location.path === 'string' ? location.path : location.path.file;
    found.set(path.replace(/^\.\//, ''), [...(found.get(path) ?? []), category]);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const firesIn = (path: string, rule: string) => (found.get(path) ?? []).includes(rule);
const restricted = 'lint/style/noRestrictedImports';

describe.each(rooms)('%s', (room) => {
  test.each(['', 'deep/'])('imports only the rooms it may, from src/<room>/%s', (depth) => {
    const refused = rooms.filter((other) => firesIn(`src/${room}/${depth}imports-${other}.ts`, restricted));
    const allowed = [room, ...(mayImport[room] ?? [])];
    expect(refused).toEqual(rooms.filter((other) => !allowed.includes(other)));
  });

  test.each(['', 'deep/'])('imports neither main, cli, timetable nor config, from src/<room>/%s', (depth) => {
    expect(topFiles.filter((file) => firesIn(`src/${room}/${depth}imports-${file}.ts`, restricted))).toEqual(
      topFiles,
    );
  });

  test('has no library of another room', () => {
    const refused = Object.keys(libraries).filter((library) =>
      firesIn(`src/${room}/library-${library.replace('/', '-')}.ts`, restricted),
    );
    const own = (library: string) =>
      libraries[library] === room || (sharedLibraries[library] ?? []).includes(room);
    expect(refused).toEqual(Object.keys(libraries).filter((library) => !own(library)));
  });

  test('does not read the environment', () => {
    expect(firesIn(`src/${room}/environment.ts`, 'lint/style/noProcessEnv')).toBe(true);
  });
});

test('core is pure: it takes no time, chance, process or promise', () => {
  const names = Object.keys(impure);
  expect(names.filter((name) => firesIn(`src/core/impure-${name}.ts`, 'plugin'))).toEqual(names);
  expect(names.filter((name) => firesIn(`src/handlers/impure-${name}.ts`, 'plugin'))).toEqual([]);
});

test('core has nothing of Node, the other rooms do', () => {
  expect(rooms.filter((room) => firesIn(`src/${room}/nodes.ts`, restricted))).toEqual(['core']);
});

test('config.ts may read the environment', () => {
  expect(found.get('src/config.ts')).toBeUndefined();
});

test.each([
  ['src/mail/cycle-a.ts', 'lint/suspicious/noImportCycles'],
  ['src/mail/default.ts', 'lint/style/noDefaultExport'],
  ['src/mail/index.ts', 'lint/performance/noBarrelFile'],
  ['src/mail/floating.ts', 'lint/nursery/noFloatingPromises'],
])('%s breaks %s', (path, rule) => {
  expect(found.get(path)).toContain(rule);
});
