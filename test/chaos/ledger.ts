// What the harness has done, kept apart from everything the service says: this is what the effects are held against.

export type Applicant = {
  /** Local part of the mailbox at example.org. */
  user: string;
  first: string;
  last: string;
  order: string;
  /** Whether the store has confirmed the payment; false: their SOQ came first. */
  paid: boolean;
};

/** A mail that was written to the programme. The same one may be delivered several times. */
export type WrittenMail = {
  messageId: string;
  kind: 'payment' | 'soq';
  applicant: Applicant;
  /** Of an SOQ: whether its document can be read. */
  readable: boolean;
  envelopeFrom: string;
  raw: Buffer;
  deliveries: number;
};

/** What staff found out about a mail that may or may not have gone out, and what they answer. */
export type Inquiry = {
  messageId: string;
  found: boolean;
  /** Staff looked too briefly: they answer "Send again" although it went out. */
  hasty: boolean;
  choice: 'went-out' | 'send-again';
};

export type Ledger = {
  round: number;
  applicants: Applicant[];
  mails: WrittenMail[];
  /** By prompt. */
  inquiries: Map<string, Inquiry>;
  killsBy: Map<string, number>;
  clicks: number;
  /** When the last turn of the clock began that came to its end, in milliseconds. */
  lastTick: number;
  /** Notes something that was done to or for an applicant, for their history. */
  note(applicant: Applicant | null, what: string): void;
  /** What was noted for an applicant, and of what concerned nobody or others the lines with one of these words. */
  notesOf(applicant: Applicant, words: readonly string[]): readonly string[];
};

export function createLedger(): Ledger {
  const began = performance.now();
  const notes: { applicant: Applicant | null; line: string }[] = [];
  const ledger: Ledger = {
    round: 0,
    applicants: [],
    mails: [],
    inquiries: new Map(),
    killsBy: new Map(),
    clicks: 0,
    lastTick: 0,
    note: (applicant, what) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(2);
      notes.push({
        applicant,
        line: `${new Date().toISOString()} (${seconds} s, round ${ledger.round}) ${what}`,
      });
    },
    notesOf: (applicant, words) =>
      notes
        .filter((note) => note.applicant === applicant || words.some((word) => note.line.includes(word)))
        .map(({ line }) => line),
  };
  return ledger;
}

/** The nth applicant; the name differs from every other one in letters only. */
export function newApplicant(index: number): Applicant {
  const letters = [17_576, 676, 26, 1].map(
    (place) => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(index / place) % 26],
  );
  return {
    user: `p${index}`,
    first: 'Pat',
    last: `Q${letters.join('')}`,
    order: String(5000 + index),
    paid: false,
  };
}
