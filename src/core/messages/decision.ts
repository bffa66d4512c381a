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
  /** Both have signed; the copy is attached as `document`. `openItems`: what the candidate still has to do. */
  'agreement-countersigned': { document: string; countersignedOn: string; openItems: readonly string[] };
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
  'agreement-countersigned': ['document', 'countersignedOn', 'openItems'],
  'candidate-fee': ['amount', 'item', 'termStarts', 'termEnds', 'payBy'],
  certificate: ['document', 'number', 'replaces', 'termStarts', 'termEnds', 'verifyLink', 'publicList'],
} as const satisfies { [M in keyof DecisionValues]: readonly (keyof DecisionValues[M])[] };
