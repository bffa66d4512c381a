import type { Database } from '../../src/store/database.ts';
import { insertRows, type Row, type Table } from '../../src/store/rows.ts';

const day = (date: string) => new Date(`${date}T19:00:00Z`);

/**
 * Thousands of people in every mixture of facts that there is: applications in two cycles, payments, versions of an
 * SOQ, decisions, terms with any of their ticks, prompts that wait, and mails.
 */
export async function keepManyPeople(database: Database, count: number): Promise<void> {
  const rows = new Map<Table, Row[]>();
  const all = Array.from({ length: count }, (_, i) => i);
  rows.set(
    'Cycle',
    ['2022', '2023'].map((name) => ({ id: `cycle-${name}`, programme: 'igp-tor', name })),
  );
  rows.set('Person', all.map(personOf));
  rows.set('Address', all.map(addressOf));
  rows.set('Application', all.filter((i) => i % 3 !== 0).map(applicationOf));
  rows.set('Payment', all.filter((i) => i % 3 !== 0 && i % 4 !== 0).map(paymentOf));
  rows.set('Submission', all.filter((i) => i % 3 !== 0 && i % 5 > 1).flatMap(submissionsOf));
  rows.set('Credential', all.filter((i) => i % 2 === 0).map(credentialOf));
  rows.set('Term', all.filter((i) => i % 2 === 0).map(termOf));
  rows.set('Prompt', all.filter((i) => i % 50 === 0).map(promptOf));
  rows.set('OutboxItem', all.map(mailOf));
  await database.write(async (tx) => {
    for (const [table, entries] of rows) await insertRows(tx, table, entries);
  });
}

const personOf = (i: number): Row => ({
  id: `person-${i}`,
  name: `${['Pat', 'Émile', 'McKenzie', 'שרה'][i % 4]} Number${i}`,
  createdAt: day('2023-04-10'),
});
const addressOf = (i: number): Row => ({
  address: `person${i}@example.org`,
  personId: `person-${i}`,
  learnedFrom: 'roster',
  createdAt: day('2023-04-10'),
});
const applicationOf = (i: number): Row => ({
  id: `application-${i}`,
  personId: `person-${i}`,
  cycleId: `cycle-${i % 7 === 0 ? '2022' : '2023'}`,
  openedAt: day('2023-04-10'),
  withdrawnAt: i % 31 === 0 ? day('2023-05-01') : null,
  decision: i % 11 === 0 ? 'candidate' : i % 13 === 0 ? 'not-selected' : null,
  // A decision without its date is none.
  decidedAt: i % 11 === 0 || i % 26 === 0 ? day('2023-05-20') : null,
  version: 0,
});
const paymentOf = (i: number): Row => ({
  id: `payment-${i}`,
  programme: 'igp-tor',
  store: 'casqa',
  orderNumber: String(10_000 + i),
  vendor: 'woocommerce',
  purpose: ['soq-new', 'soq-resubmittal', 'tor-annual', 'unknown'][i % 4] ?? '',
  amountCents: 53_000,
  currency: 'USD',
  items: [],
  paidOn: '2023-05-10',
  state: ['matched', 'matched', 'review', 'refunded', 'set-aside'][i % 5] ?? '',
  stateReason: 'made for a test',
  recordedAt: day('2023-05-10'),
  personId: `person-${i}`,
  applicationId: `application-${i}`,
});
const submissionsOf = (i: number): Row[] =>
  Array.from({ length: (i % 3) + 1 }, (_, version) => ({
    id: `submission-${i}-${version}`,
    applicationId: `application-${i}`,
    number: version + 1,
    inboundMailId: `mail-${i}-${version}`,
    receivedAt: day('2023-05-12'),
    complete: (i + version) % 4 === 0,
    timeliness: 'in-time',
    findings: [],
    mails: 1,
  }));
const credentialOf = (i: number): Row => ({
  id: `credential-${i}`,
  personId: `person-${i}`,
  programme: 'igp-tor',
  grantedOn: '2020-07-01',
  endedOn: i % 22 === 0 ? '2023-01-01' : null,
});
const termOf = (i: number): Row => {
  const ticked = (bit: number) => (((i / 2) >> bit) % 2 === 1 ? day('2023-05-05') : null);
  const startsOn = ['2022-07-01', '2023-07-01', '2024-07-01', '2021-07-01', '2023-07-01'][i % 5] ?? '';
  return {
    id: `term-${i}`,
    credentialId: `credential-${i}`,
    startsOn,
    endsOn: `${Number(startsOn.slice(0, 4)) + 1}-06-30`,
    openedAt: day('2023-05-01'),
    qispAt: ticked(0),
    meetingAt: ticked(1),
    agreementAt: ticked(2),
    feeAt: ticked(3),
    confirmedAt: i % 34 === 0 ? day('2023-05-06') : null,
    lapsedAt: i % 38 === 0 ? day('2023-05-07') : null,
    version: 0,
  };
};
const promptOf = (i: number): Row => ({
  id: `prompt-${i}`,
  programme: 'igp-tor',
  kind: i % 100 === 0 ? 'soq-approval' : 'payment-review',
  title: `Question ${i}`,
  facts: [],
  openedAt: new Date(day('2023-05-01').getTime() + i * 60_000),
  cardChannel: 'C012TORBOT',
  cardTs: `1683000000.${String(i).padStart(6, '0')}`,
  version: 0,
  drawnVersion: 0,
});
const mailOf = (i: number): Row => ({
  id: `item-${i}`,
  key: `reminder/application-application-${i}/soq-missing/2023-05-19/-7`,
  channel: 'mail',
  programme: 'igp-tor',
  status: ['sent', 'pending', 'held', 'superseded'][i % 4] ?? '',
  createdAt: day('2023-05-12'),
  notBefore: new Date(day('2023-05-12').getTime() + (i % 5) * 3_600_000),
  personId: `person-${i}`,
  message: i % 2 === 0 ? 'soq-reminder' : 'instructions',
  subject: `Mail ${i}`,
});
