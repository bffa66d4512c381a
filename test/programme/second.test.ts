// A second programme beside the first: its folder may lean on the other one's mails, and waits until it is switched on.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadDesks } from '../../src/desks.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'torq-second-'));
  cpSync('templates', folder, { recursive: true });
  file = join(folder, 'cgp-tor', 'programme.yaml');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const edit = (piece: string, by: string, path = file) => {
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(piece);
  writeFileSync(
    path,
    text.replace(piece, () => by),
  );
};
const names = () => loadDesks(folder).desks.map(({ programme }) => programme.name);

describe('the construction programme', () => {
  test('is checked, and does nothing until it is switched on', () => {
    expect(loadDesks(folder).problems).toEqual([]);
    expect(names()).toEqual(['igp-tor']);
    edit('active: false', 'active: true');
    expect(names()).toEqual(['cgp-tor', 'igp-tor']);
    edit('soqNew: $500', 'soqNew: 500');
    expect(loadDesks(folder).problems).toEqual([
      expect.stringContaining('fees.soqNew: an amount such as $65 or $65.00 (found 500)'),
    ]);
  });

  test('alone in its folder it is a problem while it is switched off', () => {
    edit('extends: igp-tor ', 'extends: null ');
    rmSync(join(folder, 'igp-tor'), { recursive: true });
    expect(loadDesks(folder)).toEqual({
      desks: [],
      problems: [`${folder}: every programme says active: false`],
    });
  });

  test('says what its sources say', () => {
    edit('active: false', 'active: true');
    const programme = loadDesks(folder).desks[0]?.programme;
    expect(programme?.fees).toEqual({ soqNew: 50000, soqResubmittal: 25000, torAnnual: 6500, late: 2500 });
    expect(programme?.cycles[0]?.payment).toEqual({
      opens: '2022-09-13 16:00',
      closes: '2022-10-06 16:00',
    });
  });

  test('has its own mails where it has them, and those of the programme that it extends where not', () => {
    edit('active: false', 'active: true');
    const [own] = loadDesks(folder).desks;
    expect(own?.templates.mails.size).toBe(loadDesks(folder).desks[1]?.templates.mails.size);
    mkdirSync(join(folder, 'cgp-tor', 'mail'));
    writeFileSync(join(folder, 'cgp-tor', 'mail', 'withdrawn.hbs'), 'Subject: {{nonsense}}\n---\nx\n');
    expect(loadDesks(folder).problems).toEqual([
      expect.stringContaining(join('cgp-tor', 'mail', 'withdrawn.hbs')),
    ]);
  });

  test.each([
    ['itself', 'cgp-tor', 'the name of another programme folder beside this one (found "cgp-tor")'],
    ['nobody', 'no-tor', 'the name of another programme folder beside this one (found "no-tor")'],
    ['a folder elsewhere', '../igp-tor', 'lower-case letters, digits and hyphens (found "../igp-tor")'],
  ])('extends %s: refused with its line', (_, name, problem) => {
    edit('extends: igp-tor ', `extends: ${name} `);
    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((text) => text.startsWith('extends:')) + 1;
    expect(loadDesks(folder).problems).toEqual([`${file}:${line}: extends: ${problem}`]);
  });

  test('extends one that extends another: refused', () => {
    edit('name: igp-tor', 'name: igp-tor\nextends: cgp-tor', join(folder, 'igp-tor', 'programme.yaml'));
    expect(loadDesks(folder).problems).toHaveLength(2);
  });
});
