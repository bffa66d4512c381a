// Who a mail may be from or about, shown to staff where nothing ties it to anybody. Nobody is ever matched by it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { passedOnText, personMail } from '../fixtures/passed-on.ts';
import { order, orderMail } from '../fixtures/woocommerce.ts';
import { textBody } from '../fixtures/woocommerce-text.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { pay, work } from '../support/story.ts';

const lee = { payer: { first: 'Lee', last: 'Fox', email: 'lee@fox.example' }, number: '4900' };

describe.each(providers)('likely people on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    await pay(line);
    await pay(line, lee);
  });

  const likely = () =>
    line.posted.map(({ facts }) => facts.filter(([label]) => label === 'Likely').map(([, value]) => value));
  const read = async (raw: Buffer) => {
    await line.receive(raw);
    await work(line);
  };

  test('of an SOQ without a home', async () => {
    await read(await applicantMail({ to: 'tor@casqa.example', from: 'Doe, Pat <pd1978@mail.example>' }));
    expect((await kept(db.database)).submissions).toEqual([]);
    expect(likely()).toEqual([
      [
        'Pat Doe <pat@example.org>, application in cycle 2023: name fits; their fee is paid and no SOQ has come',
      ],
    ]);
  });

  test('of a receipt that somebody else passes on', async () => {
    const text = passedOnText('gmail', textBody(order({ number: '5555' })), 'Pat asked me to send you this.');
    const sender = { from: 'Kim Poe <kim@big.example>', vouches: 'big.example' };
    await read(personMail({ subject: 'Fwd: Your order', sender }, [{ type: 'text/plain', body: text }]));
    expect(line.posted.map(({ title }) => title)).toEqual(['A mail that looks like a payment, and is none']);
    expect(likely()).toEqual([
      ['Pat Doe <pat@example.org>, application in cycle 2023: same address in the text; name fits'],
    ]);
  });

  test('of a refund of an order that is not known', async () => {
    const payer = { first: 'Lee', last: 'Fox', email: 'billing@fox.example' };
    await read(orderMail({ kind: 'refunded', number: '6000', payer }));
    expect(likely()).toEqual([
      [
        'Lee Fox <lee@fox.example>, application in cycle 2023: same company in the address (fox.example); name fits',
      ],
    ]);
  });

  test('not of what is nobody’s: a question, or a stranger’s SOQ', async () => {
    await read(
      await applicantMail({ to: 'tor@casqa.example', from: 'Pat Doe <x@y.example>', attachments: [] }),
    );
    await read(
      await applicantMail({ to: 'tor@casqa.example', from: 'Z Y <z@y.example>', messageId: '<2@y.example>' }),
    );
    expect(likely()).toEqual([[], []]);
  });
});
