import type { PaymentReading } from '../payments/reading.ts';

/** What a message is (contract: `classify`). */
export type MailKind =
  | 'payment'
  | 'payment-lookalike'
  | 'submission'
  | 'agreement'
  | 'question'
  | 'command'
  | 'bounce'
  | 'auto-reply'
  | 'own-mail'
  | 'bulk'
  | 'calendar'
  | 'unreadable';

/** One recipient of a delivery status notification (RFC 3464 section 2.3). */
export type BouncedRecipient = {
  address: string;
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** Enhanced status code (RFC 3463), or null when the report has none. */
  status: string | null;
  permanent: boolean;
};
export type BounceReport = { recipients: readonly BouncedRecipient[]; originalMessageId: string | null };

/** A complaint about a mail of ours: what it is called (RFC 5965 section 3.1), about which mail, by whom. */
export type Complaint = { about: string; originalMessageId: string | null; recipients: readonly string[] };

/**
 * What a machine wrote and a person should hear of: a complaint, a filter that holds one of our mails back, or a mail
 * program whose owner wants no more announcements.
 */
export type MachineNotice = {
  what: 'complaint' | 'challenge' | 'unsubscribe';
  originalMessageId: string | null;
};

export type MailCommand = 'status' | 'resend' | 'help' | 'withdraw' | 'new-address' | 'unsubscribe';

/** Commands about the sender's own case. */
export type SelfService = Exclude<MailCommand, 'unsubscribe'>;

/** The verdict on one message. `payment` is also filled for look-alikes, so that staff see what it claims. */
export type Classification = {
  kind: MailKind;
  reason: string;
  payment: PaymentReading | null;
  bounce: BounceReport | null;
  command: MailCommand | null;
  /** Only with kind `auto-reply`. */
  notice?: MachineNotice;
  /** What the person wrote, without the quoted text below it; the whole text when in doubt. */
  replyText: string;
};
