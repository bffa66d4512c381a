import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MessageName, messageFields } from '../../src/core/messages.ts';
import { preview } from '../../src/handlers/preview.ts';
import { samples } from '../../src/render/samples.ts';
import { shippedTemplates } from '../support/mail-templates.ts';
import { igpTor } from '../support/programme.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'torq-preview-'));
});
afterEach(() => rmSync(out, { recursive: true }));

const unusual = [
  'no-name',
  'long-name',
  'accents',
  'other-letters',
  'right-to-left',
  'emoji',
  'hostile-name',
  'at-limits',
];

test('every sample of every mail, and the first one in every unusual way, is written as HTML and as text', () => {
  const files = preview({ programmes: [igpTor], templates: [shippedTemplates()], out });
  const expected = Object.keys(messageFields).flatMap((name) => {
    const own = samples[name as MessageName];
    const numbered = own.map((_sample, at) => (at === 0 ? name : `${name}-${at + 1}`));
    const lists = Object.values(own[0]!.values).some(Array.isArray) ? ['empty-lists'] : [];
    return [...numbered, ...[...unusual, ...lists].map((suffix) => `${name}-${suffix}`)];
  });
  const pages = expected.flatMap((name) => [`igp-tor/${name}.html`, `igp-tor/${name}.txt`]);
  const looks = Object.keys(messageFields).map((name) => `igp-tor/unusual/${name}.html`);
  expect(files[0]).toBe(join(out, 'index.html'));
  expect(files.slice(1).sort()).toEqual([...pages, ...looks].map((page) => join(out, page)).sort());
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const [index, ...others] = ['index.html', ...looks].map((file) => readFileSync(join(out, file), 'utf8'));
  const html = pages.filter((page) => page.endsWith('.html'));
  const places = (page: string, before: string): string[] =>
    page.match(RegExp(`(?<=${before})igp[^"]+`, 'g')) ?? [];
  const unusualOnes = others.join('');
  expect([...places(index!, '<a href="'), ...places(unusualOnes, '<a href="../../')].sort()).toEqual(
    [...pages, ...looks].sort(),
  );
  expect([...places(index!, '<iframe src="'), ...places(unusualOnes, '<iframe src="../../')].sort()).toEqual(
    html.flatMap((page) => [page, page]).sort(),
  );
});

test('the index shows subject and text of each mail, and nothing in a name becomes markup there', () => {
  preview({ programmes: [igpTor], templates: [shippedTemplates()], out });
  const index = readFileSync(join(out, 'index.html'), 'utf8');
  const unusualOnes = readFileSync(join(out, 'igp-tor/unusual/soq-late.html'), 'utf8');
  expect(index).toContain(
    '<h3 class="subject">Your SOQ arrived after the deadline: please wait for our decision</h3>',
  );
  expect(index).toContain('<pre tabindex="0">Your SOQ arrived after the deadline.\n');
  expect(unusualOnes).toContain('<b>_Doe_</b>'.replace(/[<>]/g, (sign) => `&#${sign.charCodeAt(0)};`));
  expect(index + unusualOnes).not.toMatch(/<(b|script|img)\b/);
});

test('the text file begins with the subject, and the hostile name is there as text', () => {
  preview({ programmes: [igpTor], templates: [shippedTemplates()], out });
  const text = readFileSync(join(out, 'igp-tor', 'soq-late-hostile-name.txt'), 'utf8');
  expect(text).toMatch(/^Subject: Your SOQ arrived after the deadline[^\n]*\n\nYour SOQ arrived/);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'Hello 1. Pat [click](http://example.net) <b>_Doe_</b> **x** a_b_c `x` Bcc: all@example.net gpj.exe http://example.net,',
  );
});
