// The mails that torq writes to applicants and trainers. Adding one: an entry here, a template, and whoever drafts it.
// Values are already words: amounts as "$65.00", times with their zone ("Friday, May 19, 2023, 4:00 PM PDT").

/** What every template may use besides its own values; the renderer fills these in. */
export type CommonValues = {
  name: string;
  programmeTitle: string;
  organisation: string;
  organisationShort: string;
  website: string;
  accountLink: string;
  staffAddress: string;
};

export type MessageValues = {
  /** After the SOQ fee was confirmed: what to send, where and until when. */
  instructions: {
    order: string;
    amount: string;
    deadline: string;
    submitTo: string;
    acceptedTypes: string;
    maxPages: string | null;
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
  'soq-reminder': {
    order: string;
    deadline: string;
    submitTo: string;
    acceptedTypes: string;
    maxSize: string;
  };
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
    due: string;
    totalDue: string;
    missing: string;
    path: string;
  };
  /** Answer to HELP: what one can write to us. `deadline`: of SOQs, while it is ahead. */
  'command-help': { deadline: string | null };
  /** WITHDRAW asks once more. `until`: when an answer no longer counts. */
  'withdraw-confirm': { until: string };
  withdrawn: { withdrawnAt: string };
  /** NEW ADDRESS asks once more, at the address that is known. */
  'address-confirm': { newAddress: string; oldAddress: string; until: string };
  /** To both addresses. */
  'address-changed': { newAddress: string; oldAddress: string; changedAt: string };
  /** Answer to STATUS. */
  'command-status': {
    action: string;
    headline: string;
    asOf: string;
    have: readonly string[];
    next: readonly string[];
    writesTo: string;
  };
};

export type MessageName = keyof MessageValues;

/** Names of the values of each message, for the check of templates at start. The compiler keeps it complete. */
export const messageFields = {
  instructions: ['order', 'amount', 'deadline', 'submitTo', 'acceptedTypes', 'maxPages', 'maxSize'],
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
  selected: ['orientation', 'annualFee', 'termStarts', 'termEnds', 'steps'],
  'not-selected': ['reason', 'resubmittalFee'],
  'resubmittal-requested': ['deficiencies', 'deadline', 'deadlinePassed', 'submitTo'],
  'soq-reminder': ['order', 'deadline', 'submitTo', 'acceptedTypes', 'maxSize'],
  'renewal-reminder': ['termStarts', 'termEnds', 'due', 'fee', 'lateFee', 'openItems', 'feeOpen', 'path'],
  'late-fee-notice': ['due', 'totalDue', 'fee', 'lateFee', 'lateUntil', 'path'],
  'fee-received': ['amount', 'excess', 'paidOn', 'termStarts', 'termEnds', 'openItems'],
  'command-help': ['deadline'],
  'withdraw-confirm': ['until'],
  withdrawn: ['withdrawnAt'],
  'address-confirm': ['newAddress', 'oldAddress', 'until'],
  'address-changed': ['newAddress', 'oldAddress', 'changedAt'],
  'command-status': ['action', 'headline', 'asOf', 'have', 'next', 'writesTo'],
  'fee-underpaid': ['paid', 'paidOn', 'due', 'totalDue', 'missing', 'path'],
} as const satisfies { [M in MessageName]: readonly (keyof MessageValues[M])[] };

/** One message with its values, tied together so that a template never gets another's values. */
export type Message = { [M in MessageName]: { name: M; values: MessageValues[M] } }[MessageName];
