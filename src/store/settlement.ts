import type { OutboxItem } from '../../prisma/generated/sqlite/client/client.ts';

export type { OutboxItem };

/** What became of an item that was claimed. */
export type Settlement =
  | { kind: 'sent'; reply: string }
  | { kind: 'retry'; at: Date; error: string }
  | { kind: 'failed'; error: string }
  | { kind: 'unknown'; error: string }
  | { kind: 'superseded'; reason: string }
  /** The recipient is not on MAIL_RECIPIENTS, or a limit of the programme has been reached. */
  | { kind: 'held'; because: 'recipients' | 'fuse'; reason: string }
  /** It is right, and waits: no try. */
  | { kind: 'later'; at: Date; reason: string }
  /** It was given back before anything was said to a server about it: no try. */
  | { kind: 'untried' };

/** The columns of a settled item; what a kind does not touch stays as it was. */
export function settledRow(settlement: Settlement, item: OutboxItem, now: Date) {
  const { status, statusReason, notBefore, attempts, sentAt, providerReply, heldBecause } = item;
  const before = { status, statusReason, notBefore, attempts, sentAt, providerReply, heldBecause };
  return { ...before, ...changesOf(settlement, item, now), leaseOwner: null, leaseUntil: null };
}

function changesOf(settlement: Settlement, { attempts }: OutboxItem, now: Date): Partial<OutboxItem> {
  switch (settlement.kind) {
    case 'sent':
      return {
        status: 'sent',
        sentAt: now,
        providerReply: settlement.reply.slice(0, 500),
        statusReason: null,
      };
    case 'retry':
      return { status: 'pending', notBefore: settlement.at, statusReason: settlement.error.slice(0, 500) };
    case 'later':
      return {
        status: 'pending',
        notBefore: settlement.at,
        statusReason: settlement.reason,
        attempts: attempts - 1,
      };
    case 'untried':
      return { status: 'pending', attempts: attempts - 1 };
    case 'held':
      return { status: 'held', heldBecause: settlement.because, statusReason: settlement.reason };
    case 'superseded':
      return { status: 'superseded', statusReason: settlement.reason };
    case 'failed':
    case 'unknown':
      return { status: settlement.kind, statusReason: settlement.error.slice(0, 500) };
  }
}
