import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Classification } from '../../../src/core/classify/classification.ts';
import { classify } from '../../../src/core/classify/classify.ts';
import { authorizeNetMail } from '../../fixtures/authorize-net.ts';
import { drupalCommerceMail } from '../../fixtures/drupal-commerce.ts';
import { genericMail } from '../../fixtures/generic.ts';
import { payPalMail } from '../../fixtures/paypal.ts';
import type { Receipt, ReceiptKind } from '../../fixtures/receipt.ts';
import { squareMail } from '../../fixtures/square.ts';
import { stripeAmountInTextOnly, stripeMail } from '../../fixtures/stripe.ts';
import { arrived } from '../../support/read-fixture.ts';
import { everyShop } from '../../support/shops.ts';

type Changes = Partial<Receipt>;
const word = (characters: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: length, maxLength: length });
const figures = (length: number) => word('0123456789', length);
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** Each form of each vendor's receipt with the orders it can have. */
const forms: readonly (readonly [
  name: string,
  build: (changes: Changes) => Buffer,
  order: fc.Arbitrary<string>,
])[] = [
  ['Drupal Commerce', drupalCommerceMail, fc.integer({ min: 1, max: 9_999_999 }).map(String)],
  ['Stripe, with lines', stripeMail, fc.tuple(figures(4), figures(4)).map((groups) => groups.join('-'))],
  [
    'Stripe, of a charge',
    (changes) => stripeMail(changes, 'charge'),
    fc.tuple(figures(4), figures(4), figures(4)).map((groups) => groups.join('-')),
  ],
  [
    'Stripe, the amount in the text only',
    stripeAmountInTextOnly,
    fc.tuple(figures(4), figures(4)).map((groups) => groups.join('-')),
  ],
  ['PayPal, to the payer', payPalMail, word(letters, 17)],
  [
    'PayPal, to the payer, without an item',
    (changes) => payPalMail(changes, 'payer', false),
    word(letters, 17),
  ],
  ['PayPal, to the merchant', (changes) => payPalMail(changes, 'merchant'), word(letters, 17)],
  ['Square, with rows', squareMail, word('abcDEF123', 9)],
  ['Square, one sentence', (changes) => squareMail(changes, 'sentence'), word('abcDEF123', 9)],
  [
    'Authorize.net',
    authorizeNetMail,
    fc.tuple(fc.constantFrom('1', '4', '6'), figures(11)).map((parts) => parts.join('')),
  ],
  ['a shop by rules', genericMail, figures(5).map((number) => `INV-${number}`)],
];

const shapes = {
  format: fc.constantFrom<Receipt['format'][]>('html', 'text', 'both'),
  encoding: fc.constantFrom<Receipt['encoding'][]>('7bit', '8bit', 'quoted-printable', 'base64'),
  breaks: fc.constantFrom<Receipt['breaks'][]>('none', 'narrow', 'every-blank'),
};
const names = fc.constantFrom(
  'Pat Doe',
  "D'Arcy Total",
  'Paid Order',
  'Anne-Marie van der Berg',
  'Li Refund',
  'Status Pending',
);
const items = fc.constantFrom(
  'IGP Trainer of Record SOQ Submittal Fee',
  'IGP Trainer of Record SOQ Resubmittal Fee',
  'CASQA qualified IGP Trainer of Record (CGP ToR)',
);

function anyReceipt(order: fc.Arbitrary<string>) {
  return fc.record({
    ...shapes,
    order,
    item: items,
    cents: fc.oneof(
      fc.constantFrom(53000, 28000, 6500, 9000, 106000),
      fc.integer({ min: 1, max: 99_999_999 }),
    ),
    payer: fc.record({
      name: names,
      email: fc.constantFrom('pat@example.org', 'billing+soq@big.example.org'),
    }),
    day: fc.constantFrom('2023-05-10', '2023-06-30', '2023-07-01', '2023-04-09'),
  });
}

