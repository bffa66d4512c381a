import { stringify } from 'csv-stringify/sync';
import type { ReconciliationRow } from '../core/reconciliation.ts';

const columns = {
  order: 'Order',
  store: 'Store',
  paidOn: 'Paid on',
  payer: 'Payer',
  for: 'For',
  amount: 'Amount',
  currency: 'Currency',
  state: 'State',
  grantedTo: 'Granted to',
  note: 'Note',
} satisfies Record<keyof ReconciliationRow, string>;

/** One line a payment, with a head (RFC 4180). No cell begins a formula: spreadsheets would run it. */
export function reconciliationCsv(rows: readonly ReconciliationRow[]): string {
  return stringify([...rows], { header: true, columns, escape_formulas: true, record_delimiter: 'windows' });
}
