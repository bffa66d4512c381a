// A month for the treasurer: money that came in against what was granted for it. Amounts are cents.

import type { PaymentState } from './case.ts';
import { paymentStateWords, purposeWords } from './fact-words.ts';
import { wordsForCents } from './money.ts';
import type { Purpose } from './payments/reading.ts';

export type MoneyIn = {
  store: string;
  orderNumber: string;
  /** YYYY-MM-DD in the programme's zone. */
  paidOn: string;
  payer: string;
  purpose: Purpose;
  cents: number;
  currency: string;
  state: PaymentState;
  stateReason: string;
  /** Whose application or term it counts for, or null. */
  grantedTo: string | null;
};

/** What staff granted without a payment. `on`: YYYY-MM-DD in the programme's zone. */
export type GrantedWithout = {
  on: string;
  whose: string;
  what: 'SOQ fee' | 'annual fee';
  by: string;
  why: string;
};

export type ReconciliationRow = {
  order: string;
  store: string;
  paidOn: string;
  payer: string;
  for: string;
  /** In the currency, with two decimals. */
  amount: string;
  currency: string;
  state: string;
  grantedTo: string;
  note: string;
};

export type Reconciliation = {
  rows: readonly ReconciliationRow[];
  /** What counts, by what it is for; and what does not, by why. */
  sums: readonly { what: string; count: number; cents: number }[];
  /** What does not fit, a sentence each. */
  exceptions: readonly string[];
};

export function reconcile(money: readonly MoneyIn[], without: readonly GrantedWithout[]): Reconciliation {
  const sums = new Map<string, { count: number; cents: number }>();
  for (const { purpose, state, cents } of money) {
    const what = state === 'matched' ? purposeWords[purpose] : paymentStateWords[state];
    const known = sums.get(what) ?? { count: 0, cents: 0 };
    sums.set(what, { count: known.count + 1, cents: known.cents + cents });
  }
  return {
    rows: money.map(rowOf),
    sums: [...sums].map(([what, sum]) => ({ what, ...sum })),
    exceptions: [...money.flatMap(moneyException), ...without.map(withoutWords)],
  };
}

function rowOf({
  orderNumber,
  cents,
  purpose,
  state,
  stateReason,
  grantedTo,
  ...one
}: MoneyIn): ReconciliationRow {
  return {
    order: orderNumber,
    store: one.store,
    paidOn: one.paidOn,
    payer: one.payer,
    for: purposeWords[purpose],
    amount: (cents / 100).toFixed(2),
    currency: one.currency,
    state: paymentStateWords[state],
    grantedTo: grantedTo ?? '',
    note: stateReason,
  };
}

function moneyException({
  orderNumber,
  payer,
  cents,
  currency,
  state,
  stateReason,
  grantedTo,
}: MoneyIn): string[] {
  const what = `order ${orderNumber}, ${wordsForCents(cents, currency)} from ${payer}`;
  if (state === 'matched')
    return grantedTo === null ? [`${what}: it counts, and nothing was granted for it`] : [];
  return [`${what}: ${paymentStateWords[state]} (${stateReason})`];
}

function withoutWords({ on, whose, what, by, why }: GrantedWithout): string {
  return `${whose}: ${what} granted without a payment on ${on}, by ${by}: ${why}`;
}
