// Each axis of a case - application, onboarding, term, renewal checklist, publication - with every combination of what it
// can say. A row stands for all combinations that its cells allow; every combination has to be in exactly one row.
import { describe, expect, test } from 'vitest';
import type { ApplicationCase, Onboarding, PaymentFact, SubmissionFact } from '../../src/core/case.ts';
import { standingOf } from '../../src/core/certificate/standing.ts';
import { isCandidate, nothingDone, openSteps } from '../../src/core/onboarding.ts';
import { listEntries } from '../../src/core/public-list/entries.ts';
import { stageOf } from '../../src/core/stage.ts';
import { annualFee, application, payment, submission, term } from '../support/cases.ts';
import { igpTor } from '../support/programme.ts';

const day = new Date('2023-06-20T17:00:00Z');
const lastMinute = '2023-07-01T06:59:59Z';
const firstMinute = '2023-07-01T07:00:00Z';

type Axes = Readonly<Record<string, readonly string[]>>;
type Combination<A extends Axes> = { readonly [K in keyof A]: A[K][number] };
/** Cells in the order of the axes: values with `|` between them, or `*`; last the outcome. */
type Row = readonly string[];

function combinations<A extends Axes>(axes: A): Combination<A>[] {
  return Object.entries(axes).reduce<Record<string, string>[]>(
    (found, [name, values]) => found.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  ) as Combination<A>[];
}

/** What the table says of a combination; rows that overlap, and combinations that no row covers, are faults of the table. */
function expected<A extends Axes>(axes: A, table: readonly Row[], one: Combination<A>): string {
  const names = Object.keys(axes);
  const covers = (row: Row) =>
    names.every((name, at) => row[at] === '*' || row[at]?.split('|').includes(one[name] as string));
  const [row, ...more] = table.filter(covers);
  if (row === undefined || more.length > 0)
    throw new Error(`${JSON.stringify(one)} is in ${row === undefined ? 0 : more.length + 1} rows`);
  return row[names.length] ?? '';
}

/** Every combination with what became of it, against every combination with what the table says. */
function compare<A extends Axes>(axes: A, table: readonly Row[], outcome: (one: Combination<A>) => string) {
  const all = combinations(axes);
  const said = all.map((one) => [one, expected(axes, table, one)]);
  expect(all.map((one) => [one, outcome(one)])).toEqual(said);
  return all.length;
}

const fees = {
  none: [],
  review: [payment({ state: 'review' })],
  refunded: [payment({ state: 'refunded' })],
  'set-aside': [payment({ state: 'set-aside' })],
  annual: [annualFee('2023-05-10', 6500)],
  paid: [payment()],
  resubmittal: [payment({ purpose: 'soq-resubmittal', amountCents: 28000 })],
  twice: [payment(), payment({ id: 'payment-2', orderNumber: '4999' })],
} satisfies Record<string, PaymentFact[]>;
const soqs = {
  none: [],
  incomplete: [submission({ complete: false })],
  complete: [submission()],
  newer: [submission(), submission({ number: 2, complete: false })],
} satisfies Record<string, SubmissionFact[]>;
const outcomes = ['candidate', 'not-selected'] as const;

