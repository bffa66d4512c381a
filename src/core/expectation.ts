import type { PaymentState } from './case.ts';

/** Rows that must not have changed since they were read; the store adds one to their version. */
export type Expectation =
  | { row: 'application' | 'term' | 'person'; id: string; version: number }
  /** Payments have no version: what is decided about one holds while its state is what it was. */
  | { row: 'payment'; id: string; state: PaymentState }
  /** It counts: nobody has superseded or revoked it. */
  | { row: 'certificate'; number: string }
  /** The draft with this key is a new one; else it is not merely skipped, but everything is decided again. */
  | { row: 'outbox-key'; key: string };
