// A mail as it is handed to the mail server, and what came of it.

/** `from` is an address or `Name <address>`; `inReplyTo` and `references` are Message-IDs as in the header. */
export type OutgoingMail = {
  from: string;
  to: string;
  toName: string;
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo: string | null;
  references: string | null;
  itemId: string;
  /** `answer` to a mail, `notice` that is written unasked, `announcement` to many (RFC 3834 section 5). */
  nature: 'answer' | 'notice' | 'announcement';
  /** Where a mail asks for no more announcements, or null. */
  unsubscribe: string | null;
  date?: Date;
};

/**
 * `unreachable`: the server takes no mail from us now, whatever it is; nothing of this one was handed over.
 * `unknown`: the connection was lost after the message was handed over; nobody knows whether it went out.
 */
export type SendResult =
  | { kind: 'sent'; reply: string }
  | { kind: 'retry'; error: string }
  | { kind: 'unreachable'; error: string }
  | { kind: 'failed'; error: string }
  | { kind: 'unknown'; error: string };
