// Two rows of a person with any facts, and every row of the database as it is kept.
import fc from 'fast-check';
import type { Database } from '../../src/store/database.ts';
import { insertRows, type Row, type Table } from '../../src/store/rows.ts';

const at = new Date('2023-05-10T19:00:00Z');
/** Mostly nothing: most of what two rows can both have makes a merge impossible. */
const rarely = <T>(entry: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: entry });
const instant = fc.option(fc.constantFrom(at, new Date('2023-05-20T19:00:00Z')));
const programmes = ['igp-tor', 'cgp-tor'] as const;

const application = fc.record({
  withdrawnAt: rarely(fc.constant(at)),
  decision: rarely(fc.constantFrom('candidate', 'not-selected')),
  qualifiedAt: rarely(fc.constant(at)),
  submissions: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2),
  payments: fc.array(fc.constantFrom('matched', 'review', 'refunded'), { maxLength: 2 }),
  prompts: fc.array(fc.boolean(), { maxLength: 2 }),
  mails: fc.nat({ max: 1 }),
});
const term = fc.record({
  qispAt: instant,
  meetingAt: instant,
  agreementAt: instant,
  feeAt: instant,
  qispLostAt: instant,
  confirmedAt: rarely(fc.constant(at)),
  lapsedAt: rarely(fc.constant(at)),
  payments: fc.array(
    rarely(fc.constantFrom('refunded', 'review')).map((state) => state ?? 'matched'),
    {
      maxLength: 2,
    },
  ),
  certificate: rarely(fc.constantFrom('counts', 'revoked')),
});
const credential = fc.record({
  grantedOn: fc.constantFrom('2019-07-01', '2021-07-01'),
  endedOn: rarely(fc.constant('2023-01-01')),
  terms: fc.record({ '2021-07-01': term, '2022-07-01': term, '2023-07-01': term }, { requiredKeys: [] }),
});
const agreement = fc.record({
  sentAt: instant,
  signedAt: rarely(fc.constant(at)),
  countersignedAt: rarely(fc.constant(at)),
});
const perProgramme = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof(
    fc.record({ 'igp-tor': one, 'cgp-tor': one }, { requiredKeys: [] }),
    fc.record({ 'igp-tor': one }),
    fc.constant<{ 'igp-tor'?: T; 'cgp-tor'?: T }>({}),
  );

/** What one row has. */
export const someSide = fc.record({
  name: fc.constantFrom('Pat Doe', 'שרה כהן', '👩‍👩‍👧 Pat', 'x'.repeat(500), 'Pat\u0000 \ud800'),
  organisation: fc.option(fc.constant('Acme')),
  slackUserId: rarely(fc.constantFrom('U0PAT', 'U0OTHER')),
  certificateName: fc.option(fc.constant('Pat Q. Doe')),
  listing: fc.option(fc.constant({ website: 'https://pat.example', area: 'San José' })),
  unlistedAt: instant,
  held: fc.boolean(),
  addresses: fc.nat({ max: 2 }),
  mails: fc.nat({ max: 3 }),
  strayPayments: fc.nat({ max: 1 }),
  applications: perProgramme(fc.record({ '2022': application, '2023': application }, { requiredKeys: [] })),
  credentials: perProgramme(credential),
  agreements: perProgramme(fc.record({ '1': agreement, '2': agreement }, { requiredKeys: [] })),
});
export type SomeSide = typeof someSide extends fc.Arbitrary<infer T> ? T : never;

const parentsFirst = ['Cycle', 'Person', 'Application', 'Credential', 'Term'] as const;

/** Keeps both rows, `a` and `b`, and somebody else who is not to be touched. */
export async function keepTwoRows(database: Database, a: SomeSide, b: SomeSide): Promise<void> {
  const rows = new Map<Table, Row[]>(parentsFirst.map((table) => [table, []]));
  const add = (table: Table, row: Row) => rows.set(table, [...(rows.get(table) ?? []), row]);
  for (const programme of programmes)
    for (const name of ['2022', '2023']) add('Cycle', { id: `${programme}-${name}`, programme, name });
  for (const [id, side] of Object.entries({ a, b })) addSide(add, id, side);
  const stranger = { organisation: null, slackUserId: null, certificateName: null, unlistedAt: null };
  add('Person', { ...personRow('c', { ...a, ...stranger, listing: null, held: false }) });
  add('Address', addressRow('c', 0));
  add('OutboxItem', mailRow('c', 0));
  await database.write(async (tx) => {
    for (const [table, entries] of rows) await insertRows(tx, table, entries);
  });
}

type Add = (table: Table, row: Row) => unknown;

function addSide(add: Add, id: string, side: SomeSide): void {
  add('Person', personRow(id, side));
  for (let i = 0; i < side.addresses; i += 1) add('Address', addressRow(id, i));
  for (let i = 0; i < side.mails; i += 1) add('OutboxItem', mailRow(id, i));
  for (let i = 0; i < side.strayPayments; i += 1)
    add('Payment', paymentRow(id, `${id}-stray-${i}`, 'review'));
  for (const [programme, cycles] of Object.entries(side.applications))
    for (const [cycle, one] of Object.entries(cycles ?? {}))
      addApplication(add, id, `${programme}-${cycle}`, one);
  for (const [programme, one] of Object.entries(side.credentials)) addCredential(add, id, programme, one);
  for (const [programme, versions] of Object.entries(side.agreements))
    for (const [version, one] of Object.entries(versions ?? {}))
      add('Agreement', {
        id: `${id}-${programme}-${version}`,
        personId: id,
        programme,
        version,
        ...one,
        rowVersion: 0,
      });
}

