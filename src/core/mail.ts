// The shape in which core sees a mail. The mail room makes it (parse, authenticate, inspect); core only reads it.

/** One `Name <address>` of a header; the address is lower-cased. */
export type Mailbox = { name: string; address: string };

/** What is wrong with an attachment; the words are fixed by the contract of `torq classify`. */
export type AttachmentProblem =
  | 'encrypted'
  | 'empty'
  | 'too-large'
  | 'too-many-pages'
  | 'unsupported-type'
  | 'tnef'
  | 'corrupt'
  | 'disguised';

export type Attachment = {
  filename: string;
  /** What the content is, found by its first bytes; not what the sender says. */
  type: string;
  bytes: number;
  sha256: string;
  /** Pages of a PDF or a Word file, else null. */
  pages: number | null;
  problem: AttachmentProblem | null;
  /** Only of a file that was found in another one (winmail.dat, a zip): the name of that, which stands before it. */
  within?: string;
  /** Only of one that could be opened: how many files were found in it. They follow it. */
  holds?: number;
  /** Only of a file that is small enough itself and was not fetched, as the mail was too large: its problem is `too-large`. */
  leftBehind?: true;
};

/** A header field as it came: `name` lower-cased, `value` unfolded and decoded. Order is the message's own. */
export type HeaderField = { name: string; value: string };

/** A parsed message. Nothing in it is trusted: see `Authentication`. */
export type ParsedMail = {
  headers: readonly HeaderField[];
  /** All mailboxes of all From fields; more than one field is suspicious (RFC 5322 section 3.6 allows one). */
  from: readonly Mailbox[];
  fromFields: number;
  replyTo: readonly Mailbox[];
  to: readonly Mailbox[];
  cc: readonly Mailbox[];
  subject: string;
  /** With angle brackets, as in the header; null when there is none. */
  messageId: string | null;
  inReplyTo: readonly string[];
  references: readonly string[];
  /** The Date field, as the sender states it; never used to judge a deadline. */
  date: Date | null;
  /** text/plain as it came, or null when there is no such part. */
  text: string | null;
  /** text/html as it came, or null when there is no such part. */
  html: string | null;
  /** The HTML as lines of text: tags stripped, entities decoded, one table row a line with cells parted by a tab. */
  htmlText: string | null;
  attachments: readonly Attachment[];
  /** Non-multipart parts that matter to classification: message/delivery-status, message/rfc822, text/calendar ... */
  parts: readonly MailPart[];
};

/** A part by its type with its decoded text (first 64 KB); for message/* the raw text of the inner message. */
export type MailPart = { type: string; text: string };

/** Whether the visible sender is who it says: RFC 8601 (Authentication-Results), RFC 6376 (DKIM), RFC 7489 (alignment). */
export type Authentication = {
  authenticated: boolean;
  /** The domain that vouches for the mail, aligned with From; null when nothing does. */
  domain: string | null;
  /** For people: "dkim=pass header.d=example.org, aligned". */
  reason: string;
  /** A lookup failed for the moment (temperror): try again later before a person is asked. */
  temporary: boolean;
};

/** When a mail arrived: the topmost Received stamp of our own server, else the mailbox's INTERNALDATE. */
export type Arrival = {
  receivedAt: Date;
  source: 'received-header' | 'internal-date';
  statedAt: Date | null;
};
