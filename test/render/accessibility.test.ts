// What people see, in a real browser: axe-core finds nothing, light and dark, and nothing is wider than a small phone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/core/messages.ts';
import { preview } from '../../src/handlers/preview.ts';
import { commonValues } from '../../src/render/common-values.ts';
import { renderMessage } from '../../src/render/render-message.ts';
import { atLimits, endless } from '../../src/render/samples/limits.ts';
import { samplePeople } from '../../src/render/samples/people.ts';
import { samples } from '../../src/render/samples.ts';
import { startChromium, withoutChromium } from '../support/chromium.ts';
import { shippedTemplates } from '../support/mail-templates.ts';
import { igpTor } from '../support/programme.ts';

const templates = shippedTemplates();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const schemes = ['light', 'dark'] as const;

/** Left out, and said, where there is no Chromium. */
const inChromium = describe.skipIf(withoutChromium !== null);
if (withoutChromium !== null) console.warn(withoutChromium);

let browser: Browser;
let page: Page;
let asked: string[];
beforeAll(async () => {
  if (withoutChromium !== null) return;
  browser = await startChromium();
  page = await browser.newPage();
  page.on('request', ({ url }) => asked.push(url()));
});
afterAll(() => browser?.close());

const html = (message: Message, name: string): string =>
  renderMessage(templates, { message, common: commonValues(igpTor, name) }).html;

async function show(source: string, width: number): Promise<void> {
  asked = [];
  await page.setViewportSize({ width, height: 800 });
  await page.setContent(source);
}

/** What axe-core objects to on the page, best practices included: rule, and the elements. */
async function violations(): Promise<readonly string[]> {
  const { violations: found } = (await page.evaluate(`${axe}; axe.run()`)) as AxeResults;
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** How far the page can be scrolled to the side, in pixels. */
const overhang = (): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const names = Object.keys(samples) as (keyof typeof samples)[];

inChromium.each(names)('%s', (name) => {
  const messages: readonly Message[] = samples[name];

  test('has no violation, light and dark', async () => {
    for (const message of messages) {
      await show(html(message, 'Pat Doe'), 375);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        expect({ colorScheme, found: await violations() }).toEqual({ colorScheme, found: [] });
      }
    }
  });

  test('fits a small phone, whatever stands in it, and loads nothing', async () => {
    const people = Object.values(samplePeople).map((person) => html(messages[0]!, person));
    for (const source of [...people, ...messages.map((message) => html(atLimits(message), endless))]) {
      await show(source, 320);
      expect(await overhang()).toBe(0);
      expect(asked).toEqual([]);
    }
  });
});

test.skipIf(withoutChromium !== null)('dark is dark and light is light', async () => {
  const colours: unknown[] = [];
  for (const colorScheme of schemes) {
    await show(html(samples.withdrawn[0]!, 'Pat Doe'), 375);
    await page.emulateMedia({ colorScheme });
    colours.push(await page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor"));
  }
  expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(30, 38, 44)']);
});

test.skipIf(withoutChromium !== null)(
  'a mail program that drops style sheets shows the same light mail',
  async () => {
    const source = html(samples['not-selected'][0]!, 'Pat Doe');
    await page.emulateMedia({ colorScheme: 'light' });
    const pictures: string[] = [];
    for (const one of [source, source.replace(/<style>[\s\S]*?<\/style>/g, '')]) {
      await show(one, 720);
      pictures.push((await page.screenshot({ fullPage: true })).toString('base64'));
    }
    expect(pictures[0]).toBe(pictures[1]);
  },
);

test.skipIf(withoutChromium !== null)('the pages of the preview have no violation either', async () => {
  const out = mkdtempSync(join(tmpdir(), 'torq-preview-'));
  const files = preview({ programmes: [igpTor], templates: [templates], out });
  try {
    await page.setViewportSize({ width: 375, height: 800 });
    for (const file of files.filter((path) => /index|unusual.soq-late/.test(path))) {
      // Without the frames, whose mails are checked above: a hundred of them are slow.
      await page.setContent(readFileSync(file, 'utf8').replace(/(<iframe )src="[^"]*"/g, '$1srcdoc="x"'));
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        expect({ file, found: await violations() }).toEqual({ file, found: [] });
      }
    }
  } finally {
    rmSync(out, { recursive: true });
  }
});