describe('application', () => {
  const axes = {
    fee: Object.keys(fees),
    waived: ['no', 'yes'],
    soq: Object.keys(soqs),
    decision: ['none', ...outcomes],
    withdrawn: ['no', 'yes'],
    qualified: ['no', 'yes'],
  } as const;
  const unpaid = 'none|review|refunded|set-aside|annual';
  const paid = 'paid|resubmittal|twice';
  // biome-ignore format: a table
  const table = [
    // fee   waived  soq               decision       withdrawn qualified  stage
    ['*',    '*',    '*',              '*',           '*',      'yes',     'qualified'],
    ['*',    '*',    '*',              '*',           'yes',    'no',      'withdrawn'],
    ['*',    '*',    '*',              'candidate',   'no',     'no',      'candidate'],
    ['*',    '*',    '*',              'not-selected','no',     'no',      'not-selected'],
    ['*',    '*',    'complete|newer', 'none',        'no',     'no',      'under-review'],
    ['*',    '*',    'incomplete',     'none',        'no',     'no',      'soq-incomplete'],
    [paid,   '*',    'none',           'none',        'no',     'no',      'awaiting-soq'],
    [unpaid, 'yes',  'none',           'none',        'no',     'no',      'awaiting-soq'],
    [unpaid, 'no',   'none',           'none',        'no',     'no',      'awaiting-fee'],
  ];

  test('each of 768 combinations is one stage', () => {
    const count = compare(axes, table, (one) => {
      const outcome = outcomes.find((name) => name === one.decision);
      const subject = application({
        payments: fees[one.fee as keyof typeof fees],
        submissions: soqs[one.soq as keyof typeof soqs],
        application: {
          feeWaived: one.waived === 'yes' ? { at: day, by: 'U1', reason: 'by rule' } : null,
          decision: outcome === undefined ? null : { outcome, at: day, by: 'U1', reason: null },
          withdrawnAt: one.withdrawn === 'yes' ? day : null,
          onboarding: { ...nothingDone, qualified: one.qualified === 'yes' ? { at: day, by: 'U1' } : null },
        },
      });
      return stageOf(subject, igpTor, new Date(firstMinute));
    });
    expect(count).toBe(768);
  });
});

describe('onboarding', () => {
  const axes = {
    decision: ['none', ...outcomes],
    withdrawn: ['no', 'yes'],
    qualified: ['no', 'yes'],
    orientation: ['no', 'attended', 'viewed'],
    agreement: ['no', 'executed'],
    fee: ['none', 'part', 'paid', 'in-two', 'waived'],
  } as const;
  // biome-ignore format: a table
  const table = [
    // decision     withdrawn qualified orientation agreement fee     what is asked for
    ['none',        '*',      '*',  '*',               '*',       '*', 'nothing'],
    ['not-selected','*',      '*',  '*',               '*',       '*', 'nothing'],
    ['candidate',   'yes',    '*',  '*',               '*',       '*', 'nothing'],
    ['candidate',   'no',     'yes','*',               '*',       '*', 'nothing'],
    ['candidate',   'no',     'no', 'no',              'no',      'none|part', 'orientation, agreement, fee'],
    ['candidate',   'no',     'no', 'no',              'executed','none|part', 'orientation, fee'],
    ['candidate',   'no',     'no', 'attended|viewed', 'no',      'none|part', 'agreement, fee'],
    ['candidate',   'no',     'no', 'attended|viewed', 'executed','none|part', 'fee'],
    ['candidate',   'no',     'no', 'no',              'no',      'paid|in-two|waived', 'orientation, agreement'],
    ['candidate',   'no',     'no', 'no',              'executed','paid|in-two|waived', 'orientation'],
    ['candidate',   'no',     'no', 'attended|viewed', 'no',      'paid|in-two|waived', 'agreement'],
    ['candidate',   'no',     'no', 'attended|viewed', 'executed','paid|in-two|waived', 'staff: confirm'],
  ];
  const payments: Readonly<Record<string, PaymentFact[]>> = {
    part: [annualFee('2023-06-20', 4000)],
    paid: [annualFee('2023-06-20', 6500)],
    'in-two': [annualFee('2023-06-20', 4000), annualFee('2023-06-25', 2500)],
  };

  function asked(subject: ApplicationCase): string {
    if (!isCandidate(subject)) return 'nothing';
    const open = openSteps(subject, igpTor);
    return open.length === 0 ? 'staff: confirm' : open.join(', ');
  }

  test('each of 360 combinations asks a candidate for what is open, and nobody else for anything', () => {
    const count = compare(axes, table, (one) => {
      const outcome = outcomes.find((name) => name === one.decision);
      const how = one.orientation === 'viewed' ? 'viewed' : 'attended';
      const onboarding: Onboarding = {
        orientation: one.orientation === 'no' ? null : { at: day, how, by: 'U1' },
        agreementExecuted: one.agreement === 'no' ? null : { at: day, by: 'U1', version: '2022' },
        feeWaived: one.fee === 'waived' ? { at: day, by: 'U1', reason: 'by rule' } : null,
        qualified: one.qualified === 'yes' ? { at: day, by: 'U1' } : null,
      };
      return asked(
        application({
          payments: [payment(), ...(payments[one.fee] ?? [])],
          submissions: [submission()],
          application: {
            onboarding,
            decision: outcome === undefined ? null : { outcome, at: day, by: 'U1', reason: null },
            withdrawnAt: one.withdrawn === 'yes' ? day : null,
          },
        }),
      );
    });
    expect(count).toBe(360);
  });
});

