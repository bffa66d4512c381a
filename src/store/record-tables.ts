// Every table that holds what we remember, in an order in which rows can be added: what a row refers to comes before it.
// Leases are not among them: they belong to processes, and nothing is lost with them.
import type { Table } from './rows.ts';

/** `key` are the columns of the primary key. */
export type RecordTable = { table: Table; key: readonly string[] };

const byId = (table: Table): RecordTable => ({ table, key: ['id'] });

export const recordTables: readonly RecordTable[] = [
  byId('Person'),
  { table: 'Address', key: ['address'] },
  byId('PersonMerge'),
  { table: 'NotSame', key: ['kind', 'one', 'other'] },
  { table: 'AudienceMember', key: ['programme', 'audience', 'address'] },
  { table: 'OptOut', key: ['programme', 'address'] },
  byId('Cycle'),
  byId('Application'),
  byId('Submission'),
  byId('Document'),
  byId('Credential'),
  byId('Term'),
  byId('Agreement'),
  byId('Certificate'),
  { table: 'PublishedList', key: ['programme', 'version'] },
  byId('Payment'),
  { table: 'PaymentEvidence', key: ['paymentId', 'inboundMailId'] },
  byId('Prompt'),
  byId('PromptAnswer'),
  byId('StaffReply'),
  byId('OutboxItem'),
  byId('Hold'),
  byId('InboundMail'),
  { table: 'InboundLocation', key: ['mailbox', 'uidValidity', 'uid'] },
  { table: 'MailboxCursor', key: ['mailbox', 'uidValidity'] },
  byId('History'),
  { table: 'ProgrammeVersion', key: ['programme', 'version'] },
];

const otherInstants = new Set(['at', 'notBefore', 'leaseUntil', 'internalDate']);

/** Whether a column of any of these tables holds an instant; calendar dates end in `On`. */
export function isInstant(column: string): boolean {
  return column.endsWith('At') || otherInstants.has(column);
}
