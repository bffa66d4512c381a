// Which rows change when two people become one, and which change back. Nothing is deleted, and nothing else is touched.
import type { Cells, ChangedTable, MergeSide, MergeWish, RowChange, SideTerm } from '../merge.ts';
import { type Clashes, clashesOf, type Pair, sameTerms } from './merge-conflicts.ts';

export type MergeMoment = { by: string; now: Date; todayIn: (programme: string) => string };

/** Every row that changes, once; `before` is what it says now. Conflicts have been looked at before. */
export function changesOf(
  into: MergeSide,
  from: MergeSide,
  wish: MergeWish,
  moment: MergeMoment,
): readonly RowChange[] {
  const clashes = clashesOf(into, from);
  const all = [
    ...personChanges(into, from, wish),
    ...addressChanges(into, from, wish, moment),
    ...ownedChanges(into, from, clashes),
    ...clashes.applications.flatMap(({ kept, closed }) => applicationChanges({ kept, closed }, moment)),
    ...clashes.credentials.flatMap((pair) => credentialChanges(pair, moment)),
  ];
  return joined(all.filter(({ after }) => Object.keys(after).length > 0));
}

/** What puts every row back: the same rows, from the last to the first. */
export function changesBack(changes: readonly RowChange[]): readonly RowChange[] {
  return changes.toReversed().map(({ before, after, ...row }) => ({ ...row, before: after, after: before }));
}

function change(table: ChangedTable, key: string, before: Cells, after: Cells): RowChange {
  return { table, key, before, after };
}

/** What the row that remains does not say is taken from the other one. What restrains counts, whoever's it was. */
function personChanges(into: MergeSide, from: MergeSide, { nameOf }: MergeWish): RowChange[] {
  const taken = (['organisation', 'slackUserId', 'certificateName', 'listing', 'unlistedAt'] as const).filter(
    (column) => into[column] === null && from[column] !== null,
  );
  const held =
    into.mailHeldAt === null && from.mailHeldAt !== null
      ? (['mailHeldAt', 'mailHeldBy', 'mailHeldReason'] as const)
      : [];
  const named = nameOf === from.id && into.name !== from.name ? (['name'] as const) : [];
  const columns = [...named, ...taken, ...held];
  return [
    change('Person', into.id, cellsOf(into, columns), cellsOf(from, columns)),
    change('Person', from.id, { mergedIntoId: null }, { mergedIntoId: into.id }),
  ];
}

function cellsOf<T extends object>(row: T, columns: readonly (keyof T & string)[]): Cells {
  return Object.fromEntries(columns.map((column) => [column, row[column] as Cells[string]]));
}

function addressChanges(
  into: MergeSide,
  from: MergeSide,
  { mainAddress }: MergeWish,
  { now }: MergeMoment,
): RowChange[] {
  const moved = from.addresses.map(({ address }) => owner('Address', address, from, into));
  const main = [...into.addresses, ...from.addresses].find(({ address }) => address === mainAddress);
  return main === undefined
    ? moved
    : [...moved, change('Address', main.address, { primaryAt: main.primaryAt }, { primaryAt: now })];
}

function owner(table: ChangedTable, key: string, from: MergeSide, into: MergeSide): RowChange {
  return change(table, key, { personId: from.id }, { personId: into.id });
}

/** Everything that names the person, but for what is closed. */
function ownedChanges(into: MergeSide, from: MergeSide, clashes: Clashes): RowChange[] {
  const closed = new Set(
    [...clashes.applications, ...clashes.credentials, ...clashes.agreements].map((pair) => pair.closed.id),
  );
  const ids = (table: ChangedTable, keys: readonly string[]) =>
    keys.filter((key) => !closed.has(key)).map((key) => owner(table, key, from, into));
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  return [
    ...ids('Application', idsOf(from.applications)),
    ...ids('Credential', idsOf(from.credentials)),
    ...ids('Agreement', idsOf(from.agreements)),
    ...ids('Payment', idsOf(from.payments)),
    ...ids('Certificate', from.certificates),
    ...ids('OutboxItem', from.mails),
  ];
}

function applicationChanges(
  { kept, closed }: Clashes['applications'][number],
  { now }: MergeMoment,
): RowChange[] {
  const to = (column: 'applicationId' | 'caseId') =>
    [{ [column]: closed.id }, { [column]: kept.id }] as const;
  return [
    ...(closed.withdrawnAt === null
      ? [change('Application', closed.id, { withdrawnAt: null }, { withdrawnAt: now })]
      : []),
    ...closed.payments.map(({ id }) => change('Payment', id, ...to('applicationId'))),
    ...closed.openPrompts.map((id) => change('Prompt', id, ...to('applicationId'))),
    ...closed.inboundMails.map((id) => change('InboundMail', id, ...to('caseId'))),
  ];
}

function credentialChanges(pair: Clashes['credentials'][number], moment: MergeMoment): RowChange[] {
  const { kept, closed } = pair;
  const same = sameTerms(pair);
  const stays = new Set(same.map((terms) => terms.closed.id));
  const ended = { endedOn: null, endReason: null, removedAt: null, removedBy: null };
  return [
    ...closed.terms
      .filter(({ id }) => !stays.has(id))
      .map(({ id }) => change('Term', id, { credentialId: closed.id }, { credentialId: kept.id })),
    ...same.flatMap(termChanges),
    ...(closed.grantedOn < kept.grantedOn
      ? [change('Credential', kept.id, { grantedOn: kept.grantedOn }, { grantedOn: closed.grantedOn })]
      : []),
    ...(closed.endedOn === null
      ? [
          change(
            'Credential',
            closed.id,
            cellsOf(closed, ['endedOn', 'endReason', 'removedAt', 'removedBy']),
            {
              ...ended,
              endedOn: moment.todayIn(closed.programme),
              endReason: 'merged: the status goes on with the person that this row was merged into',
              removedAt: moment.now,
              removedBy: moment.by,
            },
          ),
        ]
      : []),
  ];
}

const ticks = [
  ['qispAt', 'qispBy'],
  ['meetingAt', 'meetingBy', 'meetingHow'],
  ['agreementAt', 'agreementBy'],
  ['feeAt', 'feeBy'],
  ['qispLostAt'],
] as const;

/** What is ticked only at the term that is closed is ticked at the one that goes on, by whom and when it was. */
function termChanges({ kept, closed }: Pair<SideTerm>): RowChange[] {
  const columns = ticks.flatMap((tick) => (kept[tick[0]] === null && closed[tick[0]] !== null ? tick : []));
  return [
    change('Term', kept.id, cellsOf(kept, columns), cellsOf(closed, columns)),
    ...closed.payments.map(({ id }) => change('Payment', id, { termId: closed.id }, { termId: kept.id })),
    ...closed.inboundMails.map((id) => change('InboundMail', id, { caseId: closed.id }, { caseId: kept.id })),
  ];
}

/** Several changes of one row as one. */
function joined(changes: readonly RowChange[]): readonly RowChange[] {
  const rows = new Map<string, RowChange>();
  for (const { table, key, before, after } of changes) {
    const name = `${table}/${key}`;
    const known = rows.get(name);
    rows.set(name, {
      table,
      key,
      before: { ...before, ...known?.before },
      after: { ...known?.after, ...after },
    });
  }
  return [...rows.values()];
}
