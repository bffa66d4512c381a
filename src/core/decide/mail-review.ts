// A mail that a person has to look at: the card with what is known of it.
import { wordsForInstant } from '../calendar.ts';
import { type Candidate, likelyFacts, named } from '../candidates.ts';
import type { Classification, MailKind } from '../classify/classification.ts';
import type { CaseReference, Decision } from '../decision.ts';
import type { Arrival, Attachment } from '../mail.ts';
import { type Assignment, onceMore } from './assignment.ts';
import { attachedFact } from './attached.ts';
import type { HomelessAnswer } from './homeless.ts';

/** A mail that we sent, and what is known of the address that it went to, lower-cased. */
export type OurMail = {
  itemId: string;
  sentTo: string;
  /** How many other mails to it came back, for a while only, since its owner was last heard of. */
  returnedBefore: number;
  /** So many of them stop mail to it (`mailLimits.softBounces`). */
  softBounces: number;
};

export type OtherMailInput = {
  classification: Classification;
  inboundMailId: string;
  from: string;
  subject: string;
  arrival: Arrival | null;
  attachments: readonly Attachment[];
  timeZone: string;
  about: CaseReference | null;
  /** How the mail was matched, or why it was not. */
  matched: string;
  /** For a mail that was not matched: whose it may be, for staff. */
  likely: readonly Candidate[];
  /** The mail of ours that a bounce, or a complaint, is about. */
  ourMail: OurMail | null;
  /** Who sent an SOQ that belongs to no application, when the sender is beyond doubt: they are told so. */
  homeless: HomelessAnswer | null;
  /** Whose staff said it is, or null. */
  assigned: Assignment | null;
  promptId: string;
  now: Date;
};

/** The card of a mail, with why staff see it. */
export function review(input: OtherMailInput, reason: string): Extract<Decision, { kind: 'review' }> {
  const { classification, inboundMailId, arrival } = input;
  const received = arrival === null ? 'not known' : wordsForInstant(arrival.receivedAt, input.timeZone);
  return {
    kind: 'review',
    reason,
    about: input.about,
    facts: [],
    drafts: [
      {
        channel: 'slack',
        key: `card/mail-review/${inboundMailId}${onceMore(input.assigned)}`,
        prompt: {
          id: input.promptId,
          kind: 'mail-review',
          title: mailTitles[classification.kind],
          facts: [
            ['From', input.from],
            ['Subject', input.subject === '' ? '(none)' : input.subject],
            ['Received', received],
            ['Why you see it', `${classification.reason}; ${reason}`],
            ['Whose', input.matched],
            ...likelyFacts(input.likely),
            ...attachedFact(input.attachments),
            ['Text', excerpt(classification.replyText)],
          ],
          applicationId: input.about?.kind === 'application' ? input.about.id : null,
          submissionId: null,
          paymentId: null,
          inboundMailId,
          outboxItemId: null,
          ...(classification.kind === 'submission' ? { people: input.likely.map(named) } : {}),
        },
      },
    ],
  };
}

export const mailTitles: Record<MailKind, string> = {
  payment: 'A payment',
  'payment-lookalike': 'A mail that looks like a payment, and is none',
  submission: 'An SOQ without a home',
  agreement: 'A signed agreement',
  question: 'A question',
  command: 'A request',
  bounce: 'A mail of ours came back',
  'auto-reply': 'An automatic reply',
  'own-mail': 'Our own mail',
  bulk: 'A list mail',
  calendar: 'A calendar mail',
  unreadable: 'A mail that could not be read',
};

function excerpt(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '(no text)';
  return trimmed.length <= 900 ? trimmed : `${trimmed.slice(0, 900)} ...`;
}
