import type { Offset } from '../programme/values.ts';
import type { CalendarEvent } from './calendar-event.ts';
import type { Expectation } from './expectation.ts';
import type { Fact } from './facts.ts';
import type { KeptFile } from './kept-file.ts';
import type { Message } from './messages.ts';

/** What a case is called in plus-addresses and Message-IDs: an application or the renewal of a term. */
export type CaseReference = { kind: 'application' | 'term'; id: string };

/** What a candidate or trainer is asked to do as soon as it is known (next-steps.ts). */
export type StepName = 'orientation' | 'orientation-missed' | 'agreement' | 'renewal-meeting' | 'recording';

/** Why a mail is right. Asked again when it is sent; `always` for answers to something that has happened. */
export type Condition =
  | { kind: 'always' }
  | { kind: 'reminder'; rule: string; referenceDate: string; offset: Offset }
  | { kind: 'decision'; promptId: string }
  /** What is missing in one version of an SOQ: moot once a newer version has come. */
  | { kind: 'newest-version'; version: number }
  /** It asks to confirm a withdrawal; the answer to this very mail counts. */
  | { kind: 'withdraw-confirm' }
  /** The status has ended, or (`ended: false`) is in force again. */
  | { kind: 'status'; ended: boolean }
  /** It asks whether mail is to go to `address` from now on; the answer to this very mail counts. */
  | { kind: 'address-confirm'; address: string }
  /** The announcement of a cycle; `names`: the dates and fees that it says. */
  | { kind: 'announcement'; cycle: string; names: string }
  /** It asks for a step that may be done meanwhile, or names a time that may change. */
  | { kind: 'next-step'; step: StepName; of: string }
  /** Staff wrote it to somebody whose case was `withdrawn` then, or was not. */
  | { kind: 'staff-reply'; withdrawn: boolean };

/** A wanted mail. `key` is unique for ever: a second draft with it changes nothing. */
export type MailDraft = {
  channel: 'mail';
  key: string;
  to: string;
  toName: string;
  message: Message;
  /** Null when the mail answers somebody who has no case yet. */
  about: CaseReference | null;
  personId: string | null;
  condition: Condition;
  /** Not to be sent before; null: at once. */
  notBefore: Date | null;
  /** Files that go along, in this order. Their contents are kept already: the mail fails if they are not. */
  attachments?: readonly KeptFile[];
  /** What the reader can put into a calendar: goes along as a file behind the others. */
  calendar?: CalendarEvent;
};

/** A mail in words that stand already, wanted word for word; `of` names the message that it is. Its files go along. */
export type MailCopy = {
  of: string;
  subject: string;
  text: string;
  html: string;
  attachments?: readonly KeptFile[];
};
export type CopyDraft = Omit<MailDraft, 'channel' | 'message' | 'attachments' | 'calendar'> & {
  channel: 'copy';
  copy: MailCopy;
};

/** A wanted staff card; the prompt that it shows is stored with it and drawn when it is posted. */
export type CardDraft = { channel: 'slack'; key: string; prompt: NewPrompt };

/** Words in the thread of a prompt's card; our own, in which people are mentioned. */
export type NoteDraft = { channel: 'note'; key: string; promptId: string; words: string };

export type PromptKind =
  | 'soq-approval'
  | 'release'
  | 'announcement'
  /** Who has paid and sent no SOQ, before the deadline. */
  | 'payers'
  /** How a candidate's onboarding stands. */
  | 'onboarding'
  /** A signed agreement that came by mail. */
  | 'agreement'
  /** A renewal whose checklist is complete. */
  | 'term-confirm'
  | 'list-publish'
  /** Whose status would end: all who did not renew by one day, and each of them. */
  | 'lapse-list'
  | 'lapse'
  /** A fee that was paid in time, and read when the status had ended. */
  | 'reinstate'
  | 'daily'
  | 'mail-review'
  | 'question'
  | 'question-mail'
  | 'reply-preview'
  | 'payment-review'
  | 'outbox-unknown'
  | 'mail-parked'
  | 'mail-failed'
  | 'mail-returned'
  | 'notice';

/** Somebody by one of their addresses; `personId` where the card leads to what is known of them. */
export type NamedPerson = { name: string; address: string; personId?: string };

/** A question to staff, or with kind `notice` something they must know. `facts` are label/value pairs for the card. */
export type NewPrompt = {
  id: string;
  kind: PromptKind;
  title: string;
  facts: readonly (readonly [label: string, value: string])[];
  /** Whose it may be, at most three; left out where that is not asked. */
  people?: readonly NamedPerson[];
  /** What somebody wrote, or a mail as it will go out. */
  body?: string;
  /** Files that are put into the thread of its card; their contents are kept already. */
  files?: readonly { filename: string; sha256: string }[];
  /** The prompt in the thread of whose card this one's card stands. */
  threadOf?: string;
  applicationId: string | null;
  submissionId: string | null;
  paymentId: string | null;
  inboundMailId: string | null;
  outboxItemId: string | null;
};

export type Draft = MailDraft | CopyDraft | CardDraft | NoteDraft;

/** What is to be done about something that happened, with the reason in words that staff understand. */
export type Decision =
  | {
      kind: 'apply';
      event: string;
      reason: string;
      about: CaseReference | null;
      personId: string | null;
      expects: readonly Expectation[];
      facts: readonly Fact[];
      drafts: readonly Draft[];
    }
  /** Nothing to do: a duplicate, an out-of-office note. `facts` may still keep evidence. */
  | { kind: 'ignore'; reason: string; about: CaseReference | null; facts: readonly Fact[] }
  /** A person must look: a card goes to staff. */
  | {
      kind: 'review';
      reason: string;
      about: CaseReference | null;
      facts: readonly Fact[];
      drafts: readonly Draft[];
    };