const personRow = (id: string, side: SomeSide): Row => ({
  id,
  name: side.name,
  organisation: side.organisation,
  slackUserId: side.slackUserId,
  createdAt: at,
  certificateName: side.certificateName,
  listing: side.listing,
  unlistedAt: side.unlistedAt,
  mailHeldAt: side.held ? at : null,
  mailHeldBy: side.held ? 'U0BLAIR' : null,
  mailHeldReason: side.held ? 'On leave.' : null,
  version: 0,
});
const addressRow = (id: string, i: number): Row => ({
  address: `${id}${i}@example.org`,
  personId: id,
  learnedFrom: 'test',
  createdAt: at,
  primaryAt: i === 1 ? at : null,
});
const mailRow = (id: string, i: number): Row => ({
  id: `mail-${id}-${i}`,
  key: `mail-${id}-${i}`,
  channel: 'mail',
  programme: 'igp-tor',
  status: ['pending', 'sent', 'held'][i] ?? 'pending',
  createdAt: at,
  notBefore: at,
  personId: id,
});
const paymentRow = (personId: string, id: string, state: string, about: Row = {}): Row => ({
  id,
  programme: 'igp-tor',
  store: 'casqa',
  orderNumber: id,
  vendor: 'woocommerce',
  purpose: 'soq-new',
  amountCents: 53_000,
  currency: 'USD',
  items: [],
  paidOn: '2023-05-10',
  state,
  stateReason: 'made for a test',
  recordedAt: at,
  personId,
  applicationId: null,
  termId: null,
  ...about,
});

type Someone<T> = T extends fc.Arbitrary<infer U> ? U : never;

function addApplication(add: Add, personId: string, cycleId: string, one: Someone<typeof application>): void {
  const id = `application-${personId}-${cycleId}`;
  const { withdrawnAt, decision, qualifiedAt } = one;
  const decidedAt = decision === null ? null : at;
  add('Application', {
    id,
    personId,
    cycleId,
    openedAt: at,
    withdrawnAt,
    decision,
    decidedAt,
    qualifiedAt,
    version: 0,
  });
  for (const [i, state] of one.payments.entries())
    add('Payment', paymentRow(personId, `${id}-${i}`, state, { applicationId: id }));
  for (let i = 0; i < one.submissions; i += 1)
    add('Submission', {
      id: `${id}-${i}`,
      applicationId: id,
      number: i + 1,
      receivedAt: at,
      complete: true,
      timeliness: 'in-time',
      findings: [],
      mails: 1,
    });
  for (const [i, answered] of one.prompts.entries())
    add('Prompt', {
      id: `prompt-${id}-${i}`,
      programme: 'igp-tor',
      kind: 'question',
      title: 'A question',
      facts: [],
      applicationId: id,
      openedAt: at,
      answeredAt: answered ? at : null,
      version: 0,
      drawnVersion: 0,
    });
  for (let i = 0; i < one.mails; i += 1)
    add('InboundMail', {
      id: `inbound-${id}-${i}`,
      identity: `inbound-${id}-${i}`,
      sha256: '0',
      bytes: 1,
      internalDate: at,
      recordedAt: at,
      status: 'decided',
      attempts: 0,
      nextAttemptAt: at,
      caseKind: 'application',
      caseId: id,
    });
}

function addCredential(add: Add, personId: string, programme: string, one: Someone<typeof credential>): void {
  const id = `credential-${personId}-${programme}`;
  add('Credential', { id, personId, programme, grantedOn: one.grantedOn, endedOn: one.endedOn });
  for (const [startsOn, { payments, certificate, ...ticks }] of Object.entries(one.terms)) {
    const termId = `term-${personId}-${programme}-${startsOn}`;
    const endsOn = `${Number(startsOn.slice(0, 4)) + 1}-06-30`;
    const by = (tick: Date | null) => (tick === null ? null : 'U0BLAIR');
    add('Term', {
      ...{ id: termId, credentialId: id, startsOn, endsOn, openedAt: at, ...ticks, version: 0 },
      ...{ qispBy: by(ticks.qispAt), meetingBy: by(ticks.meetingAt), feeBy: by(ticks.feeAt) },
      meetingHow: ticks.meetingAt === null ? null : 'viewed',
    });
    for (const [i, state] of payments.entries())
      add('Payment', paymentRow(personId, `${termId}-${i}`, state, { termId }));
    if (certificate !== null)
      add('Certificate', {
        ...{ id: `certificate-${termId}`, number: termId, programme, termId, personId, name: 'Pat' },
        ...{ startsOn, endsOn, issuedOn: startsOn, documentSha256: '0', issuedAt: at, issuedBy: 'U0BLAIR' },
        revokedAt: certificate === 'revoked' ? at : null,
      });
  }
}

const kept = [
  'person',
  'address',
  'cycle',
  'application',
  'submission',
  'payment',
  'credential',
  'term',
  'agreement',
  'certificate',
  'outboxItem',
  'inboundMail',
  'prompt',
] as const;

/** Every row by table, sorted, without the versions that only ever go up. */
export async function allRows({ read }: Database): Promise<Record<string, object[]>> {
  const tables: [string, object[]][] = [];
  for (const table of kept) {
    const rows = await (
      read[table] as unknown as { findMany(): Promise<Record<string, unknown>[]> }
    ).findMany();
    // The version of an agreement is no counter; it is part of its id here, too.
    const plain = rows.map(({ version: _, rowVersion: __, ...row }) => row);
    tables.push([table, plain.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))]);
  }
  return Object.fromEntries(tables);
}

function keyOf({ id, address }: Record<string, unknown>): string {
  return String(id ?? address);
}
