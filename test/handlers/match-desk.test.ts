// The match desk: staff say whose a payment or an SOQ is, and the mail is decided again as theirs.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf } from '../../src/core/prompt.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
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
        tell: 'Noted: this is Pat Doe’s. torq looks at it again now; if anything else is in the way, a new card will say so. If this address is always theirs, say so with “Always theirs” on this card.',
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

    test.each(['pat doe', '#4812', ' 4812 '])(
      'goes to another person by %j, if that is one person',
      async (words) => {
        expect((await desk('match-other', words)).kind).toBe('stands');
        await work(line);
        expect((await kept(db.database)).submissions).toEqual(['Pat Doe 1: complete, in-time']);
        const { assignedTo } = await db.database.read.inboundMail.findFirstOrThrow({
          where: { assignedTo: { not: null } },
        });
        expect(assignedTo).toBe('pat@example.org');
      },
    );

    test('goes to another person by an address that is known, and to nobody by one that is not', async () => {
      expect(await desk('match-other', 'pat@elsewhere.example')).toEqual({
        kind: 'refused',
        tell: 'Nobody with the address pat@elsewhere.example is known. Nothing was changed.',
      });
      expect((await desk('match-other', 'somebody')).tell).toBe(
        'torq knows nobody by “somebody”. Nothing was changed: please try again.',
      );
      await pay(line, {
        number: '4900',
        payer: { first: 'Pat', last: 'Doeson', email: 'doeson@example.org' },
      });
      expect((await desk('match-other', 'pat do')).tell).toBe(
        '“pat do” may be Pat Doe <pat@example.org>, Pat Doeson <doeson@example.org>. Nothing was changed: please write the address.',
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

  describe('what is said of an address once and for all', () => {
    beforeEach(async () => {
      await pay(line);
      await soqFrom('Pat Doe <pat@work.example>');
    });
    const lastCard = () => (line.redrawn.at(-1) ?? line.posted.at(-1))!;
    const buttons = () => buttonsOf(lastCard()).map(({ label }) => label);
    const always = (by = approver) => click(line, 'always-theirs', { kind: 'mail-review', by });
    const aliases = () => db.database.read.address.findMany({ where: { aliasAt: { not: null } } });

    test('always theirs: later mail is matched, the card says who said so, and it can be removed', async () => {
      await desk('match-0');
      await work(line);
      expect(buttons()).toEqual(['Always theirs']);
      expect(await always()).toEqual({
        kind: 'stands',
        tell: 'Noted: mail from pat@work.example is Pat Doe’s from now on. Mail to them goes where it went before. It can be removed on their page.',
      });
      await work(line);
      expect([buttons(), lastCard().state, lastCard().answered?.choice]).toEqual([
        [],
        [`This address is always theirs: <@${approver}> said so on Friday, May 12, 2023, 12:00 PM PDT.`],
        'match-0',
      ]);
      const { id: personId } = await db.database.read.person.findFirstOrThrow();
      expect(await aliases()).toEqual([
        expect.objectContaining({ address: 'pat@work.example', personId, aliasBy: approver }),
      ]);
      await soqFrom('Pat Doe <pat@work.example>', 'Once more.');
      expect((await kept(db.database)).submissions).toEqual([
        'Pat Doe 1: complete, in-time',
        'Pat Doe 2: complete, in-time',
      ]);
      expect(line.sent.at(-1)?.to).toBe('pat@example.org');
      const history = await db.database.read.history.findMany({ where: { personId, by: approver } });
      expect(history.map(({ event }) => event).toSorted()).toEqual(['add-address', 'mail-assigned']);
    });

    test('an alias makes no mail authenticated: a command from it that proves nothing changes nothing', async () => {
      await desk('match-0');
      await always();
      await line.receive(
        await applicantMail({
          to: 'tor@casqa.example',
          from: 'Pat Doe <pat@work.example>',
          subject: 'WITHDRAW',
          text: 'WITHDRAW',
          attachments: [],
          messageId: '<withdraw@work.example>',
        }),
      );
      await work(line);
      expect((await db.database.read.application.findFirstOrThrow()).withdrawnAt).toBeNull();
      expect(JSON.stringify(line.posted.at(-1))).toMatch(/could not be authenticated/);
    });

    test('by several at once is said once', async () => {
      await desk('match-0');
      const outcomes = await Promise.all([always(), always(), always()]);
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'refused', 'stands']);
      expect(await aliases()).toHaveLength(1);
    });

    test.each<[string, () => Promise<unknown>, string]>([
      [
        'before anybody said whose the mail is',
        async () => undefined,
        'Nobody has said on this card whose the mail is. Nothing was changed.',
      ],
      [
        'after the address became somebody’s',
        async () => {
          await desk('match-0');
          await db.database.write(async (tx) => {
            const kim = { id: 'kim', name: 'Kim Poe', createdAt: new Date() };
            const row = { address: 'pat@work.example', learnedFrom: 'test', createdAt: new Date() };
            await tx.person.create({ data: { ...kim, addresses: { create: row } } });
          });
        },
        'pat@work.example is Kim Poe’s already. Nothing was changed.',
      ],
      [
        'of oneself',
        async () => {
          await desk('match-0');
          line.addresses.set(approver, 'pat@example.org');
        },
        'This is about you, so another approver has to say it. Nothing was changed.',
      ],
    ])('%s is refused, with a sentence', async (_, first, tell) => {
      await first();
      expect(await always()).toEqual({ kind: 'refused', tell });
      expect(await aliases()).toEqual([]);
    });

    test('by who is not listed is refused', async () => {
      await desk('match-0');
      expect((await always('U99STRANGER')).kind).toBe('refused');
      expect(await aliases()).toEqual([]);
    });

    test('none of these: the card asks on without them, and they are not suggested for it again', async () => {
      expect(buttons()).toEqual(['It is Pat Doe', 'None of these', 'Other person', 'Taken care of']);
      expect(await desk('none-of-these')).toEqual({
        kind: 'stands',
        tell: 'Noted: not Pat Doe. They are not suggested for pat@work.example again. The card still asks whose it is.',
      });
      await work(line);
      expect([buttons(), lastCard().facts.filter(([label]) => /Likely|not/.test(label))]).toEqual([
        ['Other person', 'Taken care of'],
        [['It is not', 'Pat Doe']],
      ]);
      expect((await desk('none-of-these')).tell).toBe(
        'Nobody is suggested on this card any more. Nothing was changed.',
      );
      await soqFrom('Pat Doe <pat@work.example>', 'Once more.');
      expect(line.posted.at(-1)?.people).toEqual([]);
      await soqFrom('Pat Doe <pat@other.example>');
      expect(line.posted.at(-1)?.people).toEqual([{ name: 'Pat Doe', address: 'pat@example.org' }]);
    });

    test('that it is theirs after all counts: an address added on their page is forgotten as not theirs', async () => {
      await desk('none-of-these');
      await desk('match-other', 'pat@example.org');
      expect((await always()).kind).toBe('stands');
      expect(await db.database.read.notSame.count()).toBe(0);
    });
  });

  describe('a payment that waits', () => {
    test('is not suggested again for a payer whom staff said it is not', async () => {
      const name = { first: 'Lee', last: 'Fox' };
      await pay(line, { payer: { ...name, email: 'leefox@fox.example' } });
      const again = { payer: { ...name, email: 'leefox@pay.example' }, ...twoOfThem };
      await pay(line, { ...again, number: '5001' });
      const suggested = () => line.posted.at(-1)?.people?.map((person) => person.name);
      expect(suggested()).toEqual(['Lee Fox']);
      expect((await desk('none-of-these', null, 'payment-review')).tell).toBe(
        'Noted: not Lee Fox. They are not suggested for leefox@pay.example again. The card still asks whose it is.',
      );
      await pay(line, { ...again, number: '5002' });
      expect(suggested()).toEqual([]);
      expect((await kept(db.database)).payments).toEqual([
        '4812 matched, Lee Fox, 1 mails',
        '5001 review, nobody, 1 mails',
        '5002 review, nobody, 1 mails',
      ]);
    });

    test('has no button by which its payer’s address becomes somebody’s: one account pays for several', async () => {
      await pay(line, twoOfThem);
      await desk('match-new', 'Lee Fox <lee@fox.example>', 'payment-review');
      await work(line);
      expect(buttonsOf(line.redrawn.at(-1)!)).toEqual([]);
      expect((await desk('always-theirs', null, 'payment-review')).tell).toBe(
        'That answer does not belong to this card. Nothing was changed.',
      );
    });

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
