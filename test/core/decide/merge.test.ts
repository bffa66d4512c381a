// Who may merge, what speaks against it, and what a merge changes.
import { describe, expect, test } from 'vitest';
import { decideMerge, mergeRefusal, notMergeable } from '../../../src/core/decide/merge.ts';
import { changesBack } from '../../../src/core/decide/merge-changes.ts';
import { conflictsOf } from '../../../src/core/decide/merge-conflicts.ts';
import type {
  MergeSide,
  MergeWish,
  SideApplication,
  SideCredential,
  SidePayment,
  SideTerm,
} from '../../../src/core/merge.ts';
import { igpTor } from '../../support/programme.ts';

const by = 'U01APPROVER';
const then = new Date('2023-05-10T19:00:00Z');
const now = new Date('2023-06-02T05:00:00Z');

const side = (id: string, changes: Partial<MergeSide> = {}): MergeSide => ({
  ...{ id, name: `Pat ${id}`, organisation: null, slackUserId: null, createdAt: then, certificateName: null },
  ...{ listing: null, unlistedAt: null, mailHeldAt: null, mailHeldBy: null, mailHeldReason: null },
  ...{ mergedIntoId: null, erasedAt: null, version: 0 },
  addresses: [{ address: `${id}@example.org`, primaryAt: null }],
  ...{ applications: [], credentials: [], agreements: [], payments: [], certificates: [], mails: [] },
  ...changes,
});
const application = (id: string, changes: Partial<SideApplication> = {}): SideApplication => ({
  ...{ id, programme: 'igp-tor', cycle: '2023', withdrawnAt: null, decision: null, qualifiedAt: null },
  ...{ submissions: 0, payments: [], openPrompts: [], inboundMails: [] },
  ...changes,
});
const payment = (id: string, state = 'matched'): SidePayment => ({
  ...{ id, programme: 'igp-tor', orderNumber: id, amountCents: 53_000, purpose: 'soq-new', state },
});
const term = (id: string, changes: Partial<SideTerm> = {}): SideTerm => ({
  ...{ id, startsOn: '2023-07-01', endsOn: '2024-06-30', qispAt: null, qispBy: null, qispLostAt: null },
  ...{ meetingAt: null, meetingBy: null, meetingHow: null, agreementAt: null, agreementBy: null },
  ...{ feeAt: null, feeBy: null, confirmedAt: null, lapsedAt: null },
  ...{ payments: [], certificates: [], inboundMails: [] },
  ...changes,
});
const credential = (
  id: string,
  terms: SideTerm[],
  changes: Partial<SideCredential> = {},
): SideCredential => ({
  ...{ id, programme: 'igp-tor', grantedOn: '2022-07-01', endedOn: null, endReason: null },
  ...{ removedAt: null, removedBy: null, terms },
  ...changes,
});
const wish = (changes: Partial<MergeWish> = {}): MergeWish => ({
  ...{ intoId: 'a', fromId: 'b', seen: { into: 0, from: 0 }, nameOf: 'a', mainAddress: '', closing: [] },
  ...changes,
});
const asking = (a: MergeSide, b: MergeSide) => ({
  ...{ sides: [a, b] as const, by, byAddress: null, programmes: [igpTor] },
});
const decide = (a: MergeSide, b: MergeSide, changes: Partial<MergeWish> = {}) =>
  decideMerge(asking(a, b), wish(changes), now);
const told = (a: MergeSide, b: MergeSide, changes: Partial<MergeWish> = {}) => {
  const decision = decide(a, b, changes);
  return decision.kind === 'refuse' ? decision.tell : 'merged';
};
const changed = (a: MergeSide, b: MergeSide, changes: Partial<MergeWish> = {}) => {
  const closing = conflictsOf(a, b).map(({ key }) => key);
  const decision = decide(a, b, { closing, ...changes });
  if (decision.kind === 'refuse') throw new Error(decision.tell);
  return decision.changes;
};

