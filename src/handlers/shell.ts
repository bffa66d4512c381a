// What we do when something happens: load, decide, commit. A handler is handed the world in a Shell; only other
// people's servers, the clock and chance come in as functions, the database is the real one.
import type { Classification } from '../core/classify/classification.ts';
import type { CaseReference } from '../core/decision.ts';
import type { Arrival, Authentication, ParsedMail } from '../core/mail.ts';
import type { OutgoingMail, SendResult, SentFolder } from '../core/outgoing.ts';
import type { CardPlace, PromptView } from '../core/prompt.ts';
import type { WrittenMessage } from '../core/staff-message.ts';
import type { CertificateNumbers } from '../documents/certificate/numbers.ts';
import type { Log } from '../log.ts';
import type { Overlay, ProgrammeFile } from '../programme/overlay.ts';
import type { Programme } from '../programme/schema.ts';
import type { PageTemplates } from '../render/pages/page-templates.ts';
import type { Templates } from '../render/template-set.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Database } from '../store/database.ts';
import type { Pace } from './pace.ts';

/** A programme with its mails. */
export type Desk = {
  programme: Programme;
  templates: Templates;
  /** Its public pages; absent where only mails are needed. */
  pages?: PageTemplates;
  /** The picture of the signature on its certificates, PNG or JPEG; null or absent: there is none. */
  signature?: Uint8Array | null;
  /** The Compliance Agreement that is mailed to be signed; null or absent: none is. */
  agreement?: { filename: string; content: Uint8Array } | null;
  /** What its file says; without it nothing of the programme can be set in Slack. */
  file?: ProgrammeFile;
  /** What was set in Slack and is in `programme`; absent: nothing was ever. */
  set?: { version: number; overlay: Overlay };
};

/** Signed names of cases and mails (see mail/reference.ts). */
type References = {
  plusAddress(programmeAddress: string, reference: CaseReference): string;
  readPlusAddress(address: string, programmeAddress: string): CaseReference | null;
  messageIdOf(itemId: string, domain: string): string;
  unsubscribeAddress(programmeAddress: string, itemId: string): string;
  readUnsubscribeAddress(address: string, programmeAddress: string): string | null;
  readMessageId(messageId: string): string | null;
};

/** A recorded message. `sha256` is compared with the file's content unless it is null. */
export type MessageToRead = {
  path: string;
  sha256: string | null;
  internalDate: Date;
  /** Whether attached files are opened; if not, those that would be count as such that cannot be opened. */
  openFiles: boolean;
};

export type ReadResult =
  | {
      ok: true;
      /** Name of the programme that the message is for; its rules were applied. */
      programme: string;
      mail: ParsedMail;
      /** For submissions and agreements the contents of `mail.attachments`, in their order; else empty. */
      contents: readonly Uint8Array[];
      arrival: Arrival;
      authentication: Authentication;
      classification: Classification;
    }
  | { ok: false; reason: string };

/**
 * Parses, authenticates, looks into the files and classifies.
 * @throws PermanentError when reading had to be stopped, Error when the file is not there or damaged
 */
export type ReadMail = (message: MessageToRead) => Promise<ReadResult>;

/** The staff's side. Each throws TransientError or PermanentError. */
export type StaffDoor = {
  post(prompt: PromptView): Promise<CardPlace>;
  redraw(prompt: PromptView): Promise<void>;
  /** Says something in the thread of a card; our own words, in which people are mentioned. */
  reply(place: CardPlace, words: string, once: { key: string; again: boolean }): Promise<void>;
  uploadDocuments(
    place: CardPlace,
    documents: readonly { filename: string; content: Buffer }[],
  ): Promise<void>;
  /** A file that somebody attached to a message, at most so large; a PermanentError says why it cannot be had. */
  fetchFile(id: string, maxBytes: number): Promise<{ filename: string; content: Buffer }>;
  /** What people have written in the thread of a card, oldest first; edited messages as they are now. */
  messages(place: CardPlace): Promise<readonly WrittenMessage[]>;
  /** The e-mail address of a member of the workspace, lower-cased; null when Slack does not tell it to us. */
  addressOf(userId: string): Promise<string | null>;
  /** The card of a prompt, if it was posted after `since` although no reply was seen; in a thread, where there is one. */
  find(promptId: string, channel: string, since: Date, thread: string | null): Promise<CardPlace | null>;
};

export type Shell = {
  database: Database;
  blobs: Blobs;
  desks: readonly Desk[];
  /** The time that decides: what is due, late, quiet. */
  now: () => Date;
  /** The machine's clock, for leases between processes; the same as `now` unless one tick is played at another time. */
  clock: () => Date;
  newId: () => string;
  log: Log;
  references: References;
  /** What certificates are made with. `publicUrl`: PUBLIC_URL; null: none can be issued, as nobody could verify them. */
  certificates: { numberOf: CertificateNumbers; publicUrl: string | null };
  readMail: ReadMail;
  sendMail: (mail: OutgoingMail) => Promise<SendResult>;
  /** Where copies of sent mails are filed; null: nowhere, or not by this process. */
  sentFolder: SentFolder | null;
  staff: StaffDoor;
  /** What a content is by its first bytes, or null. */
  fileType: (content: Uint8Array, filename: string) => string | null;
  /** The first of the folders that are read, and from which date on a mail counts (IMAP_SINCE); null: not known, always. */
  intake: { inbox: string | null; since: string | null };
  /** Whether mail may go to an address (MAIL_RECIPIENTS). */
  isAllowed: (address: string) => boolean;
  /** The From of our mails, or null for the programme's own address. */
  mailFrom: string | null;
  /** Names this process in leases. */
  owner: string;
  sendLeaseMs: number;
  /** How fast this process sends mail. */
  pace: Pace;
};
