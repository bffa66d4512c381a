// Mails from the announcement to a complete SOQ. See ../messages.ts for what values are.

export type ApplicationValues = {
  /** The RFQ is open. `why` is a sentence of the programme that says why its reader is told. */
  announcement: {
    why: string;
    paymentOpens: string;
    paymentCloses: string;
    deadline: string;
    soqFee: string;
    resubmittalFee: string;
    notificationWeek: string;
  };
  /** After the SOQ fee was confirmed: what to send, where and until when; or that the deadline has passed meanwhile. */
  instructions: {
    deadlinePassed: boolean;
    order: string;
    amount: string;
    deadline: string;
    submitTo: string;
    acceptedTypes: string;
    maxPages: string | null;
    maxSize: string;
  };
  /** Weeks before the deadline: paid, and no SOQ yet. */
  'soq-reminder': {
    order: string;
    deadline: string;
    submitTo: string;
    acceptedTypes: string;
    maxSize: string;
  };
  /** The last one, days before the deadline. */
  'soq-last-reminder': {
    order: string;
    deadline: string;
    submitTo: string;
    acceptedTypes: string;
    maxSize: string;
  };
  /** A complete SOQ came in; `nearDeadline`: so close to the deadline that a person decides whether it counts. */
  'soq-received': {
    receivedAt: string;
    version: string;
    documents: readonly string[];
    deadline: string;
    nearDeadline: boolean;
    notificationWeek: string;
  };
  /**
   * An SOQ that cannot be reviewed yet: what to mend, which parts have not come, what is here. `addUntil`: until then a
   * missing part may come alone. `distance`: how long before or after the deadline the mail came in.
   */
  'soq-incomplete': {
    receivedAt: string;
    problems: readonly string[];
    missing: readonly string[];
    here: readonly string[];
    addUntil: string | null;
    deadline: string;
    distance: string;
    deadlinePassed: boolean;
    submitTo: string;
  };
  /** A complete SOQ that came after the deadline; staff decide. */
  'soq-late': { receivedAt: string; deadline: string };
  /** An SOQ came although no fee is known for its sender. */
  'soq-without-fee': { receivedAt: string; deadline: string };
  /** The same when the fee cannot be paid at that time. `opens`: from when on it can; null: it could until `closes`. */
  'soq-outside-window': { receivedAt: string; opens: string | null; closes: string; deadline: string };
  /** The SOQ fee was paid when it cannot be paid. `opens`: from when on it can; null: it could until `closes`. */
  'payment-outside-window': {
    order: string;
    amount: string;
    paidOn: string;
    opens: string | null;
    closes: string;
  };
};

export const applicationFields = {
  announcement: [
    'why',
    'paymentOpens',
    'paymentCloses',
    'deadline',
    'soqFee',
    'resubmittalFee',
    'notificationWeek',
  ],
  instructions: [
    'deadlinePassed',
    'order',
    'amount',
    'deadline',
    'submitTo',
    'acceptedTypes',
    'maxPages',
    'maxSize',
  ],
  'soq-reminder': ['order', 'deadline', 'submitTo', 'acceptedTypes', 'maxSize'],
  'soq-last-reminder': ['order', 'deadline', 'submitTo', 'acceptedTypes', 'maxSize'],
  'soq-received': ['receivedAt', 'version', 'documents', 'deadline', 'nearDeadline', 'notificationWeek'],
  'soq-incomplete': [
    'receivedAt',
    'problems',
    'missing',
    'here',
    'addUntil',
    'deadline',
    'distance',
    'deadlinePassed',
    'submitTo',
  ],
  'soq-late': ['receivedAt', 'deadline'],
  'soq-without-fee': ['receivedAt', 'deadline'],
  'soq-outside-window': ['receivedAt', 'opens', 'closes', 'deadline'],
  'payment-outside-window': ['order', 'amount', 'paidOn', 'opens', 'closes'],
} as const satisfies { [M in keyof ApplicationValues]: readonly (keyof ApplicationValues[M])[] };