const yesNo = ['no', 'yes'] as const;

describe('term and renewal checklist', () => {
  const axes = {
    ...{ qisp: yesNo, meeting: yesNo, agreement: yesNo, fee: yesNo },
    ...{ confirmed: yesNo, lapsed: yesNo, ended: yesNo },
    today: ['June 30', 'July 1'],
  } as const;
  // biome-ignore format: a table
  const table = [
    // qisp  meeting agreement fee  confirmed lapsed ended today      stage
    ['*',   '*',   '*',   '*',   '*',   'yes', '*',   '*',       'lapsed'],
    ['*',   '*',   '*',   '*',   '*',   'no',  'yes', '*',       'lapsed'],
    ['*',   '*',   '*',   '*',   'yes', 'no',  'no',  '*',       'trainer-of-record'],
    ['yes', 'yes', 'yes', 'yes', 'no',  'no',  'no',  '*',       'renewal-to-confirm'],
    ['no',  '*',   '*',   '*',   'no',  'no',  'no',  'June 30', 'renewal-open'],
    ['yes', 'no',  '*',   '*',   'no',  'no',  'no',  'June 30', 'renewal-open'],
    ['yes', 'yes', 'no',  '*',   'no',  'no',  'no',  'June 30', 'renewal-open'],
    ['yes', 'yes', 'yes', 'no',  'no',  'no',  'no',  'June 30', 'renewal-open'],
    ['no',  '*',   '*',   '*',   'no',  'no',  'no',  'July 1',  'renewal-late'],
    ['yes', 'no',  '*',   '*',   'no',  'no',  'no',  'July 1',  'renewal-late'],
    ['yes', 'yes', 'no',  '*',   'no',  'no',  'no',  'July 1',  'renewal-late'],
    ['yes', 'yes', 'yes', 'no',  'no',  'no',  'no',  'July 1',  'renewal-late'],
  ];

  test('each of 256 combinations is one stage, to the last second of June 30, Pacific', () => {
    const tick = (value: string) => (value === 'yes' ? day : null);
    const count = compare(axes, table, (one) => {
      const ticks = {
        ...{ qisp: tick(one.qisp), meeting: tick(one.meeting) },
        ...{ agreement: tick(one.agreement), fee: tick(one.fee) },
      };
      const subject = term({
        credential: { id: 'credential-1', endedOn: one.ended === 'yes' ? '2023-06-01' : null },
        term: { ticks, confirmedAt: tick(one.confirmed), lapsedAt: tick(one.lapsed) },
      });
      return stageOf(subject, igpTor, new Date(one.today === 'June 30' ? lastMinute : firstMinute));
    });
    expect(count).toBe(256);
  });
});

