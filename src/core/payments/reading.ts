import type { Refund } from './refund.ts';

/** What a payment is for; the programme's product list decides, never a guess from words alone. */
export type Purpose = 'soq-new' | 'soq-resubmittal' | 'tor-annual' | 'late-fee' | 'unknown';

export type PaymentStatus = 'paid' | 'on-hold' | 'failed' | 'refunded' | 'invoice';

export type PaymentItem = { name: string; sku: string | null; quantity: number; amountCents: number };

/** What a vendor's mail says of one order. Read, not yet believed. */
export type PaymentReading = {
  vendor: string;
  /** The store's own order number, without "#". */
  order: string;
  status: PaymentStatus;
  /** The order's total in cents. */
  amountCents: number;
  currency: string;
  items: readonly PaymentItem[];
  purpose: Purpose;
  payer: { name: string | null; email: string | null };
  /** Calendar date of the payment in the programme's time zone (YYYY-MM-DD), or null when the mail has none. */
  paidOn: string | null;
  /** The instant of payment when the mail states one exactly. */
  paidAt: Date | null;
  /** Of vendors that send for many merchants: the names and addresses by which the mail calls its merchant. */
  merchants?: readonly string[];
  /** Only with status `refunded`: what was given back. */
  refund?: Refund;
  /** Why this needs a person's eyes although it reads as paid: quantity over one, text and HTML disagree ... */
  doubts: readonly string[];
};
