// What is known when somebody has written a command.
import type { Programme } from '../../programme/schema.ts';
import { type Case, mailAddressOf, type Person } from '../case.ts';
import type { SelfService } from '../classify/classification.ts';
import type { CaseReference, MailCopy } from '../decision.ts';
import type { Arrival } from '../mail.ts';
import { referenceTo } from '../reference-to.ts';

export type CommandInput = {
  command: SelfService;
  inboundMailId: string;
  /** "Pat Doe <pat@example.org>", for staff. */
  from: string;
  /** The one From address, or null when there is not exactly one. */
  sender: string | null;
  /** Whether the sender is beyond doubt, and for staff why or why not. */
  authenticated: { yes: boolean; reason: string };
  subjectLine: string;
  /** What the person wrote, without quoted text. */
  text: string;
  arrival: Arrival;
  /** How the mail was matched, or why it was not; `ambiguous`: it fits more than one person or case. */
  matched: string;
  ambiguous: boolean;
  /** Whose the mail is: by the sender's known address, else by a signed reference. */
  person: Person | null;
  /** The case that the mail is about, then the person's other cases that are under way. */
  cases: readonly CaseInHand[];
  /** For NEW ADDRESS: whose the address in question is already, or null. */
  ownerOfNew: Person | null;
  /** For a confirmation: whether it has been carried out before. */
  done: boolean;
  /** The last mail sent about the case, for RESEND. */
  lastMail: MailCopy | null;
  /** Answers to commands that this person (or unknown address) has had today, in the programme's zone. */
  answersToday: number;
  programme: Programme;
  promptId: string;
  now: Date;
};

/** A case with what the outbox knows about it. */
export type CaseInHand = {
  subject: Case;
  /** When the decision mail was sent; null: the applicant does not know yet, whatever has been decided. */
  toldAt: Date | null;
  /** When a new version of the SOQ was last asked for, or null. */
  revisionAskedAt: Date | null;
  /** What was found missing in the newest version. */
  missing: readonly string[];
};

/** Why nothing may be changed on the word of this sender, or null: known to be this person's address, and authenticated. */
export function strangerReason({ person, sender, authenticated }: CommandInput): string | null {
  if (person?.addresses.some(({ address }) => address === sender) !== true)
    return `it came from ${sender ?? 'nobody'}, no address that we know for this person: nothing is changed from there`;
  return authenticated.yes
    ? null
    : `the sender could not be authenticated (${authenticated.reason}): nothing is changed`;
}

/** The known address that an answer goes to: the sender's own if it takes mail, else where mail to the person goes. */
export function answerAddress({ person, sender }: Pick<CommandInput, 'person' | 'sender'>): string | null {
  if (person === null) return null;
  const own = person.addresses.find(({ address, bouncedAt }) => address === sender && bouncedAt === null);
  return own?.address ?? mailAddressOf(person);
}

/** The case that the mail is about, or null. */
export function aboutOf({ cases }: Pick<CommandInput, 'cases'>): CaseReference | null {
  const subject = cases[0]?.subject;
  return subject === undefined ? null : referenceTo(subject);
}
