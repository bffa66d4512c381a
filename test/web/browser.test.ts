// The public pages as people see them: Chromium, light and dark, from a small phone to a wide screen, with and without scripts.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startChromium, withoutChromium } from '../support/chromium.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { issueOfEachKind, type Standings } from '../support/issued.ts';
import { textOf } from '../support/pdf-tools.ts';
import { addTrainers } from '../support/trainers.ts';
import { type PublicHouse, publicHouse, publishNow } from './public-house.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
if (withoutChromium !== null) console.warn(withoutChromium);
const shots = process.env.SCREENSHOTS;

describe.skipIf(withoutChromium !== null)('in a browser', () => {
  let browser: Browser;
  let house: TestDatabase;
  let web: PublicHouse;
  let numbers: Standings;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await startChromium();
    house = await freshDatabase('sqlite');
    numbers = await issueOfEachKind(house.database);
    await addTrainers(house.database, [
      {
        ...{ id: 'pat', name: 'Pat Doe', organisation: 'Acme Water & Sons' },
        listing: {
          email: 'pat@acme.example',
          phone: '+1 555 010 0100',
          website: 'https://acme.example/training',
          area: 'Bay Area',
        },
      },
      { id: 'zoe', name: 'Zoë Núñez', organisation: 'Río Environmental', listing: { area: 'Los Angeles' } },
      {
        ...{ id: 'long', name: 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft Smith' },
        listing: { email: `${'long'.repeat(12)}@${'example'.repeat(6)}.example`, area: 'Los Angeles' },
      },
    ]);
    await publishNow(house);
    web = await publicHouse(house);
  });
  afterAll(async () => {
    await browser?.close();
    await web?.server.stop();
    await house?.close();
  });
  beforeEach(() => open());
  afterEach(() => context.close());

  async function open(options: { javaScriptEnabled?: boolean } = {}): Promise<void> {
    await context?.close();
    complaints = [];
    // axe itself is a script that the policy of the pages refuses; what they do refuse is seen in `complaints`.
    context = await browser.newContext(options);
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  }

  const visit = (path: string) => page.goto(`${web.url}${path}`);
  const names = () => page.locator('tbody tr:visible th').allInnerTexts();
  const paths = () => [
    '/',
    '/?q=zoe',
    '/?embed=1',
    '/?q=nobody',
    '/nothing',
    '/verify/x',
    ...Object.values(numbers).map((one) => `/verify/${one}`),
  ];

  test('the list narrows while somebody types, and by area', async () => {
    await visit('/');
    const all = await names();
    await page.getByLabel('Name or organization').fill('nunez rio');
    expect([await names(), await page.locator('caption').textContent()]).toEqual([
      ['Zoë Núñez'],
      `1 of ${all.length} trainers`,
    ]);
    await page.getByLabel('Name or organization').fill('');
    await page.getByLabel('Area').selectOption('Bay Area');
    expect(await names()).toEqual(['Pat Doe']);
    await page.getByLabel('Area').selectOption('');
    expect(await names()).toEqual(all);
    expect(complaints).toEqual([]);
  });

  test('without scripts the form finds the same', async () => {
    await open({ javaScriptEnabled: false });
    await visit('/');
    await page.getByLabel('Name or organization').fill('nunez rio');
    await page.getByRole('button', { name: 'Search' }).click();
    expect([await names(), new URL(page.url()).search]).toEqual([['Zoë Núñez'], '?q=nunez+rio&area=']);
    await page.getByRole('link', { name: 'Show all' }).click();
    expect((await names()).length).toBeGreaterThan(3);
  });

  test('everything can be reached with the keyboard, the content first', async () => {
    await visit('/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('To the content');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#main');
  });

  test('no page has a violation, light or dark, nor loads or runs anything that its policy forbids', async () => {
    // Playwright's own scripts pass by the policy only where it is set aside; that it holds is seen above.
    context = await browser.newContext({ bypassCSP: true });
    page = await context.newPage();
    for (const path of paths()) {
      await visit(path);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = (await page.evaluate(`${axe}; axe.run()`)) as AxeResults;
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
        );
        expect({ path, colorScheme, found }).toEqual({ path, colorScheme, found: [] });
      }
    }
  });

  test('pages fit from a small phone to a wide screen', async () => {
    for (const path of paths()) {
      await visit(path);
      for (const width of [320, 375, 720, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        const overhang = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect({ path, width, overhang }).toEqual({ path, width, overhang: 0 });
        if (shots !== undefined)
          await page.screenshot({
            path: `${shots}/${path.replace(/\W+/g, '_')}-${width}.png`,
            fullPage: true,
          });
      }
    }
    expect(complaints.filter((line) => !/404/.test(line))).toEqual([]);
  });

  test('the list prints without its form, and every line of it', async () => {
    await visit('/');
    const lines = textOf(await page.pdf({ format: 'Letter' }));
    expect([
      lines.some((line) => line.includes('Zoë Núñez')),
      lines.some((line) => line.includes('As of August 1, 2027')),
    ]).toEqual([true, true]);
    expect(lines.join(' ')).not.toContain('Search');
  });

  test('another page can show the list in a frame, and no other of our pages', async () => {
    const framed = async (path: string) => {
      const other = createServer((_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(`<title>Another page</title><iframe src="${web.url}${path}"></iframe>`);
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
      other.close();
      const name = page.frameLocator('iframe').getByText('Pat Doe');
      return name.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    };
    expect([await framed('/?embed=1'), await framed('/')]).toEqual([true, false]);
  });
});
