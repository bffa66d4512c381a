import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Classification } from '../../../src/core/classify/classification.ts';
import { classify } from '../../../src/core/classify/classify.ts';
import { orderMail, submittalFee } from '../../fixtures/woocommerce.ts';
import type { Order } from '../../fixtures/woocommerce-order.ts';
import { igpTor } from '../../support/programme.ts';
import { arrived } from '../../support/read-fixture.ts';

const firstNames = fc.constantFrom('Pat', 'Jos\u00e9', "D'Arcy", 'Anne-Marie', 'Li', 'Order', 'Total');
const lastNames = fc.constantFrom('Doe', 'O\u2019Neil', 'van der Berg', 'Nguy\u1ec5n', 'Paid');

const anyOrder: fc.Arbitrary<Partial<Order>> = fc.record({
  number: fc.integer({ min: 1, max: 9_999_999 }).map(String),
  look: fc.constantFrom('classic', 'improved'),
  format: fc.constantFrom('html', 'text', 'both'),
  encoding: fc.constantFrom('7bit', '8bit', 'quoted-printable', 'base64'),
  items: fc.integer({ min: 1, max: 99_999_999 }).map((cents) => [{ ...submittalFee, cents }]),
  payer: fc.record({
    first: firstNames,
    last: lastNames,
    email: fc.constantFrom('pat@example.org', 'billing+soq@big.example.org'),
  }),
  site: fc.constantFrom('CASQA', 'California Stormwater Quality Association', 'Store & More'),
});

async function verdict(changes: Partial<Order>): Promise<Classification> {
  const { mail, authentication } = await arrived(orderMail(changes));
  return classify(mail, authentication, igpTor);
}

describe('for any order', () => {
  test('number, amount and purpose are read right however a mailer breaks the lines of the text', async () => {
    const kinds = fc.constantFrom<Order['kind'][]>(
      'processing',
      'completed',
      'renewal',
      'renewal-completed',
      'new-order',
    );
    const breaks = fc.constantFrom<Order['breaks'][]>('narrow', 'every-blank');
    await fc.assert(
      fc.asyncProperty(anyOrder, kinds, breaks, async (changes, kind, lines) => {
        const { kind: found, payment } = await verdict({ ...changes, kind, breaks: lines });
        expect({
          found,
          order: payment?.order,
          amountCents: payment?.amountCents,
          purpose: payment?.purpose,
        }).toEqual({
          found: 'payment',
          order: changes.number,
          amountCents: changes.items?.[0]?.cents,
          purpose: 'soq-new',
        });
      }),
      { numRuns: 200 },
    );
  });

  test('number, amount, payer and purpose of a paid one are read right', async () => {
    const paidKind = fc.constantFrom<Order['kind'][]>('processing', 'completed', 'new-order');
    await fc.assert(
      fc.asyncProperty(anyOrder, paidKind, async (changes, kind) => {
        const { kind: found, payment } = await verdict({ ...changes, kind });
        expect({
          found,
          order: payment?.order,
          amountCents: payment?.amountCents,
          purpose: payment?.purpose,
          payer: payment?.payer,
          paidOn: payment?.paidOn,
          doubts: payment?.doubts,
        }).toEqual({
          found: 'payment',
          order: changes.number,
          amountCents: changes.items?.[0]?.cents,
          purpose: 'soq-new',
          payer: {
            name: `${changes.payer?.first} ${changes.payer?.last.replace('\u2019', "'")}`,
            email: changes.payer?.email,
          },
          paidOn: '2023-05-10',
          doubts: [],
        });
      }),
      { numRuns: 150 },
    );
  });

  test('no look-alike, forward, quote or forgery is ever a payment', async () => {
    const spoil = fc.constantFrom<Partial<Order>[]>(
      { kind: 'on-hold' },
      { kind: 'failed' },
      { kind: 'refunded' },
      { kind: 'partially-refunded' },
      { kind: 'invoice' },
      { kind: 'details' },
      { kind: 'renewal-invoice' },
      {
        kind: 'details',
        payer: { first: 'Now being processed, now being processed', last: 'Doe', email: 'pat@example.org' },
        breaks: 'narrow',
      },
      { kind: 'new-order', paymentMethod: 'Direct bank transfer' },
      { trace: [] },
      { trace: [['Authentication-Results', 'mx.example.net; dkim=fail header.d=casqa.example']] },
      { trace: [['Authentication-Results', 'mx.evil.example; dkim=pass header.d=casqa.example']] },
      {
        trace: [
          [
            'Authentication-Results',
            'mx.example.net; spf=pass smtp.mailfrom="a; dkim=pass header.d=casqa.example"@evil.example',
          ],
        ],
      },
      { trace: [['Authentication-Results', 'mx.example.net; dkim=none (dkim=pass header.d=casqa.example)']] },
      { from: 'CASQA <orders@casqa.example.evil.example>' },
      { from: '"orders@casqa.example" <orders@evil.example>' },
      { subject: 'Fwd: Your CASQA order has been received!' },
      { subject: 'RE: Your CASQA order has been received!' },
    );
    await fc.assert(
      fc.asyncProperty(anyOrder, spoil, async (changes, spoiled) => {
        expect((await verdict({ ...changes, ...spoiled })).kind).not.toBe('payment');
      }),
      { numRuns: 200 },
    );
  });
});

test('classifying any text never throws and keeps every word in doubt', () => {
  const mail = {
    headers: [],
    from: [],
    fromFields: 0,
    replyTo: [],
    to: [],
    cc: [],
    messageId: null,
    inReplyTo: [],
    references: [],
    date: null,
    html: null,
    htmlText: null,
    attachments: [],
    parts: [],
  };
  const none = { authenticated: false, domain: null, reason: '', temporary: false };
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, subject) => {
      const { kind, payment } = classify({ ...mail, text, subject }, none, igpTor);
      expect({ kind: ['question', 'command', 'auto-reply', 'bounce'].includes(kind), payment }).toEqual({
        kind: true,
        payment: null,
      });
    }),
  );
});
