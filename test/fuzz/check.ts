// What must be true of the verdict on any message.
import { z } from 'zod';
import type { ClassifyLine } from '../../src/handlers/classify-files.ts';
import type { Mutated } from './mutate.ts';

const text = z.string();
const amount = z.int();

/** The contract of `classify`: its keys, and no others. */
const line = z.strictObject({
  file: text,
  kind: z.enum([
    'payment',
    'payment-lookalike',
    'submission',
    'agreement',
    'question',
    'command',
    'bounce',
    'auto-reply',
    'own-mail',
    'bulk',
    'calendar',
    'unreadable',
  ]),
  reason: text.min(3),
  authenticated: z.boolean(),
  authentication: text.min(3),
  payment: z
    .strictObject({
      vendor: text.min(1),
      order: text.min(1),
      status: z.enum(['paid', 'on-hold', 'failed', 'refunded', 'invoice']),
      amountCents: amount,
      currency: text.length(3),
      items: z.array(
        z.strictObject({ name: text, sku: text.nullable(), quantity: amount, amountCents: amount }),
      ),
      purpose: z.enum(['soq-new', 'soq-resubmittal', 'tor-annual', 'late-fee', 'unknown']),
      payer: z.strictObject({ name: text.nullable(), email: text.nullable() }),
      paidOn: text.regex(/^\d{4}-\d{2}-\d{2}$/).nullable(),
    })
    .nullable(),
  bounce: z
    .strictObject({
      recipients: z.array(
        z.strictObject({
          address: text.includes('@'),
          action: z.enum(['failed', 'delayed', 'delivered', 'relayed', 'expanded']),
          status: text.nullable(),
          permanent: z.boolean(),
        }),
      ),
      originalMessageId: text.nullable(),
    })
    .nullable(),
  command: text.nullable(),
  attachments: z.array(
    z.strictObject({
      filename: text.min(1),
      type: text,
      bytes: amount.min(0),
      pages: amount.nullable(),
      problem: z
        .enum(['encrypted', 'empty', 'too-large', 'too-many-pages', 'unsupported-type', 'tnef', 'corrupt', 'disguised'])
        .nullable(),
    }),
  ),
  replyText: text,
});

/** What is wrong with the lines of one file, in words; null when nothing is. */
export function wrongWith(lines: readonly ClassifyLine[], { raw, unauthenticated }: Mutated): string | null {
  const [found] = lines;
  if (found === undefined || lines.length !== 1) return `${lines.length} lines`;
  const printed = line.safeParse(JSON.parse(JSON.stringify(found)));
  if (!printed.success) return `not the shape of the contract: ${z.prettifyError(printed.error)}`;
  const { kind, payment, bounce, command, authenticated } = printed.data;
  if ((kind === 'bounce') !== (bounce !== null)) return `kind ${kind} and bounce disagree`;
  if ((kind === 'command') !== (command !== null)) return `kind ${kind} and command disagree`;
  if (payment !== null && kind !== 'payment' && kind !== 'payment-lookalike') return `${kind} with a payment`;
  if (kind !== 'payment') return null;
  if (unauthenticated) return 'a payment that nobody vouches for';
  if (!authenticated || payment?.status !== 'paid') return 'a payment that is not authenticated or not paid';
  return vouched.test(raw.toString('latin1')) ? null : 'a payment without a result of our server';
}

/** Said anew, so that reader and check do not share a mistake: our server's result is somewhere in the raw message. */
const vouched = /authentication-results[ \t]*:[^\0]{0,2000}mx\.example\.net[^\0]{0,2000}pass/i;
