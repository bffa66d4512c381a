import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { messageFields } from '../../src/core/messages.ts';
import { preview } from '../../src/handlers/preview.ts';
import { samples } from '../../src/render/samples.ts';
import { shippedTemplates } from '../support/mail-templates.ts';
import { igpTor } from '../support/programme.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'torq-preview-'));
});
afterEach(() => rmSync(out, { recursive: true }));

test('every sample of every mail is written as HTML and as text, with an index that leads to all of them', () => {
  const files = preview({ programmes: [igpTor], templates: [shippedTemplates()], out });
  const expected = Object.keys(messageFields).flatMap((name) => {
    const count = samples[name as keyof typeof samples].length;
    const numbered = Array.from({ length: count }, (_, at) => (at === 0 ? name : `${name}-${at + 1}`));
    return [...numbered, `${name}-hostile-name`];
  });
  const pages = expected.flatMap((name) => [`igp-tor/${name}.html`, `igp-tor/${name}.txt`]);
  expect(files).toEqual(['index.html', ...pages].map((file) => join(out, file)));
  expect(readdirSync(join(out, 'igp-tor')).sort()).toEqual(
    pages.map((page) => page.slice('igp-tor/'.length)).sort(),
  );
  const links = readFileSync(join(out, 'index.html'), 'utf8').match(/(?<=href=")[^"]+/g);
  expect(links).toEqual(pages);
});

test('the text file begins with the subject, and the hostile name is there as text', () => {
  preview({ programmes: [igpTor], templates: [shippedTemplates()], out });
  const text = readFileSync(join(out, 'igp-tor', 'soq-late-hostile-name.txt'), 'utf8');
  expect(text).toMatch(/^Subject: Your SOQ arrived after the deadline[^\n]*\n\nYour SOQ arrived/);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'Hello Pat [click](http://example.net) <b>_Doe_</b> `x` Bcc: all@example.net gpj.exe,',
  );
});
