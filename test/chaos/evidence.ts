// Everything there is to see after a run: at the far sides over IMAP and in Slack, and in the database.
import type { Database } from '../../src/store/database.ts';
import type { SlackMessage } from '../support/servers/local-slack-wire.ts';
import { readMailbox } from '../support/servers/mailbox.ts';
import type { Applicant, Ledger } from './ledger.ts';
import { type Card, cardsIn } from './staff.ts';
import { channel, type World } from './world.ts';

/** A mail in a real mailbox. */
export type Letter = { folder: string; uid: number; messageId: string; subject: string };

export type Evidence = Awaited<ReturnType<typeof gather>>;

export async function gather(world: World, ledger: Ledger, database: Database) {
  const messages = await world.slack.messages(channel);
  const letters = new Map<Applicant, Letter[]>();
  for (const applicant of ledger.applicants)
    letters.set(applicant, await lettersIn(world, applicant.user, 'INBOX'));
  return {
    ledger,
    programme: world.programme,
    dataDir: world.dataDir,
    /** What the programme's mailbox holds. */
    received: [...(await lettersIn(world, 'tor', 'INBOX')), ...(await lettersIn(world, 'tor', 'Junk'))],
    /** What is in each applicant's mailbox. */
    letters,
    cards: cardsIn(messages) as readonly Card[],
    threads: messages.filter(({ thread_ts }) => thread_ts !== undefined) as readonly SlackMessage[],
    rows: await rowsOf(database),
  };
}

async function lettersIn({ house }: World, user: string, folder: string): Promise<Letter[]> {
  const mails = await readMailbox(house.imapUrl(user), folder);
  return mails.map(({ uid, envelope }) => ({
    folder,
    uid,
    messageId: envelope.messageId ?? '',
    subject: envelope.subject ?? '',
  }));
}

async function rowsOf({ read }: Database) {
  return {
    people: await read.person.findMany({ include: { addresses: true, applications: true } }),
    payments: await read.payment.findMany({ include: { evidence: true } }),
    submissions: await read.submission.findMany({ include: { documents: true } }),
    prompts: await read.prompt.findMany({ include: { answers: true } }),
    outbox: await read.outboxItem.findMany({ orderBy: { createdAt: 'asc' } }),
    inbound: await read.inboundMail.findMany({ include: { places: true } }),
    history: await read.history.findMany({ orderBy: { at: 'asc' } }),
  };
}

/** Something that must not be. */
type Violation = { applicant: Applicant | null; what: string };

/** Collects what is wrong. */
export type Findings = {
  /** Notes a violation unless the two are the same. */
  same(applicant: Applicant | null, what: string, actual: unknown, expected: unknown): void;
  violation(applicant: Applicant | null, what: string): void;
  violations: readonly Violation[];
};

export function createFindings(): Findings {
  const violations: Violation[] = [];
  const violation = (applicant: Applicant | null, what: string) => violations.push({ applicant, what });
  return {
    violations,
    violation,
    same: (applicant, what, actual, expected) => {
      const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
      if (one !== other) violation(applicant, `${what}: ${one} instead of ${other}`);
    },
  };
}

/** Whose address it is: `p12@example.org`. */
export function ownerOf({ ledger }: Pick<Evidence, 'ledger'>, address: string | null): Applicant | null {
  return ledger.applicants.find(({ user }) => `${user}@example.org` === address?.toLowerCase()) ?? null;
}
