import type { CaseReference } from './decision.ts';
import type { KeptFile } from './kept-file.ts';

/** One wording of a message of staff, rendered, when somebody clicks below its preview. */
export type ReplyToSend = {
  channel: string;
  ts: string;
  toAddress: string;
  toName: string;
  subject: string;
  text: string;
  html: string;
  files: readonly KeptFile[];
  withdrawn: boolean;
  /** Whether a mail was made of the message already. */
  isTaken: boolean;
  /** Other previews of the same conversation that wait for a click. */
  others: readonly string[];
  /** Message-ID of the mail that it answers, or null. */
  answering: string | null;
  about: CaseReference | null;
  personId: string | null;
  /** When mail to the address came back, or null. */
  bouncedAt: Date | null;
};
