// What a folder is read with, and what is found in it.
import type { Log } from '../log.ts';
import type { FetchTroubles } from './fetch-troubles.ts';

/** One message in the mailbox; `size` is what the server says of it (RFC822.SIZE). */
export type Listed = { uid: number; size: number; internalDate: Date };
export type Fetched = { uid: number; raw: Buffer; internalDate: Date };

/** A message as it is recorded; `uidValidity` is a 32-bit number as text (RFC 9051 section 2.3.1.1). */
export type FoundMail = {
  location: { mailbox: string; uidValidity: string; uid: number };
  /** The whole message, or its pieces, which are fetched while they are taken; what fails in that is thrown there. */
  raw: Buffer | AsyncIterable<Uint8Array>;
  internalDate: Date;
  messageId: string | null;
};

/**
 * Where mails are recorded. `record` takes mails of one folder in the order of UIDs, keeps all or none, also moves the
 * cursor, and knows a mail that it has seen before.
 */
export type MailRecorder = {
  cursorOf(mailbox: string, uidValidity: string): Promise<number>;
  record(mails: readonly FoundMail[]): Promise<void>;
  /** The folder was looked at. */
  touched(mailbox: string, uidValidity: string): Promise<void>;
  /** New mails are recorded and can be decided. */
  recorded(): void;
};

export type FolderReader = {
  recorder: MailRecorder;
  log: Log;
  now: () => Date;
  maxBytes: number;
  /** What stays known from one connection to the next. */
  troubles: FetchTroubles;
  rewound: Map<string, number>;
  /** Set when the reader shall stop; what is fetched and not recorded then will be fetched again. */
  signal: AbortSignal;
};
