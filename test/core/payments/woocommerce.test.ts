import { describe, expect, test } from 'vitest';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import { readWooCommerce } from '../../../src/core/payments/woocommerce.ts';
import { order, orderMail, submittalFee } from '../../fixtures/woocommerce.ts';
import type { Order } from '../../fixtures/woocommerce-order.ts';
import { igpTor } from '../../support/programme.ts';
import { readFixture } from '../../support/read-fixture.ts';

async function reading(changes: Partial<Order> = {}): Promise<PaymentReading | null> {
  return readWooCommerce(await readFixture(orderMail(changes)), igpTor);
}

const paid: PaymentReading = {
  vendor: 'woocommerce',
  order: '4812',
  status: 'paid',
  amountCents: 53000,
  currency: 'USD',
  items: [{ name: 'IGP Trainer of Record SOQ Submittal Fee', sku: null, quantity: 1, amountCents: 53000 }],
  purpose: 'soq-new',
  payer: { name: 'Pat Doe', email: 'pat@example.org' },
  paidOn: '2023-05-10',
  paidAt: new Date('2023-05-10T09:14:07Z'),
  doubts: [],
};

describe('a processing order', () => {
  test.each(['7bit', '8bit', 'quoted-printable', 'base64'] as const)('as HTML only, %s', async (encoding) => {
    const found = await reading({ encoding });
    expect(found).toEqual(paid);
  });

  test.each(['8bit', 'quoted-printable', 'base64'] as const)(
    'as text only, %s: the printed date, no instant',
    async (encoding) => {
      expect(await reading({ format: 'text', encoding })).toEqual({ ...paid, paidAt: null });
    },
  );

  test('as both parts, the item line wrapped in front of its price', async () => {
    const name = 'CASQA qualified IGP Trainer of Record (CGP ToR)';
    const items = [{ name, sku: null, quantity: 1, cents: 6500 }];
    expect(await reading({ format: 'both', items, number: '5001' })).toEqual({
      ...paid,
      order: '5001',
      amountCents: 6500,
      items: [{ name, sku: null, quantity: 1, amountCents: 6500 }],
      purpose: 'tor-annual',
    });
  });

  test.each(['html', 'text', 'both'] as const)('in the newer look, %s', async (format) => {
    const expected = format === 'text' ? { ...paid, paidAt: null } : paid;
    expect(await reading({ look: 'improved', format })).toEqual(expected);
  });
});

describe('a completed order', () => {
  test.each([
    ['classic', 'html'],
    ['classic', 'text'],
    ['improved', 'both'],
  ] as const)('is paid: %s look, %s', async (look, format) => {
    const expected = format === 'text' ? { ...paid, paidAt: null } : paid;
    expect(await reading({ kind: 'completed', look, format })).toEqual(expected);
  });
});

describe("the store's copy of a new order", () => {
  test.each(['classic', 'improved'] as const)(
    'shows the SKU and is paid when paid by card: %s',
    async (look) => {
      const items = [{ name: 'IGP ToR fee, spring', sku: 'IGP-SOQ-NEW', quantity: 1, cents: 53000 }];
      expect(await reading({ kind: 'new-order', look, items })).toEqual({
        ...paid,
        items: [{ name: 'IGP ToR fee, spring', sku: 'IGP-SOQ-NEW', quantity: 1, amountCents: 53000 }],
      });
    },
  );

  test('is on hold when it will be paid by bank transfer, whatever the customer is called', async () => {
    const payer = { first: 'Pat, it is now being processed', last: 'Doe', email: 'pat@example.org' };
    const found = await reading({ kind: 'new-order', paymentMethod: 'Direct bank transfer', payer });
    expect({ status: found?.status, doubts: found?.doubts }).toEqual({
      status: 'on-hold',
      doubts: [
        'the copy for the store does not say that money was received (payment method: Direct bank transfer)',
      ],
    });
  });
});

describe('look-alikes', () => {
  test.each([
    ['on-hold', 'on-hold'],
    ['failed', 'failed'],
    ['refunded', 'refunded'],
    ['partially-refunded', 'refunded'],
    ['invoice', 'invoice'],
    ['details', 'invoice'],
  ] as const)('%s is not paid', async (kind, status) => {
    for (const format of ['html', 'text', 'both'] as const) {
      expect((await reading({ kind, format }))?.status).toBe(status);
    }
  });

  test('the subject of a completed order does not make an on-hold order paid', async () => {
    const found = await reading({ kind: 'on-hold', subject: 'Your CASQA order is now complete' });
    expect(found?.status).toBe('on-hold');
  });

  test("a customer's first name cannot say that the order is being processed", async () => {
    const payer = { first: 'Your order is now being processed', last: 'Doe', email: 'pat@example.org' };
    expect((await reading({ kind: 'details', payer }))?.status).toBe('invoice');
  });
});

