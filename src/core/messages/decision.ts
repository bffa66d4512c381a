// Mails about the result, and the way from candidate to Trainer of Record. See ../messages.ts for what values are.

export type DecisionValues = {
  selected: {
    orientation: string | null;
    annualFee: string;
    termStarts: string;
    termEnds: string;
    steps: readonly string[];
  };
  'not-selected': { reason: string; resubmittalFee: string };
  'resubmittal-requested': {
    deficiencies: readonly string[];
    deadline: string;
    deadlinePassed: boolean;
    submitTo: string;
  };
  /** The orientation webinar of candidates, with a calendar file. `changed`: an earlier mail named another time. */
  'orientation-invitation': { starts: string; ends: string; joinAt: string | null; changed: boolean };
  /** A candidate was not seen at the orientation; `next` is null while no other date is set. */
  'orientation-missed': { held: string; next: string | null; joinAt: string | null };
  /** The Compliance Agreement is attached as `document`. */
  'agreement-to-sign': { document: string; returnBy: string | null; submitTo: string };
  /** A signed agreement came and can be opened; staff look at it next. */
  'agreement-received': { receivedOn: string; documents: readonly string[] };
  /** What came cannot be used; each reason is one line. */
  'agreement-returned': { reasons: readonly string[]; submitTo: string };
  /** Both have signed; the copy is attached as `document`, where staff sent one. `openItems`: what the candidate still has to do. */
  'agreement-countersigned': {
    document: string | null;
    countersignedOn: string;
    openItems: readonly string[];
  };
  /** What a candidate still has to complete. `amount`: of the annual fee, where that is open. */
  'onboarding-reminder': {
    openItems: readonly string[];
    amount: string | null;
    /** Whether the agreement is one of them. */
    signsAgreement: boolean;
    termStarts: string;
    termEnds: string;
  };
  /** The first annual fee of a candidate; `item` is what the store calls it. */
  'candidate-fee': {
    amount: string;
    item: string;
    termStarts: string;
    termEnds: string;
    payBy: string | null;
  };
  /**
   * The certificate is attached as `document`; for new trainers and renewals. `replaces`: the number of the one that it
   * takes the place of; `publicList` is null for who does not stand on it.
   */
  certificate: {
    document: string;
    number: string;
    replaces: string | null;
    termStarts: string;
    termEnds: string;
    verifyLink: string;
    publicList: string | null;
  };
};

export const decisionFields = {
  selected: ['orientation', 'annualFee', 'termStarts', 'termEnds', 'steps'],
  'not-selected': ['reason', 'resubmittalFee'],
  'resubmittal-requested': ['deficiencies', 'deadline', 'deadlinePassed', 'submitTo'],
  'orientation-invitation': ['starts', 'ends', 'joinAt', 'changed'],
  'orientation-missed': ['held', 'next', 'joinAt'],
  'agreement-to-sign': ['document', 'returnBy', 'submitTo'],
  'agreement-received': ['receivedOn', 'documents'],
  'agreement-returned': ['reasons', 'submitTo'],
  'agreement-countersigned': ['document', 'countersignedOn', 'openItems'],
  'onboarding-reminder': ['openItems', 'amount', 'signsAgreement', 'termStarts', 'termEnds'],
  'candidate-fee': ['amount', 'item', 'termStarts', 'termEnds', 'payBy'],
  certificate: ['document', 'number', 'replaces', 'termStarts', 'termEnds', 'verifyLink', 'publicList'],
} as const satisfies { [M in keyof DecisionValues]: readonly (keyof DecisionValues[M])[] };