async function verdict(raw: Buffer): Promise<Classification> {
  const { mail, authentication } = await arrived(raw);
  return classify(mail, authentication, everyShop);
}

/** Of how many runs a receipt may be read wrong: one in a hundred is the most that is allowed; none is what is measured. */
const runs = 120;
const allowed = 0.01;

describe('for any receipt', () => {
  test.each(forms)('of %s, order and amount are read right', async (_name, build, order) => {
    const wrong: string[] = [];
    await fc.assert(
      fc.asyncProperty(anyReceipt(order), async (changes) => {
        const { kind, payment, reason } = await verdict(build(changes));
        const right = payment?.order === changes.order && payment.amountCents === changes.cents;
        if (!right || kind !== 'payment') wrong.push(`${JSON.stringify(changes)}: ${reason}`);
      }),
      { numRuns: runs },
    );
    expect(wrong.length / runs, wrong.slice(0, 3).join('\n')).toBeLessThanOrEqual(allowed);
  });

  const withItem = forms.filter(([name]) => !/without an item|one sentence|text only/.test(name));
  test.each(withItem)(
    'of %s, the item says what it is for, and nothing is doubtful',
    async (_name, build, order) => {
      const wrong: string[] = [];
      await fc.assert(
        fc.asyncProperty(anyReceipt(order), async (changes) => {
          const { payment } = await verdict(build(changes));
          const purpose = changes.item.includes('Resub')
            ? 'soq-resubmittal'
            : changes.item.includes('CGP')
              ? 'tor-annual'
              : 'soq-new';
          const right = payment?.purpose === purpose && payment.doubts.length === 0;
          const when = payment?.paidOn === null || payment?.paidOn === changes.day;
          const payer = payment?.payer.email === changes.payer.email;
          if (!right || !when || !payer) wrong.push(`${JSON.stringify(changes)}: ${JSON.stringify(payment)}`);
        }),
        { numRuns: runs },
      );
      expect(wrong.length / runs, wrong.slice(0, 3).join('\n')).toBeLessThanOrEqual(allowed);
    },
  );
});

describe('never a payment', () => {
  const spoil = fc.constantFrom<Changes[]>(
    ...(['refunded', 'partially-refunded', 'failed', 'pending', 'invoice'] satisfies ReceiptKind[]).map(
      (kind) => ({ kind }),
    ),
    { vouches: null },
    { vouches: 'evil.example' },
    { from: 'CASQA <receipts@stripe-example.org>', vouches: 'stripe-example.org' },
    { from: 'CASQA <x@stripe.example.evil.example>', vouches: 'evil.example' },
    { subject: 'Fwd: your receipt' },
    { subject: 'RE: your receipt' },
    { trace: [['In-Reply-To', '<1@example.org>']] },
    { trace: [['From', 'evil@evil.example']] },
  );
  test.each(forms)('a look-alike, forward, answer or forgery of %s', async (_name, build, order) => {
    await fc.assert(
      fc.asyncProperty(anyReceipt(order), spoil, async (changes, spoiled) => {
        const { kind, payment } = await verdict(build({ ...changes, ...spoiled }));
        expect({ kind, status: payment?.status }).not.toEqual({ kind: 'payment', status: payment?.status });
      }),
      { numRuns: runs },
    );
  });

  const hosted = forms.filter(([name]) => /Stripe|PayPal|Square|Authorize/.test(name));
  const stranger = fc.constantFrom(
    'Casqa Fan Shop',
    'CASQA Inc',
    'Not CASQA',
    'CASQA #2034-6542',
    'Doe to CASQA',
  );
  test.each(hosted)('a receipt of %s for another merchant', async (_name, build, order) => {
    await fc.assert(
      fc.asyncProperty(anyReceipt(order), stranger, async (changes, merchant) => {
        const other = { ...changes, merchant, merchantEmail: 'pay@stranger.example' };
        expect((await verdict(build(other))).kind).not.toBe('payment');
      }),
      { numRuns: runs },
    );
  });
});
