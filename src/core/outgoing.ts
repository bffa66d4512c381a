// A mail as it is handed to the mail server, and what came of it.

/** A file of ours; `contentType` is the whole header value, such as `text/calendar; charset=utf-8; method=PUBLISH`. */
export type MailAttachment = { filename: string; contentType: string; content: string | Uint8Array };

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
  /**
   * `answer` of torq to a mail, `personal`: a person wrote it, `notice` that is written unasked, `announcement` to many
   * (RFC 3834 section 5).
   */
  nature: 'answer' | 'personal' | 'notice' | 'announcement';
  /** Where a mail asks for no more announcements, or null. */
  unsubscribe: string | null;
  date?: Date;
  attachments?: readonly MailAttachment[];
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

/** A mail that went out at `sentAt`, by the id of its item. */
export type SentCopy = { id: string; mail: OutgoingMail; sentAt: Date };

/** The mailbox's folder for sent mail. */
export type SentFolder = {
  /** Whether it is worth a try: after a failure it is left alone for a while. */
  mayTry(): boolean;
  /** Never throws. `done`: those with a copy in the folder now, by id; `problem`: what kept the others from it. */
  file(copies: readonly SentCopy[]): Promise<{ done: readonly string[]; problem: string | null }>;
};
