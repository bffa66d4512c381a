// Mails that are neither payments nor SOQs: what robots write is kept and not answered, what people write goes to staff.
import { wordsForInstant } from '../calendar.ts';
import { type Candidate, likelyFacts, named } from '../candidates.ts';
import type { Classification, MachineNotice, MailKind } from '../classify/classification.ts';
import type { CaseReference, Decision, MailDraft } from '../decision.ts';
import type { Arrival, Attachment } from '../mail.ts';
import { type Assignment, onceMore } from './assignment.ts';
import { attachedFact } from './attached.ts';

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
  /** For a bounce of one of our own mails, or a complaint about one: whom that mail had been sent to. */
  bouncedTo: string | null;
  /** Who sent an SOQ that belongs to no application, when the sender is beyond doubt: they are told so. */
  homeless: { address: string; name: string; cycle: string; deadline: string } | null;
  /** Whose staff said it is, or null. */
  assigned: Assignment | null;
  promptId: string;
  now: Date;
};

export function decideOtherMail(input: OtherMailInput): Decision {
  const { classification } = input;
  switch (classification.kind) {
    case 'auto-reply':
      return classification.notice === undefined ? nothingToDo(input) : noticed(input, classification.notice);
    case 'own-mail':
    case 'bulk':
    case 'calendar':
      return nothingToDo(input);
    case 'bounce':
      return decideBounce(input);
    case 'submission':
      return homelessSoq(input);
    default:
      return review(input, `${titles[classification.kind]} needs a person`);
  }
}

function nothingToDo({ classification, about }: OtherMailInput): Decision {
  return { kind: 'ignore', reason: `${classification.kind}: nothing to do`, about, facts: [] };
}

/**
 * A machine wrote it and gets no answer, but a person has to know. Whoever complains wants no more of it, and providers
 * count; only a person can prove to a filter that they are one.
 */
function noticed(input: OtherMailInput, { what }: MachineNotice): Decision {
  const decision = review(input, noticeReasons[what](input.bouncedTo));
  const title = noticeTitles[what];
  return {
    ...decision,
    drafts: decision.drafts.map((draft) =>
      draft.channel === 'slack' ? { ...draft, prompt: { ...draft.prompt, title } } : draft,
    ),
  };
}

const noticeReasons: Record<MachineNotice['what'], (sentTo: string | null) => string> = {
  complaint: (sentTo) =>
    sentTo === null
      ? 'it names none of our mails; nothing was stopped'
      : `it is about a mail that we sent to ${sentTo}; nothing was stopped, mail still goes there`,
  challenge: (sentTo) => `our mail${sentTo === null ? '' : ` to ${sentTo}`} waits until a person answers it`,
};

const noticeTitles: Record<MachineNotice['what'], string> = {
  complaint: 'Somebody took our mail for spam',
  challenge: 'A filter holds a mail of ours back',
};

/** An SOQ without a fee: staff look, and the sender is not left without an answer (once a cycle). */
function homelessSoq(input: OtherMailInput): Decision {
  const decision = review(input, 'no application is known for it: no fee has been seen for this sender');
  const { homeless, arrival } = input;
  if (homeless === null || arrival === null) return decision;
  const answer: MailDraft = {
    channel: 'mail',
    key: `soq-without-fee/${homeless.address}/${homeless.cycle}`,
    to: homeless.address,
    toName: homeless.name,
    message: {
      name: 'soq-without-fee',
      values: {
        receivedAt: wordsForInstant(arrival.receivedAt, input.timeZone),
        deadline: homeless.deadline,
      },
    },
    about: null,
    personId: null,
    condition: { kind: 'always' },
    notBefore: null,
  };
  return { ...decision, drafts: [...decision.drafts, answer] };
}

/** A permanent failure of a mail that we really sent stops mail to that address; staff are told. */
function decideBounce(input: OtherMailInput): Decision {
  const { classification, bouncedTo, about } = input;
  if (bouncedTo === null) return review(input, 'a bounce that names none of our mails');
  const lost = (classification.bounce?.recipients ?? []).filter(
    ({ permanent, action }) => permanent && action === 'failed',
  );
  const failed = lost.find(({ address }) => address.toLowerCase() === bouncedTo);
  // Somebody who forwards their mail, or a report about another mail: the address itself may be in order.
  if (failed === undefined && lost.length > 0)
    return review(
      input,
      `mail to ${bouncedTo} came back from ${lost.map(({ address }) => address).join(', ')}`,
    );
  if (failed === undefined)
    return { kind: 'ignore', reason: `a delay or partial failure of mail to ${bouncedTo}`, about, facts: [] };
  const reason = `mail to ${bouncedTo} cannot be delivered (${failed.status ?? 'no status'}): no more mail goes there`;
  return {
    ...review(input, reason),
    facts: [{ fact: 'address-bounced', address: bouncedTo, at: input.now }],
  };
}

function review(input: OtherMailInput, reason: string): Extract<Decision, { kind: 'review' }> {
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
          title: titles[classification.kind],
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

const titles: Record<MailKind, string> = {
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