describe('publication', () => {
  const axes = {
    term: ['unconfirmed', 'confirmed', 'lapsed'],
    credential: ['active', 'ended', 'removed'],
    person: ['shown', 'unlisted', 'merged', 'erased'],
    certificate: ['issued', 'reissued', 'revoked'],
    today: ['2023-06-30', '2023-07-01', '2024-06-30', '2024-07-01', '2024-10-01'],
  } as const;
  const hidden = 'unlisted|merged|erased';
  const inTerm = '2023-07-01|2024-06-30';
  const over = '2024-07-01|2024-10-01';
  // biome-ignore format: a table
  const table = [
    // term              credential        person   certificate  today         the list, and the first certificate
    ['*',                'ended',          '*',     'issued',    '*',          'not listed, lapsed'],
    ['unconfirmed|lapsed','active|removed','*',     'issued',    '*',          'not listed, lapsed'],
    ['confirmed',        'removed',        '*',     'issued',    '2023-06-30', 'not listed, not-yet'],
    ['confirmed',        'removed',        '*',     'issued',    inTerm,       'not listed, valid'],
    ['confirmed',        'removed',        '*',     'issued',    over,         'not listed, over'],
    ['confirmed',        'active',         hidden,  'issued',    '2023-06-30', 'not listed, not-yet'],
    ['confirmed',        'active',         hidden,  'issued',    inTerm,       'not listed, valid'],
    ['confirmed',        'active',         hidden,  'issued',    over,         'not listed, over'],
    ['confirmed',        'active',         'shown', 'issued',    '2023-06-30', 'not listed, not-yet'],
    ['confirmed',        'active',         'shown', 'issued',    inTerm,       'listed, valid'],
    ['confirmed',        'active',         'shown', 'issued',    '2024-07-01', 'listed, over'],
    ['confirmed',        'active',         'shown', 'issued',    '2024-10-01', 'not listed, over'],
    ['*',                'ended|removed',  '*',     'reissued',  '*',          'not listed, superseded'],
    ['unconfirmed|lapsed','active',        '*',     'reissued',  '*',          'not listed, superseded'],
    ['confirmed',        'active',         hidden,  'reissued',  '*',          'not listed, superseded'],
    ['confirmed',        'active',         'shown', 'reissued',  '2023-06-30|2024-10-01', 'not listed, superseded'],
    ['confirmed',        'active',         'shown', 'reissued',  `${inTerm}|2024-07-01`,  'listed, superseded'],
    ['*',                '*',              '*',     'revoked',   '*',          'not listed, revoked'],
  ];

  test('each of 540 combinations of list and certificate', () => {
    const count = compare(axes, table, (one) => {
      const ended = one.credential === 'ended' ? '2023-06-15' : null;
      const first = {
        supersededAt: one.certificate === 'reissued' ? day : null,
        revokedAt: one.certificate === 'revoked' ? day : null,
      };
      const second = { supersededAt: null, revokedAt: null };
      const year = {
        certificates: one.certificate === 'reissued' ? [first, second] : [first],
        ...{ startsOn: '2023-07-01', endsOn: '2024-06-30' },
        confirmedAt: one.term === 'unconfirmed' ? null : day,
        lapsedAt: one.term === 'lapsed' ? day : null,
      };
      const person = {
        ...{ id: 'pat', name: 'Pat Doe', certificateName: null, organisation: null, listing: null },
        unlistedAt: one.person === 'unlisted' ? day : null,
        mergedIntoId: one.person === 'merged' ? 'other' : null,
        erasedAt: one.person === 'erased' ? day : null,
      };
      const credential = { endedOn: ended, removedAt: one.credential === 'removed' ? day : null };
      const listed = listEntries([{ person, credential, terms: [year] }], igpTor, one.today).length === 1;
      const { kind } = standingOf(
        {
          ...{ startsOn: year.startsOn, endsOn: year.endsOn },
          supersededBy: one.certificate === 'reissued' ? 'TOR-2' : null,
          revokedAt: first.revokedAt,
          term: { ...year, credential: { endedOn: ended } },
        },
        one.today,
      );
      return `${listed ? 'listed' : 'not listed'}, ${kind}`;
    });
    expect(count).toBe(540);
  });
});
