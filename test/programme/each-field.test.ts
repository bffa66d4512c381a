// Every value of the shipped file, replaced by something of another kind, is refused with its own line and its own name.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { reminderMessages } from '../../src/core/reminder-message.ts';
import { loadProgrammes } from '../../src/programme/load.ts';

const shipped = readFileSync('templates/igp-tor/programme.yaml', 'utf8');

type Leaf = { field: string; from: number; to: number; line: number };

/** Each value that holds no others, by the name that a problem gives it. */
function leaves(text: string): Leaf[] {
  const lines = new LineCounter();
  const found: Leaf[] = [];
  const visit = (node: unknown, field: string, keyAt: number | null): void => {
    if (isMap(node) && node.items.length > 0) {
      for (const { key, value } of node.items)
        if (isScalar(key))
          visit(value, field === '' ? String(key.value) : `${field}.${key.value}`, key.range?.[0] ?? 0);
    } else if (isSeq(node) && node.items.length > 0) {
      for (const [at, item] of node.items.entries()) visit(item, `${field}[${at}]`, null);
    } else {
      const [from, to] = (node as { range: [number, number] }).range;
      found.push({ field, from, to, line: lines.linePos(keyAt ?? from).line });
    }
  };
  visit(parseDocument(text, { lineCounter: lines }).contents, '', null);
  return found;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'torq-each-'));
  mkdirSync(join(folder, 'igp-tor'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'igp-tor', 'programme.yaml');
const problemsWith = (leaf: Leaf, by: string) => {
  writeFileSync(file(), shipped.slice(0, leaf.from) + by + shipped.slice(leaf.to));
  return loadProgrammes(folder, reminderMessages);
};

describe('each value of the shipped programme', () => {
  const all = leaves(shipped);

  test('is looked at: there are more than a hundred', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(new Set(all.map(({ field }) => field)).size).toBe(all.length);
  });

  test.each(all.map((leaf) => [leaf.field, leaf] as const))('%s', (field, leaf) => {
    // A group of settings is right for no single value.
    const { programmes, problems } = problemsWith(leaf, '{ nonsense: 1 }');
    expect(programmes).toEqual([]);
    const own = `${file()}:${leaf.line}: ${field}`;
    expect(problems.filter((problem) => problem.startsWith(own))).not.toEqual([]);
    expect(problems.find((problem) => problem.startsWith(own))).toMatch(
      /\(found a group of settings\)$|there is no such setting|is missing/,
    );
  });
});
