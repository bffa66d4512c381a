import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/core/classify/classify.ts';
import { authorizeNetMail } from '../../fixtures/authorize-net.ts';
import { drupalCommerceMail } from '../../fixtures/drupal-commerce.ts';
import { genericMail } from '../../fixtures/generic.ts';
import { passedOnText, passedOnWhole, personMail } from '../../fixtures/passed-on.ts';
import { payPalMail } from '../../fixtures/paypal.ts';
import { lockedPdf } from '../../fixtures/pdf.ts';
import type { Receipt } from '../../fixtures/receipt.ts';
import { squareMail } from '../../fixtures/square.ts';
import { stripeMail } from '../../fixtures/stripe.ts';
import { orderMail } from '../../fixtures/woocommerce.ts';
import { arrived } from '../../support/read-fixture.ts';
import { everyShop } from '../../support/shops.ts';

async function verdict(raw: Buffer) {
  const { mail, authentication } = await arrived(raw);
  const { kind, reason, payment } = classify(mail, authentication, everyShop);
  return { kind, reason, order: payment?.order, amountCents: payment?.amountCents, status: payment?.status };
}

type Changes = Pick<Partial<Receipt>, 'format' | 'encoding'>;
const vendors: Record<string, readonly [(changes: Changes) => Buffer, string]> = {
  WooCommerce: [(changes) => orderMail(changes), '4812'],
  'Drupal Commerce': [drupalCommerceMail, '4812'],
  Stripe: [stripeMail, '2034-6542'],
  PayPal: [payPalMail, '8XJ12345AB678901C'],
  Square: [squareMail, 'GHTY6Zx'],
  'Authorize.net': [authorizeNetMail, '120062511911'],
  'a shop by rules': [genericMail, 'INV-20931'],
};
const named = Object.entries(vendors).map(([name, [build, order]]) => ({ name, build, order }));

/** The plain text of a receipt. */
function plainText(build: (changes: Changes) => Buffer): string {
  const raw = build({ format: 'text', encoding: '8bit' }).toString().replaceAll('\r\n', '\n');
  return raw.slice(raw.indexOf('\n\n') + 2);
}

describe.each(named)('a receipt of $name', ({ build, order }) => {
  test.each(['gmail', 'outlook', 'apple', 'quoted'] as const)('passed on as %s is a claim', async (how) => {
    const body = passedOnText(how, plainText(build), 'Here is my receipt.');
    const { kind, ...payment } = await verdict(
      personMail({ subject: 'Fwd: Your order' }, [{ type: 'text/plain', body }]),
    );
    expect({ kind, order: payment.order, amountCents: payment.amountCents }).toEqual({
      kind: 'payment-lookalike',
      order,
      amountCents: 53000,
    });
    expect(payment.reason).toContain('sent by pat@example.org, so it is a claim');
  });

  test('attached whole is a claim in every format and encoding', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('attached', 'attached-base64', 'eml-file'),
        fc.constantFrom<Receipt['format'][]>('text', 'html', 'both'),
        fc.constantFrom<Receipt['encoding'][]>('8bit', 'quoted-printable', 'base64'),
        async (how, format, encoding) => {
          const found = await verdict(passedOnWhole(how, build({ format, encoding }), 'Receipt attached.'));
          expect(found).toEqual({
            kind: 'payment-lookalike',
            reason: expect.stringContaining(
              'it has another mail attached, sent by pat@example.org, so it is a claim',
            ),
            order,
            amountCents: 53000,
            status: 'paid',
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  test('quoted below an answer leaves what the person wrote', async () => {
    const body = passedOnText('quoted', plainText(build), 'Can I get a copy with our company name?');
    const answer = personMail({ subject: 'Re: Your order' }, [{ type: 'text/plain', body }]);
    expect(await verdict(answer)).toEqual({
      kind: 'question',
      reason: 'a person wrote it, and no document is attached',
    });
  });

  test('quoted by an answer that says nothing else is a claim', async () => {
    const body = passedOnText('quoted', plainText(build), 'Sent from my phone');
    const { kind, order: found } = await verdict(
      personMail({ subject: 'Re: Your order' }, [{ type: 'text/plain', body }]),
    );
    expect({ kind, found }).toEqual({ kind: 'payment-lookalike', found: order });
  });
});

const soq = {
  type: 'application/pdf',
  body: lockedPdf(),
  filename: 'SOQ Pat Doe.pdf',
  encoding: 'base64',
} as const;

test('an SOQ that comes with a forwarded receipt is an SOQ', async () => {
  const body = passedOnText('gmail', plainText(orderMail), 'My SOQ is attached, the receipt is below.');
  const raw = personMail({ subject: 'Fwd: Your order' }, [{ type: 'text/plain', body }, soq]);
  expect((await verdict(raw)).kind).toBe('submission');
  expect((await verdict(passedOnWhole('attached', orderMail(), 'My SOQ and the receipt.', [soq]))).kind).toBe(
    'submission',
  );
});

test('a receipt that is forwarded with its own PDF stays a claim', async () => {
  const body = passedOnText('gmail', plainText(stripeMail), 'Paid.');
  const raw = personMail({ subject: 'Fwd: Your receipt' }, [
    { type: 'text/plain', body },
    { ...soq, filename: 'Receipt-2034-6542.pdf' },
  ]);
  expect((await verdict(raw)).kind).toBe('payment-lookalike');
});

test('a refund that is attached says that it is one', async () => {
  const found = await verdict(passedOnWhole('attached', orderMail({ kind: 'refunded' }), 'I was refunded.'));
  expect({ kind: found.kind, status: found.status, reason: found.reason }).toEqual({
    kind: 'payment-lookalike',
    status: 'refunded',
    reason:
      'WooCommerce order 4812, not a payment: it has another mail attached, sent by pat@example.org, so it is a claim of something that is refunded',
  });
});

test('an attached mail of any bytes is never an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(3000), async (bytes, at) => {
      const whole = orderMail({ encoding: 'quoted-printable', format: 'both' });
      const spoiled = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + bytes.length)]);
      expect((await verdict(passedOnWhole('attached-base64', spoiled, 'See attached.'))).kind).not.toBe(
        'payment',
      );
    }),
    { numRuns: 60 },
  );
});