describe('two are not merged', () => {
  test.each<[string, Partial<Parameters<typeof mergeRefusal>[0]>, RegExp]>([
    ['by somebody who is on no list', { by: 'U0STRANGER' }, /not on a list of approvers/],
    ['by one of them, by Slack id', { sides: [side('a', { slackUserId: by }), side('b')] }, /about you/],
    ['by one of them, by mail address', { byAddress: 'b@example.org' }, /about you/],
    [
      'by an approver of another programme only',
      {
        sides: [side('a', { applications: [application('x', { programme: 'cgp-tor' })] }), side('b')],
        programmes: [
          igpTor,
          { ...igpTor, name: 'cgp-tor', title: 'CGP', slack: { ...igpTor.slack, approvers: ['U0OTHER'] } },
        ],
      },
      /One of them has something in CGP, where you are not an approver/,
    ],
    [
      'where the list is empty',
      { programmes: [{ ...igpTor, slack: { ...igpTor.slack, approvers: [], finalApprover: null } }] },
      /not on a list of approvers/,
    ],
  ])('%s', (_, changes, reason) => {
    expect(mergeRefusal({ ...asking(side('a'), side('b')), ...changes })).toMatch(reason);
  });

  test.each<[string, MergeSide, MergeSide, RegExp]>([
    ['that are one already', side('a'), side('a'), /one person already/],
    ['when one was merged meanwhile', side('a'), side('b', { mergedIntoId: 'c' }), /merged already/],
    ['when one was erased', side('a', { erasedAt: then }), side('b'), /erased/],
    [
      'that are two members of the workspace',
      side('a', { slackUserId: 'U0PAT' }),
      side('b', { slackUserId: 'U0SAM' }),
      /two members of this Slack workspace, <@U0PAT> and <@U0SAM>, so two people/,
    ],
  ])('%s', (_, a, b, reason) => {
    expect(notMergeable([a, b])).toMatch(reason);
    expect(told(a, b)).toMatch(/Nothing was changed\.$/);
  });

  test.each<[string, Partial<MergeWish>, RegExp]>([
    ['as they were when somebody changed one of them', { seen: { into: 0, from: 1 } }, /Please look again/],
    ['under the name of somebody else', { nameOf: 'c' }, /name of one of them/],
    ['with an address of somebody else', { mainAddress: 'c@example.org' }, /no longer theirs/],
    ['when one is not among the two', { intoId: 'c' }, /no longer knows one of them/],
  ])('%s', (_, changes, reason) => {
    expect(told(side('a'), side('b'), changes)).toMatch(reason);
  });
});

describe('of what both have, one is closed only by choice:', () => {
  const inCycle = (kept: Partial<SideApplication>, closed: Partial<SideApplication>) =>
    [
      side('a', { applications: [application('kept', kept)] }),
      side('b', { applications: [application('closed', closed)] }),
    ] as const;
  const trainers = (kept: SideCredential, closed: SideCredential) =>
    [side('a', { credentials: [kept] }), side('b', { credentials: [closed] })] as const;

  test.each<[string, readonly [MergeSide, MergeSide], string]>([
    ['an application in the same cycle', inCycle({}, {}), 'application/closed'],
    [
      'the status in the same programme',
      trainers(credential('kept', []), credential('closed', [])),
      'credential/closed',
    ],
    [
      'an agreement in the same version',
      [
        side('a', {
          agreements: [
            {
              id: 'kept',
              programme: 'igp-tor',
              version: '1',
              sentAt: then,
              signedAt: null,
              countersignedAt: null,
            },
          ],
        }),
        side('b', {
          agreements: [
            {
              id: 'closed',
              programme: 'igp-tor',
              version: '1',
              sentAt: then,
              signedAt: null,
              countersignedAt: null,
            },
          ],
        }),
      ],
      'agreement/closed',
    ],
  ])('%s', (_, [a, b], key) => {
    expect(conflictsOf(a, b).map((conflict) => conflict.key)).toEqual([key]);
    expect(told(a, b)).toMatch(/^Both .*Tick that you want so\. Nothing was changed\.$/);
    expect(told(a, b, { closing: [key] })).toBe('merged');
  });

  test.each<[string, readonly [MergeSide, MergeSide], RegExp]>([
    ['an SOQ came for it', inCycle({}, { submissions: 1 }), /an SOQ came for the one that would be closed/],
    ['it has been decided', inCycle({}, { decision: 'candidate' }), /has been decided/],
    ['only the other one is withdrawn', inCycle({ withdrawnAt: then }, {}), /would remain is withdrawn/],
    [
      'it has a certificate that counts',
      trainers(credential('k', [term('t')]), credential('c', [term('u', { certificates: ['AB-12'] })])),
      /has the certificate AB-12/,
    ],
    [
      'only its term is confirmed',
      trainers(credential('k', [term('t')]), credential('c', [term('u', { confirmedAt: then })])),
      /is confirmed/,
    ],
    [
      'only its term is in force',
      trainers(credential('k', [term('t', { lapsedAt: then })]), credential('c', [term('u')])),
      /only the term 2023-07-01 to 2024-06-30 of the other row is in force/,
    ],
    [
      'a payment for it waits for staff',
      trainers(
        credential('k', [term('t')]),
        credential('c', [term('u', { payments: [payment('7', 'review')] })]),
      ),
      /order 7 .* waits for an answer/,
    ],
    [
      'only the other status has ended',
      trainers(credential('k', [], { endedOn: '2023-01-01' }), credential('c', [])),
      /would remain has ended/,
    ],
  ])('not when %s', (_, [a, b], reason) => {
    const closing = conflictsOf(a, b).map(({ key }) => key);
    expect(told(a, b, { closing })).toMatch(reason);
  });

  test('nor is an SOQ a reason once the application is withdrawn', () => {
    const [a, b] = inCycle({}, { submissions: 2, decision: 'not-selected', withdrawnAt: then });
    expect(told(a, b, { closing: ['application/closed'] })).toBe('merged');
  });

  test('that both have paid is said', () => {
    const [a, b] = inCycle({ payments: [payment('1')] }, { payments: [payment('2')] });
    expect(conflictsOf(a, b)[0]?.explained).toMatch(/Both have paid/);
  });

  test('what is the other one’s moves to the one that goes on, and the closed one is as withdrawn', () => {
    const [a, b] = inCycle({}, { payments: [payment('2')], openPrompts: ['p'], inboundMails: ['m'] });
    expect(changed(a, { ...b, payments: [payment('2')] })).toEqual([
      { table: 'Person', key: 'b', before: { mergedIntoId: null }, after: { mergedIntoId: 'a' } },
      { table: 'Address', key: 'b@example.org', before: { personId: 'b' }, after: { personId: 'a' } },
      {
        table: 'Payment',
        key: '2',
        before: { personId: 'b', applicationId: 'closed' },
        after: { personId: 'a', applicationId: 'kept' },
      },
      { table: 'Application', key: 'closed', before: { withdrawnAt: null }, after: { withdrawnAt: now } },
      { table: 'Prompt', key: 'p', before: { applicationId: 'closed' }, after: { applicationId: 'kept' } },
      { table: 'InboundMail', key: 'm', before: { caseId: 'closed' }, after: { caseId: 'kept' } },
    ]);
  });

  test('terms, ticks and payments of the other status go on in the one that remains', () => {
    const paid = term('u', {
      feeAt: then,
      feeBy: 'torq',
      qispAt: then,
      qispBy: 'U1',
      payments: [payment('7')],
    });
    const ours = term('t', { qispAt: now, qispBy: 'U2' });
    const older = term('o', { startsOn: '2022-07-01', endsOn: '2023-06-30' });
    const [a, b] = trainers(
      credential('k', [ours]),
      credential('c', [older, paid], { grantedOn: '2021-07-01' }),
    );
    expect(changed(a, b).slice(2)).toEqual([
      { table: 'Term', key: 'o', before: { credentialId: 'c' }, after: { credentialId: 'k' } },
      {
        table: 'Term',
        key: 't',
        before: { feeAt: null, feeBy: null },
        after: { feeAt: then, feeBy: 'torq' },
      },
      { table: 'Payment', key: '7', before: { termId: 'u' }, after: { termId: 't' } },
      {
        table: 'Credential',
        key: 'k',
        before: { grantedOn: '2022-07-01' },
        after: { grantedOn: '2021-07-01' },
      },
      {
        table: 'Credential',
        key: 'c',
        before: { endedOn: null, endReason: null, removedAt: null, removedBy: null },
        after: {
          // The day in the programme's zone: in UTC it is June 2 already.
          endedOn: '2023-06-01',
          endReason: 'merged: the status goes on with the person that this row was merged into',
          removedAt: now,
          removedBy: by,
        },
      },
    ]);
  });
});

