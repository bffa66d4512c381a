// What staff decide about a status that may end, or has ended; a part of facts.ts. Days are YYYY-MM-DD in the programme's
// time zone.
type Whose = { termId: string; personId: string; by: string; at: Date; reason: string };

export type LadderFact =
  /** The status ends, and the name leaves the public list. */
  | (Whose & { fact: 'term-lapsed'; credentialId: string; endedOn: string })
  /** A term stays open, or running, until a day, that day included. */
  | (Whose & { fact: 'term-kept'; until: string })
  /** The status is in force again, and the payment counts; `feeComplete`: the fee is ticked with it. */
  | (Whose & {
      fact: 'term-reinstated';
      credentialId: string;
      paymentId: string;
      feeComplete: boolean;
      until: string;
    });
