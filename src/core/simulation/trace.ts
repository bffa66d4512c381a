// What happened in a simulated year: who did what, which mail went to whom, which card staff saw.

export type TracedMail = {
  at: Date;
  to: string;
  person: string;
  /** Name of the message, such as `renewal-reminder`. */
  message: string;
  subject: string;
  nature: 'answer' | 'personal' | 'notice' | 'announcement';
};

type TracedCard = { at: Date; kind: string; title: string; answeredAt: Date | null };

/** What somebody did: a mail that came in, a payment, an answer of staff. `person`: null for staff. */
export type TracedDeed = { at: Date; person: string | null; what: string };

export type Trace = {
  /** YYYY-MM-DD, both inclusive, in `timeZone`. */
  from: string;
  to: string;
  timeZone: string;
  programmes: readonly string[];
  people: number;
  /** Whether it began with the records as they are. */
  isCopy: boolean;
  seed: number;
  holidays: readonly string[];
  quietHours: { from: string; to: string };
  mails: readonly TracedMail[];
  cards: readonly TracedCard[];
  deeds: readonly TracedDeed[];
};
