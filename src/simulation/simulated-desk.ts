import type { Desk } from '../handlers/shell.ts';
import { storeDomain, storeReader } from './raw-mails.ts';

/** The Slack id of whoever answers where the programme names nobody yet. */
const standIn = 'U0SIMULATION';

/**
 * A programme as its folder says, but for what other people's servers say: receipts come from an invented store, and where
 * nobody is listed who decides, somebody invented does.
 */
export function simulatedDesk(desk: Desk): Desk {
  const { payments, slack } = desk.programme;
  const approvers = slack.approvers.length === 0 ? [standIn] : slack.approvers;
  const senders = [{ domain: storeDomain, vendor: 'generic' as const, store: 'simulation' }];
  return {
    ...desk,
    programme: {
      ...desk.programme,
      payments: { ...payments, senders, readers: [storeReader] },
      slack: { ...slack, approvers },
    },
  };
}
