// Facts that only add rows. They come first in a commit, a table at a time, and what changes rows comes after them.
import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';
import { newId } from './ids.ts';
import { evidenceRow, paymentRow } from './payments.ts';
import { insertRows, type Row, type Table } from './rows.ts';
import { documentRows, submissionRow } from './submissions.ts';

export type FactInContext = { fact: Fact; context: FactContext };

/** Parents before their children. */
const tables = [
  'Person',
  'Address',
  'Application',
  'Term',
  'Payment',
  'PaymentEvidence',
  'Submission',
  'Document',
] as const satisfies readonly Table[];

type NewRow = { table: (typeof tables)[number]; row: Row };

/** @throws a unique violation when one of the rows was there: somebody else was first */
export async function addNewRows(tx: Transaction, facts: readonly FactInContext[]): Promise<void> {
  const cycles = await cycleIds(tx, facts);
  const rows = facts.flatMap((entry) => newRows(entry, cycles));
  const byTable = Map.groupBy(rows, ({ table }) => table);
  for (const table of tables)
    await insertRows(
      tx,
      table,
      (byTable.get(table) ?? []).map(({ row }) => row),
    );
}

type CycleIds = ReadonlyMap<string, string>;
const cycleName = (programme: string, cycle: string) => `${programme}\n${cycle}`;

/** A cycle has a row since its first application. */
async function cycleIds(tx: Transaction, facts: readonly FactInContext[]): Promise<CycleIds> {
  const ids = new Map<string, string>();
  for (const { fact, context } of facts) {
    if (fact.fact !== 'application-opened') continue;
    const [programme, name] = [context.programme, fact.cycle];
    if (ids.has(cycleName(programme, name))) continue;
    const { id } = await tx.cycle.upsert({
      where: { programme_name: { programme, name } },
      create: { id: newId(), programme, name },
      update: {},
    });
    ids.set(cycleName(programme, name), id);
  }
  return ids;
}

function newRows({ fact, context }: FactInContext, cycles: CycleIds): NewRow[] {
  switch (fact.fact) {
    case 'person-created':
      return personRows(fact, context.now);
    case 'application-opened': {
      const { applicationId: id, personId, at: openedAt } = fact;
      const cycleId = cycles.get(cycleName(context.programme, fact.cycle)) ?? '';
      return [{ table: 'Application', row: { id, personId, cycleId, openedAt } }];
    }
    case 'term-opened': {
      const { termId: id, credentialId, startsOn, endsOn, at: openedAt, agreementInForce } = fact;
      const agreement = agreementInForce ? { agreementAt: openedAt, agreementBy: 'torq' } : {};
      return [{ table: 'Term', row: { id, credentialId, startsOn, endsOn, openedAt, ...agreement } }];
    }
    case 'payment-recorded': {
      const evidence = evidenceRow(fact.payment, context);
      return [
        { table: 'Payment', row: paymentRow(fact.payment, context) },
        ...(evidence === null ? [] : [{ table: 'PaymentEvidence' as const, row: evidence }]),
      ];
    }
    case 'submission-recorded':
      return [
        { table: 'Submission', row: submissionRow(fact.submission, context) },
        ...documentRows(fact.submission).map((row) => ({ table: 'Document' as const, row })),
      ];
    default:
      return [];
  }
}

function personRows(fact: Extract<Fact, { fact: 'person-created' }>, createdAt: Date): NewRow[] {
  const { personId, name, learnedFrom } = fact;
  const address = fact.address.toLowerCase();
  return [
    { table: 'Person', row: { id: personId, name, createdAt } },
    { table: 'Address', row: { address, personId, learnedFrom, createdAt } },
  ];
}
