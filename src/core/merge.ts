// Two rows of a person that staff make one: what each of them has, what was wished, and which rows change.

/** A value of a column. Columns whose names end in `At` hold instants, others that are dates are YYYY-MM-DD. */
export type Cell = string | number | boolean | Date | null | object;
export type Cells = Readonly<Record<string, Cell>>;

export const changedTables = [
  'Person',
  'Address',
  'Application',
  'Payment',
  'Credential',
  'Term',
  'Agreement',
  'Certificate',
  'OutboxItem',
  'InboundMail',
  'Prompt',
] as const;
export type ChangedTable = (typeof changedTables)[number];

/** One row, and the columns that change in it: a change holds only while they still are what they were before. */
export type RowChange = { table: ChangedTable; key: string; before: Cells; after: Cells };

export type SidePayment = {
  id: string;
  programme: string;
  orderNumber: string;
  amountCents: number;
  purpose: string;
  state: string;
};

export type SideApplication = {
  id: string;
  programme: string;
  cycle: string;
  withdrawnAt: Date | null;
  decision: string | null;
  qualifiedAt: Date | null;
  /** How many versions of an SOQ there are. */
  submissions: number;
  payments: readonly SidePayment[];
  /** Ids of questions about it that are open, and of mails that came about it. */
  openPrompts: readonly string[];
  inboundMails: readonly string[];
};

export type SideTerm = {
  id: string;
  startsOn: string;
  endsOn: string;
  qispAt: Date | null;
  qispBy: string | null;
  qispLostAt: Date | null;
  meetingAt: Date | null;
  meetingBy: string | null;
  meetingHow: string | null;
  agreementAt: Date | null;
  agreementBy: string | null;
  feeAt: Date | null;
  feeBy: string | null;
  confirmedAt: Date | null;
  lapsedAt: Date | null;
  payments: readonly SidePayment[];
  /** Numbers of its certificates that are neither superseded nor revoked. */
  certificates: readonly string[];
  inboundMails: readonly string[];
};

export type SideCredential = {
  id: string;
  programme: string;
  grantedOn: string;
  endedOn: string | null;
  endReason: string | null;
  removedAt: Date | null;
  removedBy: string | null;
  terms: readonly SideTerm[];
};

export type SideAgreement = {
  id: string;
  programme: string;
  version: string;
  sentAt: Date | null;
  signedAt: Date | null;
  countersignedAt: Date | null;
};

/** Everything that hangs on one row of a person. */
export type MergeSide = {
  id: string;
  name: string;
  organisation: string | null;
  slackUserId: string | null;
  createdAt: Date;
  certificateName: string | null;
  listing: object | null;
  unlistedAt: Date | null;
  mailHeldAt: Date | null;
  mailHeldBy: string | null;
  mailHeldReason: string | null;
  mergedIntoId: string | null;
  erasedAt: Date | null;
  version: number;
  /** The one that mail goes to first. */
  addresses: readonly { address: string; primaryAt: Date | null }[];
  applications: readonly SideApplication[];
  credentials: readonly SideCredential[];
  agreements: readonly SideAgreement[];
  payments: readonly SidePayment[];
  certificates: readonly string[];
  /** Ids of the mails that were written to this person. */
  mails: readonly string[];
};

/** Which of the two rows remains, and what it is called from then on. Comes from outside. */
export type MergeWish = {
  /** The row that remains, and the one that leads to it from then on; as which versions they were seen. */
  intoId: string;
  fromId: string;
  seen: { into: number; from: number };
  /** Whose name is kept. */
  nameOf: string;
  /** The address that mail goes to from then on; empty: it goes to the one that was chosen last by either. */
  mainAddress: string;
  /** Keys of what may be closed: see `Conflict`. */
  closing: readonly string[];
};

/** What both have and only one can keep. `blocked`: why it cannot be closed as it is; null: staff may choose so. */
export type Conflict = { key: string; label: string; explained: string; blocked: string | null };
