import { describe, expect, test } from 'vitest';
import type { Classification } from '../../../src/core/classify/classification.ts';
import { classify } from '../../../src/core/classify/classify.ts';
import { rawMail } from '../../fixtures/raw-mail.ts';
import { headerFields, order, orderMail } from '../../fixtures/woocommerce.ts';
import { htmlBody } from '../../fixtures/woocommerce-html.ts';
import type { Order } from '../../fixtures/woocommerce-order.ts';
import { textBody } from '../../fixtures/woocommerce-text.ts';
import { igpTor } from '../../support/programme.ts';
import { arrived } from '../../support/read-fixture.ts';

async function verdict(raw: Buffer): Promise<Classification> {
  const { mail, authentication } = await arrived(raw);
  return classify(mail, authentication, igpTor);
}

async function kindAndReason(
  changes: Partial<Order>,
): Promise<{ kind: string; reason: string; order: string | undefined }> {
  const { kind, reason, payment } = await verdict(orderMail(changes));
  return { kind, reason, order: payment?.order };
}

const trusted = order().trace;

describe('a payment', () => {
  test.each(['processing', 'completed', 'new-order'] as const)(
    'is a %s order of a trusted store',
    async (kind) => {
      expect(await kindAndReason({ kind })).toEqual({
        kind: 'payment',
        reason: 'WooCommerce order 4812, paid',
        order: '4812',
      });
    },
  );

  test('stays one when the store sends through a service that adds list and automatic fields', async () => {
    const trace: Order['trace'] = [
      ...trusted,
      ['List-Unsubscribe', '<https://example.org/u>'],
      ['Precedence', 'bulk'],
      ['Auto-Submitted', 'auto-generated'],
    ];
    expect((await kindAndReason({ trace })).kind).toBe('payment');
  });

  test('says what a person should look at', async () => {
    const items = [{ name: 'Mug', sku: null, quantity: 1, cents: 1500 }];
    expect((await kindAndReason({ items })).reason).toBe(
      `WooCommerce order 4812, paid; to be looked at: "Mug" is not in the programme's product list`,
    );
  });
});

describe('a look-alike', () => {
  test.each([
    ['on-hold', 'its status is on-hold'],
    ['failed', 'its status is failed'],
    ['refunded', 'its status is refunded'],
    ['invoice', 'its status is invoice'],
  ] as const)('is an order that is %s', async (kind, why) => {
    expect(await kindAndReason({ kind })).toEqual({
      kind: 'payment-lookalike',
      reason: `WooCommerce order 4812, not a payment: ${why}`,
      order: '4812',
    });
  });

  test.each([
    ['nobody vouches for', { trace: [] }, 'the sender is not authenticated (no Authentication-Results)'],
    [
      'another domain vouches for',
      { trace: [['Authentication-Results', 'mx.example.net; dkim=pass header.d=evil.example']] },
      'the sender is not authenticated (dkim=pass header.d=evil.example, not aligned with casqa.example)',
    ],
    [
      "comes with somebody's own Authentication-Results below ours",
      {
        trace: [
          ['Authentication-Results', 'mx.example.net; dkim=none'],
          ['Authentication-Results', 'mx.example.net; dkim=pass header.d=casqa.example'],
        ],
      },
      'the sender is not authenticated (no aligned dkim=pass or dmarc=pass for casqa.example (dkim=none))',
    ],
    [
      'comes from a look-alike domain, properly signed',
      {
        from: 'CASQA <orders@casqa-example.org>',
        trace: [['Authentication-Results', 'mx.example.net; dkim=pass header.d=casqa-example.org']],
      },
      'orders@casqa-example.org is not a sender that the programme takes payments from',
    ],
    [
      'comes from below the store, properly signed',
      {
        from: 'CASQA <orders@casqa.example.evil.org>',
        trace: [['Authentication-Results', 'mx.example.net; dkim=pass header.d=evil.org']],
      },
      'orders@casqa.example.evil.org is not a sender that the programme takes payments from',
    ],
    [
      'has a second From field',
      { trace: [...trusted, ['From', 'evil@evil.example']] },
      'the mail has 2 From fields with 2 addresses',
    ],
    [
      'names two senders',
      { from: 'orders@casqa.example, evil@evil.example' },
      'the mail has 1 From fields with 2 addresses',
    ],
    [
      'is a reply',
      { trace: [...trusted, ['In-Reply-To', '<1@example.org>']] },
      'it is a reply, sent by orders@casqa.example, so it is a claim',
    ],
    [
      'is a forward by its subject',
      { subject: 'FW: Your CASQA order has been received!' },
      'its subject says that it is a reply or a forward, sent by orders@casqa.example, so it is a claim',
    ],
  ] as [string, Partial<Order>, string][])('is an order mail that %s', async (_name, changes, why) => {
    expect(await kindAndReason(changes)).toEqual({
      kind: 'payment-lookalike',
      reason: `WooCommerce order 4812, not a payment: ${why}`,
      order: '4812',
    });
  });

  test('takes only the address of the sender that the programme names', async () => {
    const senders = [
      {
        domain: 'casqa.example',
        address: 'shop@casqa.example',
        vendor: 'woocommerce' as const,
        store: 'casqa',
      },
    ];
    const { mail, authentication } = await arrived(orderMail());
    const strict = { ...igpTor, payments: { ...igpTor.payments, senders } };
    expect(classify(mail, authentication, strict).kind).toBe('payment-lookalike');
  });
});

describe('a forwarded receipt is a claim', () => {
  const receipt = order({ format: 'text' });
  const fields = headerFields({ ...receipt, subject: 'receipt' });
  const forwards: [string, string][] = [
    [
      'by Gmail',
      `FYI\n\n---------- Forwarded message ---------\nFrom: CASQA <orders@casqa.example>\nDate: Wed, May 10, 2023\nSubject: Your order\nTo: <pat@example.org>\n\n${textBody(receipt)}`,
    ],
    [
      'by Outlook',
      `Paid.\n\n________________________________\nFrom: CASQA <orders@casqa.example>\nSent: Wednesday, May 10, 2023 9:14 AM\nTo: Pat Doe\nSubject: Your order\n\n${textBody(receipt)}`,
    ],
    [
      'by Apple Mail',
      `> Begin forwarded message:\n> \n${textBody(receipt)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}`,
    ],
    [
      'as a quotation',
      `See below.\n\nOn Wed, May 10, 2023 at 9:14 AM CASQA <orders@casqa.example> wrote:\n\n${textBody(
        receipt,
      )
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}`,
    ],
  ];

  test.each(forwards)('%s, even from the store itself', async (_name, body) => {
    const raw = rawMail(fields, [{ type: 'text/plain', body }]);
    const { kind, payment } = await verdict(raw);
    expect({ kind, order: payment?.order, status: payment?.status }).toEqual({
      kind: 'payment-lookalike',
      order: '4812',
      status: 'paid',
    });
  });

  test('as HTML in a quotation', async () => {
    const body = `<div>Here it is</div><blockquote type="cite">${htmlBody(order())}</blockquote>`;
    const { kind, payment } = await verdict(rawMail(fields, [{ type: 'text/html', body }]));
    expect({ kind, order: payment?.order }).toEqual({ kind: 'payment-lookalike', order: '4812' });
  });
});
