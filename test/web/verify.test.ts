import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { issueOfEachKind, type Standings } from '../support/issued.ts';
import { type PublicHouse, publicHouse } from './public-house.ts';

describe.each(providers)('the verify page on %s', (provider) => {
  let house: TestDatabase;
  let web: PublicHouse;
  let numbers: Standings;
  beforeAll(async () => {
    house = await freshDatabase(provider);
    numbers = await issueOfEachKind(house.database);
    web = await publicHouse(house);
  });
  afterAll(async () => {
    await web.server.stop();
    await house.close();
  });

  /** The standing in words, and the facts, of a certificate's page. */
  async function look(number: string) {
    const answer = await web.get(`/verify/${number}`);
    const html = await answer.text();
    const words = (text: string) =>
      text
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    const standing = words(/<p class="standing [^"]*">(.*?)<\/p>/s.exec(html)?.[1] ?? '');
    const facts = [...html.matchAll(/<dd>(.*?)<\/dd>/g)].map(([, text = '']) => text);
    return { status: answer.status, standing, facts, html };
  }

  test('a valid certificate says until when, and what stands on the paper, and nothing else', async () => {
    const { html, ...shown } = await look(numbers.valid);
    expect(shown).toEqual({
      status: 200,
      standing: 'Valid. It is valid until June 30, 2028.',
      facts: [
        numbers.valid,
        'Person valid',
        'IGP Trainer of Record',
        'July 1, 2027 to June 30, 2028',
        'California Stormwater Quality Association',
        'June 20, 2027',
      ],
    });
    expect(html).not.toMatch(/Secret|example\.org/);
  });

  test.each([
    ['later', 'Not yet valid. Its term begins on July 1, 2028.'],
    ['over', 'No longer valid. Its term ended on June 30, 2027.'],
    ['lapsed', 'Not valid. The qualification has lapsed.'],
    ['ended', 'Not valid. The qualification lapsed on July 15, 2027.'],
    ['old', 'Replaced. Another certificate was issued in its place, and this one counts no longer.'],
    ['renewed', 'Valid. It is valid until June 30, 2028.'],
    ['revoked', 'Revoked. This certificate is not valid.'],
  ] as const)('%s: %s', async (kind, standing) => {
    const shown = await look(numbers[kind]);
    expect([shown.status, shown.standing]).toEqual([200, standing]);
  });

  test('a certificate that was replaced leads to the one that took its place', async () => {
    expect((await look(numbers.old)).html).toContain(
      `<a href="/verify/${numbers.renewed}">${numbers.renewed}</a>`,
    );
  });

  test('nobody reads why one was revoked, and no name of who was erased', async () => {
    expect((await look(numbers.revoked)).html).not.toContain('secret');
    const erased = await look(numbers.erased);
    expect([erased.facts.length, erased.html.includes('Person erased')]).toEqual([5, false]);
  });

  test('the last day of a term belongs to it, in the zone of the programme', async () => {
    web.state.now = new Date('2028-07-01T06:59:00Z');
    const last = await look(numbers.valid);
    web.state.now = new Date('2028-07-01T07:00:00Z');
    const after = await look(numbers.valid);
    web.state.now = new Date('2027-08-01T19:00:00Z');
    expect([last.standing, after.standing]).toEqual([
      'Valid. It is valid until June 30, 2028.',
      'No longer valid. Its term ended on June 30, 2028.',
    ]);
  });

  test('what people copy from paper finds it', async () => {
    const typed = encodeURIComponent(` ${numbers.valid.toLowerCase().replaceAll('-', ' ')} `);
    expect((await look(typed)).facts[0]).toBe(numbers.valid);
  });

  test('a number that was never issued, and what is none, are unknown', async () => {
    for (const number of [
      'IGP-2027-28T5-CY40',
      'IGP-2027-28T5-CY41',
      'x',
      "'%20OR%201=1--",
      '%3Cscript%3E',
    ]) {
      const { status, standing, facts, html } = await look(number);
      expect([status, standing.startsWith('Unknown.'), facts, /<script>|OR 1/.test(html)]).toEqual([
        404,
        true,
        [],
        false,
      ]);
    }
  });

  test('who tries many numbers waits', async () => {
    const strict = await publicHouse(house, { perMinuteVerified: 60 });
    const statuses = [];
    for (let at = 0; at < 62; at += 1)
      statuses.push((await strict.get(`/verify/IGP-2027-28T5-CY4${at % 10}`)).status);
    await strict.server.stop();
    expect(statuses.slice(58)).toEqual([404, 404, 429, 429]);
  });
});
