// What a decision writes. Each is one row or one dated field; the store applies them in one transaction.
import type { AgreementFact } from './agreement-facts.ts';
import type { ChecklistItem, Outcome, PaymentState, SubmissionFact, Timeliness } from './case.ts';
import type { NewCertificate } from './certificate/new-certificate.ts';
import type { LadderFact } from './ladder-facts.ts';
import type { Attachment } from './mail.ts';
import type { PaymentReading } from './payments/reading.ts';
import type { ListEntry } from './public-list/entries.ts';
import type { Listing } from './public-list/listing-words.ts';
import type { CandidateQualified } from './year-facts.ts';

export type Fact =
  | { fact: 'person-created'; personId: string; name: string; address: string; learnedFrom: string }
  /** No more mail goes to this address. */
  | { fact: 'address-bounced'; address: string; at: Date }
  /** One of our mails came back; `why` goes on after "mail to pat@example.org ...". */
  | { fact: 'mail-returned'; outboxItemId: string; why: string; at: Date }
  /** Staff say that the address of a mail that came back is in order: mail goes there again. */
  | { fact: 'address-reopened'; outboxItemId: string; at: Date }
  /** Becomes the address that mail to the person goes to, also mail that waits to be sent. */
  | { fact: 'address-changed'; personId: string; address: string; at: Date }
  /** Staff say that whoever writes from it is this person. */
  | { fact: 'address-added'; personId: string; address: string; by: string; at: Date }
  /** One that staff had added. */
  | { fact: 'address-removed'; personId: string; address: string }
  /** An address is none of these people's; the card goes on asking, and says these rows. */
  | {
      fact: 'not-the-same';
      promptId: string;
      address: string;
      people: readonly { name: string; address: string }[];
      rows: readonly (readonly [label: string, value: string])[];
      by: string;
      at: Date;
    }
  /** No announcement goes to this address any more; what it is told about a case of its own stays. */
  | { fact: 'opted-out'; address: string; at: Date; how: 'mail' | 'staff'; by: string | null }
  | { fact: 'application-opened'; applicationId: string; personId: string; cycle: string; at: Date }
  | { fact: 'payment-recorded'; payment: NewPayment }
  | { fact: 'payment-evidence'; paymentId: string; said: string }
  /** A payment that waited for staff is settled by a mail about the same order that leaves no doubt. */
  | { fact: 'payment-matched'; payment: NewPayment }
  /** It still waits, for another reason than before; its open card is closed, as a new one takes its place. */
  | { fact: 'payment-reviewed'; payment: NewPayment }
  /** Also settles its open card. */
  | { fact: 'payment-refunded'; paymentId: string; reason: string }
  /** Staff have looked at a payment that waited for them. One that counts, or was given back, is left as it is. */
  | { fact: 'payment-set-aside'; paymentId: string }
  /** The fee on the open question about an application's SOQ, in words; its card is drawn again. */
  | { fact: 'approval-fee'; applicationId: string; words: string }
  | { fact: 'submission-recorded'; submission: NewSubmission }
  /** An earlier version's open question is moot once a newer version has come. */
  | { fact: 'approval-superseded'; applicationId: string; by: string }
  | {
      fact: 'application-decided';
      applicationId: string;
      outcome: Outcome;
      by: string;
      reason: string | null;
      at: Date;
    }
  /** The application is undecided again, and what was decided on this prompt counts no longer. */
  | { fact: 'decision-taken-back'; applicationId: string; promptId: string; by: string; at: Date }
  /** The results of a cycle that wait for their hour go out now; those that can still be undone, after that. */
  | { fact: 'results-released'; cycle: string; undoMinutes: number }
  | { fact: 'application-withdrawn'; applicationId: string; at: Date }
  /** `agreementInForce`: the agreement renews by itself, and is ticked. */
  | {
      fact: 'term-opened';
      termId: string;
      credentialId: string;
      startsOn: string;
      endsOn: string;
      agreementInForce: boolean;
      at: Date;
    }
  /** A candidate attended the orientation, or viewed its recording; staff say so. */
  | { fact: 'orientation-noted'; applicationId: string; how: 'attended' | 'viewed'; by: string; at: Date }
  | AgreementFact
  /** `at: null`: the fee is due after all. */
  | { fact: 'soq-fee-waived'; applicationId: string; by: string; at: Date | null; reason: string }
  | { fact: 'candidate-fee-waived'; applicationId: string; by: string; at: Date; reason: string }
  /** Staff take their ticks of orientation and agreement back. */
  | { fact: 'onboarding-cleared'; applicationId: string; personId: string }
  | CandidateQualified
  /** Staff have confirmed that the checklist of a term is complete. */
  | { fact: 'term-confirmed'; termId: string; by: string; at: Date }
  | LadderFact
  /** Staff tick an item of a renewal's checklist, or open it again. */
  | {
      fact: 'item-ticked';
      termId: string;
      item: ChecklistItem;
      how: 'attended' | 'viewed' | null;
      by: string;
      at: Date;
    }
  /** Staff found that the QISP registration lapsed within the term, or (`at: null`) that it is in order after all. */
  | { fact: 'qisp-found'; termId: string; at: Date | null }
  | { fact: 'item-unticked'; termId: string; item: ChecklistItem }
  /** Why it was ticked although it was not met. */
  | { fact: 'item-waived'; termId: string; item: ChecklistItem; by: string; at: Date; reason: string }
  /** Nothing is mailed to this person until it is let go. */
  /** What the public list may show of somebody besides the name; see public-list/listing-words.ts. */
  | { fact: 'listing-set'; personId: string; listing: Listing }
  /** `unlistedAt` null: may be on the public list. */
  | { fact: 'listed'; personId: string; unlistedAt: Date | null }
  /** The name as it is printed. */
  | { fact: 'certificate-named'; personId: string; name: string }
  | { fact: 'person-held'; personId: string; by: string; at: Date; reason: string }
  | { fact: 'person-released'; personId: string; at: Date }
  | { fact: 'fee-ticked'; termId: string; at: Date; by: string }
  /** Only a tick that torq set; one that a person set stays. */
  | { fact: 'fee-unticked'; termId: string }
  /** SOQ mails from this address that had no case are looked at again, now that there is one. */
  | { fact: 'submissions-reconsidered'; address: string }
  | { fact: 'outbox-answered'; outboxItemId: string; as: 'sent' | 'pending'; by: string }
  | { fact: 'mail-retried'; inboundMailId: string }
  /** Staff said whose a mail is: it is decided again. */
  | {
      fact: 'mail-assigned';
      inboundMailId: string;
      assignment: { address: string; name: string | null; by: string };
    }
  /** Nothing is mailed until it is resumed. */
  | { fact: 'mail-held'; by: string; at: Date }
  | { fact: 'mail-resumed'; by: string; at: Date }
  /** The applicant has written again: the question is open, and has been waiting since then. */
  | { fact: 'question-reopened'; promptId: string; at: Date }
  /** A mail of staff was sent; what the applicant wrote after `inboundMailId` keeps the question open. */
  | { fact: 'question-answered'; promptId: string; by: string; inboundMailId: string }
  | { fact: 'reply-previewed'; reply: NewStaffReply }
  /** Somebody clicked on "Send as mail" under this preview. */
  | { fact: 'reply-approved'; previewId: string; by: string; at: Date }
  /** The thread is told what became of a mail; `before`: what it was told last. */
  | { fact: 'reply-told'; replyId: string; before: string | null; told: string }
  | { fact: 'certificate-issued'; certificate: NewCertificate; replaces: string | null }
  | { fact: 'certificate-revoked'; number: string; by: string; reason: string; at: Date }
  /** How a person's name is to stand on certificates from now on. */
  | { fact: 'certificate-name-set'; personId: string; name: string }
  /** A new version of the public list; somebody else's version with this number makes the commit stale. */
  | {
      fact: 'list-published';
      programme: string;
      version: number;
      entries: readonly ListEntry[];
      by: string;
      at: Date;
    }
  /** An open question or notice is settled by what happened since; its card is drawn again without buttons. */
  | { fact: 'prompt-superseded'; promptId: string; because: string };

/** One wording of a message of staff, rendered as it will go out. */
export type NewStaffReply = {
  id: string;
  channel: string;
  ts: string;
  edition: string;
  questionId: string;
  previewId: string;
  inboundMailId: string;
  by: string;
  at: Date;
  toAddress: string;
  toName: string;
  subject: string;
  text: string;
  html: string;
  files: readonly { filename: string; type: string; bytes: number; sha256: string }[];
  withdrawn: boolean;
};

export type NewPayment = {
  id: string;
  store: string;
  reading: PaymentReading;
  paidOn: string;
  state: PaymentState;
  stateReason: string;
  personId: string | null;
  applicationId: string | null;
  termId: string | null;
};

export type NewSubmission = {
  id: string;
  applicationId: string;
  number: number;
  receivedAt: Date;
  statedAt: Date | null;
  complete: boolean;
  timeliness: Timeliness;
  findings: readonly string[];
  documents: readonly Attachment[];
  /** It came another way than by mail, on the word of staff. */
  elsewhere?: { by: string; note: string };
} & Pick<SubmissionFact, 'mails' | 'parts' | 'partsOf'>;
