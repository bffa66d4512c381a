// Staff look for people, and at one person.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PersonPart } from '../../src/core/staff-view.ts';
import { personPage } from '../../src/handlers/person-page.ts';
import { searchPeople } from '../../src/handlers/staff-search.ts';
import { holdAllMail } from '../../src/store/holds.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keepManyPeople } from '../support/many-people.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay, submit } from '../support/story.ts';

describe.each(providers)('a search on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
    line = createTestShell(db, { now: '2023-05-12T07:00:00-07:00' });
    await keepManyPeople(db.database, 60);
    await db.database.write(async (tx) => {
      await tx.person.create({ data: { id: 'soren', name: 'Søren Groß', createdAt: new Date(0) } });
      await tx.person.create({ data: { id: 'jose', name: 'Jose Lukas Baek', createdAt: new Date(0) } });
      await tx.person.create({ data: { id: 'percent', name: '100% Pat_Doe', createdAt: new Date(0) } });
      await tx.payment.create({
        data: {
          id: 'nobodys',
          programme: 'igp-tor',
          store: 'casqa',
          orderNumber: '777',
          vendor: 'woocommerce',
          purpose: 'soq-new',
          amountCents: 53_000,
          currency: 'USD',
          items: [],
          paidOn: '2023-05-10',
          state: 'review',
          stateReason: 'nobody is known by that address',
          recordedAt: new Date(0),
        },
      });
    });
  });
  afterAll(() => db.close());

  const names = async (words: string) =>
    (await searchPeople(line.shell, words)).people.map(({ name }) => name);

  test.each([
    ['pat number4', ['Pat Number4', 'Pat Number40', 'Pat Number44', 'Pat Number48']],
    ['NUMBER4 PAT', ['Pat Number4', 'Pat Number40', 'Pat Number44', 'Pat Number48']],
    ['mckenzie number2', ['McKenzie Number2', 'McKenzie Number22', 'McKenzie Number26']],
    ['émile number5', ['Émile Number5', 'Émile Number53', 'Émile Number57']],
    ['emile number53', ['Émile Number53']],
    ['soren gross', ['Søren Groß']],
    ['SØREN GROẞ', ['Søren Groß']],
    ['José Łukas Bæk', ['Jose Lukas Baek']],
    ['שרה number11', ['שרה Number11']],
    ['%', ['100% Pat_Doe']],
    ['t_d', ['100% Pat_Doe']],
    ["x' or 1=1 --", []],
    ['', []],
  ])('for "%s"', async (words, expected) => {
    expect(await names(words)).toEqual(expected);
  });

  test('shows who has exactly that address or order first, and no more than ten', async () => {
    const found = await searchPeople(line.shell, 'person5@example.org');
    expect(found.people[0]).toEqual({
      id: 'person-5',
      name: 'Émile Number5',
      address: 'person5@example.org',
      standing: 'application in cycle 2023: paid, waiting for the SOQ',
    });
    expect(await names('PERSON5@EXAMPLE.ORG')).toEqual(['Émile Number5']);
    expect(await names('#10005')).toEqual(['Émile Number5']);
    const many = await searchPeople(line.shell, 'number');
    expect([many.people.length, many.more]).toEqual([10, true]);
    const ten = await searchPeople(line.shell, 'number5');
    expect([ten.people.length, ten.more]).toEqual([10, true]);
  });

  test('for an order that is nobody’s yet says what it waits for', async () => {
    expect(await searchPeople(line.shell, '777')).toEqual({
      words: '777',
      people: [],
      more: false,
      orders: [
        'a payment of $530.00 from Wednesday, May 10, 2023 waits for staff (order 777): nobody is known by that address',
      ],
    });
  });
});

describe.each(providers)('the card of a person on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T07:00:00-07:00' });
    await pay(line);
    line.setTime('2023-05-12T10:00:00-07:00');
    await submit(line);
  });

  const page = async (part: PersonPart, from = 0) => {
    const { id } = await db.database.read.person.findFirstOrThrow();
    const { personId, ...shown } = (await personPage(line.shell, { personId: id, part, from }))!;
    expect(personId).toBe(id);
    return shown;
  };

  test('says stage, money, versions, and for each mail why it goes or not', async () => {
    const { lines, ...shown } = await page('facts');
    expect(shown).toEqual({
      part: 'facts',
      from: 0,
      name: 'Pat Doe',
      addresses: ['pat@example.org'],
      total: lines.length,
    });
    expect([...new Set(lines.map(({ under }) => under))]).toEqual(['igp-tor, application in cycle 2023']);
    expect(lines.map(({ text }) => text)).toEqual([
      'Stage: SOQ under review',
      '$530.00 on 2023-05-10, order 4812 (soq-new, matched)',
      'SOQ version 1, Friday, May 12, 2023, 10:00 AM PDT: complete, in-time',
      'Mail soq-missing: the SOQ came on Friday, May 12, 2023, 10:00 AM PDT',
    ]);
  });

  test('says last which addresses staff called theirs, and which not', async () => {
    const { id } = await db.database.read.person.findFirstOrThrow();
    const at = line.shell.now();
    await db.database.write(async (tx) => {
      const alias = { address: 'pat@work.example', learnedFrom: 'staff', aliasBy: approver, aliasAt: at };
      await tx.address.create({ data: { ...alias, personId: id, createdAt: at } });
      const pair = { kind: 'address', one: 'kim@work.example', other: id };
      await tx.notSame.create({ data: { ...pair, by: approver, at } });
    });
    expect((await page('facts')).lines.slice(-2)).toEqual(
      ['kim@work.example: not theirs', 'pat@work.example: always theirs'].map((said) => ({
        under: 'What staff said of addresses',
        text: `${said}, by ${approver} on Friday, May 12, 2023, 10:00 AM PDT`,
      })),
    );
  });

  test('says first that all mail is held', async () => {
    await holdAllMail(db.database, { by: 'operator', reason: 'wrong dates', now: line.shell.now() });
    expect((await page('facts')).lines[0]).toEqual({
      under: 'Held',
      text: 'All mail is held since Friday, May 12, 2023, 10:00 AM PDT: wrong dates',
    });
  });

  test('says which mails went out, the newest first', async () => {
    const texts = (await page('mails')).lines.map(({ text }) => text);
    expect(texts).toEqual([
      expect.stringMatching(/^Friday, May 12, 2023, 10:00 AM PDT: sent, "SOQ received/),
      expect.stringMatching(/^Friday, May 12, 2023, 7:00 AM PDT: sent, ".*send your SOQ/),
    ]);
  });

  test('turns the pages of a long history', async () => {
    const { id } = await db.database.read.person.findFirstOrThrow();
    const before = await db.database.read.history.count({ where: { personId: id } });
    await db.database.write((tx) =>
      tx.history.createMany({
        data: Array.from({ length: 25 }, (_, i) => ({
          id: `h${i}`,
          at: new Date(Date.parse('2023-05-13T07:00:00-07:00') + i * 1000),
          by: 'torq',
          event: 'noted',
          reason: `number ${i}`,
          personId: id,
        })),
      }),
    );
    const first = await page('history');
    expect([first.total, first.lines.length]).toEqual([25 + before, 10]);
    expect(first.lines[0]?.text).toBe('Saturday, May 13, 2023, 7:00 AM PDT: noted by torq: number 24');
    expect((await page('history', 20)).lines[0]?.text).toMatch(/: number 4$/);
  });

  test('of somebody who is not known is none', async () => {
    expect(await personPage(line.shell, { personId: 'nobody', part: 'facts', from: 0 })).toBeNull();
  });
});