describe('the date', () => {
  test("is the one on the programme's calendar, not on the store's", async () => {
    const found = await reading({ instant: '2023-05-20T02:30:00+00:00', printedDate: 'May 20, 2023' });
    expect({ paidOn: found?.paidOn, paidAt: found?.paidAt }).toEqual({
      paidOn: '2023-05-19',
      paidAt: new Date('2023-05-20T02:30:00Z'),
    });
  });

  test.each([
    ['2 June 2023', '2023-06-02'],
    ['2023-06-02', '2023-06-02'],
    ['06/02/2023', null],
    ['February 30, 2023', null],
  ])('in text only, printed as %s, is %s', async (printedDate, paidOn) => {
    expect((await reading({ format: 'text', printedDate }))?.paidOn).toBe(paidOn);
  });
});

describe('what needs a person', () => {
  test('a quantity over one', async () => {
    const found = await reading({ items: [{ ...submittalFee, quantity: 3, cents: 159000 }] });
    expect(found).toEqual({
      ...paid,
      amountCents: 159000,
      items: [{ name: submittalFee.name, sku: null, quantity: 3, amountCents: 159000 }],
      doubts: [`quantity 3 of "${submittalFee.name}": one person may pay for several`],
    });
  });

  test('two products in one order have no one purpose', async () => {
    const late = { name: 'IGP Trainer of Record Late Fee', sku: null, quantity: 1, cents: 2500 };
    const annual = {
      name: 'CASQA qualified IGP Trainer of Record (CGP ToR)',
      sku: null,
      quantity: 1,
      cents: 6500,
    };
    const found = await reading({ items: [annual, late] });
    expect({ purpose: found?.purpose, amountCents: found?.amountCents, doubts: found?.doubts }).toEqual({
      purpose: 'unknown',
      amountCents: 9000,
      doubts: ['the order has 2 items'],
    });
  });

  test('a product that the programme does not know, though its name says CGP ToR', async () => {
    const found = await reading({ items: [{ name: 'CGP ToR annual', sku: null, quantity: 1, cents: 6500 }] });
    expect({ purpose: found?.purpose, doubts: found?.doubts }).toEqual({
      purpose: 'unknown',
      doubts: [`"CGP ToR annual" is not in the programme's product list`],
    });
  });
});

describe('text and HTML', () => {
  async function withText(change: (text: string) => string): Promise<PaymentReading | null> {
    const mail = await readFixture(orderMail({ format: 'both' }));
    return readWooCommerce({ ...mail, text: change(mail.text ?? '') }, igpTor);
  }

  test('that disagree about the total are doubtful', async () => {
    const found = await withText((text) => text.replaceAll('$530.00', '$65.00'));
    expect(found).toEqual({
      ...paid,
      doubts: [
        'text and HTML disagree about the total: "65.00 USD" and "530.00 USD"',
        'text and HTML disagree about the item: "1 igp trainer of record soq submittal fee 6500" and "1 igp trainer of record soq submittal fee 53000"',
      ],
    });
  });

  test('that disagree about the status are not paid', async () => {
    const found = await withText((text) =>
      text.replace(/Just to let you know[^[]*\[/, "It's on-hold until we confirm your payment.\n\n["),
    );
    expect({ status: found?.status, doubts: found?.doubts }).toEqual({
      status: 'on-hold',
      doubts: ['text and HTML disagree about the status: "on-hold" and "paid"'],
    });
  });

  test('agree when the text part is cut off anywhere', async () => {
    const { text } = await readFixture(orderMail({ format: 'both' }));
    const whole = text ?? '';
    for (let length = 0; length <= whole.length; length += 7) {
      expect(await withText(() => whole.slice(0, length))).toEqual(paid);
    }
  });
});

test('a name in capitals with a hard space and a wrapped line is the same product', async () => {
  const items = [{ ...submittalFee, name: 'IGP TRAINER OF  RECORD\u00a0SOQ Submittal fee' }];
  expect((await reading({ items }))?.purpose).toBe('soq-new');
});

test('a purchase note that talks about refunds and totals changes nothing', async () => {
  const purchaseNote = 'Fees are not refunded. Total: $1.00 if you ask. Upload your SOQ by May 19.';
  expect(await reading({ purchaseNote })).toEqual(paid);
  expect(await reading({ purchaseNote, format: 'text' })).toEqual({ ...paid, paidAt: null });
});

test('mail without an order is nothing', async () => {
  const mail = await readFixture(orderMail());
  const words = { ...mail, html: null, htmlText: null, text: 'I paid order #4812 and the total: $530.00' };
  expect(readWooCommerce(words, igpTor)).toBeNull();
});

test('the fixture prints amounts with thousands separators and in pieces', () => {
  expect(orderMail({ totalCents: 106000 }).toString()).toContain('currencySymbol">&#36;</span>1,060.00');
  expect(order().number).toBe('4812');
});