test('what the row that remains does not say is taken from the other one, and what restrains counts', () => {
  const a = side('a', { organisation: 'Acme', mails: ['m1'] });
  const b = side('b', {
    ...{ organisation: 'Other', certificateName: 'Pat Q.', unlistedAt: then, mails: ['m2', 'm3'] },
    ...{ mailHeldAt: then, mailHeldBy: 'U1', mailHeldReason: 'On leave.' },
  });
  expect(changed(a, b, { nameOf: 'b', mainAddress: 'b@example.org' })).toEqual([
    {
      table: 'Person',
      key: 'a',
      before: {
        ...{ name: 'Pat a', certificateName: null, unlistedAt: null },
        ...{ mailHeldAt: null, mailHeldBy: null, mailHeldReason: null },
      },
      after: {
        ...{ name: 'Pat b', certificateName: 'Pat Q.', unlistedAt: then },
        ...{ mailHeldAt: then, mailHeldBy: 'U1', mailHeldReason: 'On leave.' },
      },
    },
    { table: 'Person', key: 'b', before: { mergedIntoId: null }, after: { mergedIntoId: 'a' } },
    {
      table: 'Address',
      key: 'b@example.org',
      before: { personId: 'b', primaryAt: null },
      after: { personId: 'a', primaryAt: now },
    },
    { table: 'OutboxItem', key: 'm2', before: { personId: 'b' }, after: { personId: 'a' } },
    { table: 'OutboxItem', key: 'm3', before: { personId: 'b' }, after: { personId: 'a' } },
  ]);
});

test('the way back is the same rows from the last to the first', () => {
  const changes = changed(side('a'), side('b'));
  expect(changesBack(changesBack(changes))).toEqual(changes);
  expect(changesBack(changes)[0]).toEqual({
    table: 'Address',
    key: 'b@example.org',
    before: { personId: 'a' },
    after: { personId: 'b' },
  });
});
