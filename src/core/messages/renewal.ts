// Mails of the yearly renewal, from the first notice to a lapse. See ../messages.ts for what values are.

export type RenewalValues = {
  'renewal-reminder': {
    termStarts: string;
    termEnds: string;
    due: string;
    fee: string;
    lateFee: string;
    openItems: readonly string[];
    /** Whether the annual fee is one of them: only then is the way to pay it told. */
    feeOpen: boolean;
    path: string;
  };
  /** The renewal meeting, with a calendar file. `changed`: an earlier mail named another time. */
  'meeting-invitation': {
    starts: string;
    ends: string;
    joinAt: string | null;
    changed: boolean;
    due: string;
  };
  /** For those who were not seen at the meeting: viewing its recording counts as well. */
  'meeting-recording': { held: string; recording: string; due: string };
  'late-fee-notice': {
    due: string;
    totalDue: string;
    fee: string;
    lateFee: string;
    lateUntil: string;
    path: string;
  };
  'fee-received': {
    amount: string;
    /** What was paid too much, or null. */
    excess: string | null;
    paidOn: string;
    termStarts: string;
    termEnds: string;
    openItems: readonly string[];
  };
  'fee-underpaid': {
    paid: string;
    paidOn: string;
    /** After which day the late fee is due as well; null for candidates, who pay none. */
    due: string | null;
    totalDue: string;
    missing: string;
    path: string;
  };
  /** The renewal closed with something open, and staff have confirmed that the status ends. */
  lapsed: {
    termEnded: string;
    lateUntil: string;
    openItems: readonly string[];
    /** The fee for a new SOQ and the last day on which it counts; null: the whole fee. */
    reducedFee: string | null;
    reducedUntil: string | null;
  };
  /** Staff ended the status within a confirmed term. `because`: the rest of "It ended because ...". */
  'status-ended': { endedOn: string; because: string };
  /** Staff took the end back: the fee had been paid in time. */
  reinstated: { termEnds: string; until: string; openItems: readonly string[] };
};

export const renewalFields = {
  'renewal-reminder': ['termStarts', 'termEnds', 'due', 'fee', 'lateFee', 'openItems', 'feeOpen', 'path'],
  'meeting-invitation': ['starts', 'ends', 'joinAt', 'changed', 'due'],
  'meeting-recording': ['held', 'recording', 'due'],
  'late-fee-notice': ['due', 'totalDue', 'fee', 'lateFee', 'lateUntil', 'path'],
  'fee-received': ['amount', 'excess', 'paidOn', 'termStarts', 'termEnds', 'openItems'],
  'fee-underpaid': ['paid', 'paidOn', 'due', 'totalDue', 'missing', 'path'],
  lapsed: ['termEnded', 'lateUntil', 'openItems', 'reducedFee', 'reducedUntil'],
  'status-ended': ['endedOn', 'because'],
  reinstated: ['termEnds', 'until', 'openItems'],
} as const satisfies { [M in keyof RenewalValues]: readonly (keyof RenewalValues[M])[] };
