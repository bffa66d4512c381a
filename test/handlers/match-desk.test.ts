// The match desk: staff say whose a payment or an SOQ is, and the mail is decided again as theirs.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, work } from '../support/story.ts';

describe.each(providers)('the match desk on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
  });

  const soqFrom = async (from: string, text = 'I paid as pat@example.org.') => {
    await line.receive(await applicantMail({ to: 'tor@casqa.example', from, text, messageId: `<${from}>` }));
    await work(line);
  };
  const twoOfThem = {
    items: [{ name: 'IGP Trainer of Record SOQ Submittal Fee', sku: null, quantity: 2, cents: 53000 }],
  };
  const desk = (choice: Parameters<typeof click>[1], reason: string | null = null, kind = 'mail-review') =>
    click(line, choice, { reason, kind });
  const cards = () => line.posted.map(({ title }) => title);

  describe('an SOQ from an address that nobody knows', () => {
    beforeEach(async () => {
      await pay(line);
      await soqFrom('Pat Doe <pat@work.example>');
    });

    test('goes to the person of the button that was clicked; the receipt to their own address', async () => {
      expect(line.posted.at(-1)?.people).toEqual([{ name: 'Pat Doe', address: 'pat@example.org' }]);
      expect(await desk('match-0')).toEqual({
        kind: 'stands',
        tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, add it on their page: /torq pat@example.org, “Do something”.',
      });
      await work(line);
      expect((await kept(db.database)).submissions).toEqual(['Pat Doe 1: complete, in-time']);
      expect(line.sent.at(-1)).toMatchObject({
        to: 'pat@example.org',
        subject: expect.stringMatching(/^SOQ received/),
      });
      expect(cards()).toEqual(['An SOQ without a home', 'SOQ to decide: Pat Doe']);
    });

    test('once, however many click', async () => {
      const outcomes = await Promise.all([desk('match-0'), desk('match-0'), desk('seen')]);
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['stands', 'too-late', 'too-late']);
    });

    test('goes to another person by an address that is known, and to nobody by one that is not', async () => {
      expect(await desk('match-other', 'pat@elsewhere.example')).toEqual({
        kind: 'refused',
        tell: 'Nobody with the address pat@elsewhere.example is known. Nothing was changed.',
      });
      expect((await desk('match-other', 'somebody')).tell).toBe(
        'That is not a mail address that torq can read. Nothing was changed: please try again.',
      );
      expect((await desk('match-2')).tell).toBe(
        'That person is not on this card any more. Nothing was changed.',
      );
      expect((await desk('match-other', ' PAT@example.org ')).kind).toBe('stands');
      await work(line);
      expect((await kept(db.database)).submissions).toEqual(['Pat Doe 1: complete, in-time']);
    });

    test('of somebody who has nothing open comes back as a new card', async () => {
      await db.database.write((tx) =>
        tx.person.create({
          data: {
            id: 'p9',
            name: 'Kim Poe',
            createdAt: new Date(),
            addresses: { create: { address: 'kim@example.org', learnedFrom: 'test', createdAt: new Date() } },
          },
        }),
      );
      await desk('match-other', 'kim@example.org');
      await work(line);
      expect(cards()).toEqual(['An SOQ without a home', 'An SOQ without a home']);
      expect(line.posted.at(-1)?.facts).toContainEqual([
        'Whose',
        'staff said that this is from kim@example.org, who has nothing open',
      ]);
    });

    test('is not matched by itself the next time: what one click said is said of one mail', async () => {
      await desk('match-0');
      await work(line);
      await soqFrom('Pat Doe <pat@work.example>', 'Once more.');
      expect((await kept(db.database)).submissions).toEqual(['Pat Doe 1: complete, in-time']);
    });
  });

  describe('a payment that waits', () => {
    test('counts for a new person, who gets the instructions; its doubts have been seen', async () => {
      await pay(line, twoOfThem);
      expect(cards()).toEqual(['A payment needs your eyes']);
      expect((await desk('match-new', 'lee@fox.example', 'payment-review')).tell).toBe(
        'A new person needs a name and an address: "Pat Doe <pat@example.org>". Nothing was changed.',
      );
      expect((await desk('match-new', 'Lee Fox <lee@fox.example>', 'payment-review')).kind).toBe('stands');
      await work(line);
      expect(await kept(db.database)).toMatchObject({
        people: ['Lee Fox'],
        payments: ['4812 matched, Lee Fox, 1 mails'],
      });
      expect(line.sent.map(({ to }) => to)).toEqual(['lee@fox.example']);
    });

    test('of an amount that is wrong waits on, for its own reason', async () => {
      await pay(line, {
        items: [{ name: 'IGP Trainer of Record SOQ Submittal Fee', sku: null, quantity: 1, cents: 2000 }],
      });
      await desk('match-new', 'Lee Fox <lee@fox.example>', 'payment-review');
      await work(line);
      expect(cards()).toEqual(['A payment needs your eyes', 'A payment needs your eyes']);
    });

    test.each([
      ['not-ours', 'Noted: it is not ours.'],
      ['refund-noted', 'Noted: the refund is taken care of.'],
    ] as const)('is set aside with %s', async (choice, tell) => {
      await pay(line, twoOfThem);
      expect((await desk(choice, null, 'payment-review')).tell).toBe(tell);
      expect((await kept(db.database)).payments).toEqual(['4812 set-aside, nobody, 1 mails']);
    });
  });
});
