// Merging and taking it back, with any facts: nothing is lost, and everything goes back to where it was.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideMerge } from '../../src/core/decide/merge.ts';
import { conflictsOf } from '../../src/core/decide/merge-conflicts.ts';
import type { MergeWish } from '../../src/core/merge.ts';
import { mergePeople, undoMerge } from '../../src/store/merge.ts';
import { mergeSideOf } from '../../src/store/merge-sides.ts';
import { everyIdOf, presentCase, presentIdOf } from '../../src/store/merged-people.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { igpTor } from '../support/programme.ts';
import { allRows, keepTwoRows, type SomeSide, someSide } from '../support/two-rows.ts';

const by = 'U01APPROVER';
const now = new Date('2023-06-01T19:00:00Z');
const programmes = [igpTor, { ...igpTor, name: 'cgp-tor' }];
const bare: SomeSide = {
  ...{ name: 'Pat Doe', organisation: null, slackUserId: null, certificateName: null, listing: null },
  ...{ unlistedAt: null, held: false, addresses: 1, mails: 1, strayPayments: 0 },
  ...{ applications: {}, credentials: {}, agreements: {} },
};
const application = {
  ...{ withdrawnAt: null, decision: null, qualifiedAt: null },
  ...{ submissions: 0, payments: ['matched' as const], prompts: [false], mails: 1 },
};
const inCycle = (cycle: '2022' | '2023', changes = {}) => ({
  applications: { 'igp-tor': { [cycle]: { ...application, ...changes } } },
});

describe.each(providers)('on %s', (provider) => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  const sideOf = async (id: string) => {
    const side = await mergeSideOf(db.database.read, id);
    if (side === null) throw new Error(id);
    return side;
  };
  /** As the window sends it, with every choice made. */
  async function wished(intoId: string, changes: Partial<MergeWish> = {}): Promise<MergeWish> {
    const [into, from] = [await sideOf(intoId), await sideOf(intoId === 'a' ? 'b' : 'a')];
    return {
      intoId,
      fromId: from.id,
      seen: { into: into.version, from: from.version },
      nameOf: from.id,
      mainAddress: from.addresses[0]?.address ?? into.addresses[0]?.address ?? '',
      closing: conflictsOf(into, from).map(({ key }) => key),
      ...changes,
    };
  }
  const merge = (wish: MergeWish, who = by) =>
    mergePeople(
      db.database,
      wish,
      (sides) => decideMerge({ sides, by: who, byAddress: null, programmes: programmesFor(who) }, wish, now),
      { by: who, now },
    );
  const programmesFor = (who: string) =>
    programmes.map((one) => ({ ...one, slack: { ...one.slack, approvers: [by, who] } }));
  const undo = (mergeId: string, who = by) => undoMerge(db.database, mergeId, () => null, { by: who, now });

  test('nothing is lost in a merge, and taken back everything is as it was, whatever they have', async () => {
    let merged = 0;
    await fc.assert(
      fc.asyncProperty(someSide, someSide, fc.constantFrom('a', 'b'), async (a, b, intoId) => {
        await db.empty();
        await keepTwoRows(db.database, a, b);
        const before = await allRows(db.database);
        const wish = await wished(intoId);
        const result = await merge(wish);
        const after = await allRows(db.database);
        if ('refusal' in result) {
          expect(result.refusal).toMatch(/Nothing was changed/);
          expect(after).toEqual(before);
          return;
        }
        merged += 1;
        for (const [table, rows] of Object.entries(before)) expect(after[table]).toHaveLength(rows.length);
        const left = await sideOf(wish.fromId);
        // What was closed stays at the old id, and nothing else does.
        expect(
          [...left.applications, ...left.credentials, ...left.agreements].map(({ id }) => id).toSorted(),
        ).toEqual(wish.closing.map((key) => key.slice(key.indexOf('/') + 1)).toSorted());
        expect([left.addresses, left.payments, left.certificates, left.mails]).toEqual([[], [], [], []]);
        expect(left.applications.every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true);
        expect(left.credentials.every(({ endedOn }) => endedOn !== null)).toBe(true);
        expect(await undo(result.mergeId)).toMatchObject({ undone: true });
        expect(await allRows(db.database)).toEqual(before);
      }),
      { numRuns: 80 },
    );
    expect(merged).toBeGreaterThan(3);
  }, 120_000);

  test('the old id, and the address of a case that was closed, lead to the person who remains', async () => {
    await keepTwoRows(db.database, { ...bare, ...inCycle('2023') }, { ...bare, ...inCycle('2023') });
    await merge(await wished('a'));
    const { read } = db.database;
    expect(await presentIdOf(read, 'b')).toBe('a');
    expect(await everyIdOf(read, 'a')).toEqual(['a', 'b']);
    expect(await presentCase(read, { kind: 'application', id: 'application-b-igp-tor-2023' })).toEqual({
      kind: 'application',
      id: 'application-a-igp-tor-2023',
    });
    const { applications, payments, mails, addresses } = await sideOf('a');
    expect(applications[0]).toMatchObject({
      payments: [{ id: 'application-a-igp-tor-2023-0' }, { id: 'application-b-igp-tor-2023-0' }],
      openPrompts: ['prompt-application-a-igp-tor-2023-0', 'prompt-application-b-igp-tor-2023-0'],
      inboundMails: ['inbound-application-a-igp-tor-2023-0', 'inbound-application-b-igp-tor-2023-0'],
    });
    expect(payments).toHaveLength(2);
    expect(mails).toEqual(['mail-a-0', 'mail-b-0']);
    expect(addresses[0]?.address).toBe('b0@example.org');
  });

  test('a conflict that nobody chose about is refused, and nothing is changed', async () => {
    await keepTwoRows(db.database, { ...bare, ...inCycle('2023') }, { ...bare, ...inCycle('2023') });
    const before = await allRows(db.database);
    expect(await merge(await wished('a', { closing: [] }))).toEqual({
      refusal: expect.stringMatching(/Both have an application in cycle 2023.*Tick that you want so/),
    });
    expect(await allRows(db.database)).toEqual(before);
  });

  test('of two who merge the same two at once one does, whichever way round', async () => {
    await keepTwoRows(db.database, bare, bare);
    const [one, other] = [await wished('a'), await wished('b')];
    const results = await Promise.all([merge(one), merge(other, 'U0BLAIR'), merge(one, 'U0CASEY')]);
    expect(results.filter((result) => 'mergeId' in result)).toHaveLength(1);
    expect(await db.database.read.personMerge.count()).toBe(1);
    expect(await db.database.read.history.count({ where: { event: 'merged' } })).toBe(2);
  });

  test('of two who undo at once one does, and the other hears who did', async () => {
    await keepTwoRows(db.database, bare, bare);
    const result = await merge(await wished('a'));
    if (!('mergeId' in result)) throw new Error(result.refusal);
    const undone = await Promise.all([undo(result.mergeId), undo(result.mergeId, 'U0BLAIR')]);
    expect(undone.filter((one) => 'undone' in one)).toHaveLength(1);
    expect(undone.filter((one) => 'refusal' in one)).toEqual([
      { refusal: expect.stringMatching(/^<@U\w+> has undone this already\. Nothing was changed\.$/) },
    ]);
  });

  test('undo is refused once a row was changed since, and says which', async () => {
    await keepTwoRows(db.database, bare, { ...bare, held: true });
    const result = await merge(await wished('a'));
    if (!('mergeId' in result)) throw new Error(result.refusal);
    await db.database.write((tx) => tx.person.update({ where: { id: 'a' }, data: { mailHeldAt: null } }));
    const before = await allRows(db.database);
    expect(await undo(result.mergeId)).toEqual({
      refusal:
        'Since the merge, what is kept of the person was changed (mailHeldAt, mailHeldBy, mailHeldReason), so it cannot be put back as it was. Nothing was changed: please move by hand what is wrong.',
    });
    expect(await allRows(db.database)).toEqual(before);
  });

  test('what came to the person after the merge stays with them when it is taken back', async () => {
    await keepTwoRows(db.database, bare, bare);
    const result = await merge(await wished('a'));
    if (!('mergeId' in result)) throw new Error(result.refusal);
    await db.database.write((tx) =>
      tx.address.create({
        data: { address: 'new@example.org', personId: 'a', learnedFrom: 'test', createdAt: now },
      }),
    );
    await undo(result.mergeId);
    expect((await sideOf('a')).addresses.map(({ address }) => address)).toEqual([
      'a0@example.org',
      'new@example.org',
    ]);
    expect((await sideOf('b')).addresses.map(({ address }) => address)).toEqual(['b0@example.org']);
  });

  test('a person merged once more is followed; the first merge is undone after the second', async () => {
    await keepTwoRows(db.database, bare, bare);
    const first = await merge(await wished('a'));
    const [into, from] = [await sideOf('c'), await sideOf('a')];
    const second = await merge({
      ...{ intoId: 'c', fromId: 'a', nameOf: 'c', mainAddress: 'c0@example.org', closing: [] },
      seen: { into: into.version, from: from.version },
    });
    if (!('mergeId' in first) || !('mergeId' in second)) throw new Error('refused');
    expect(await presentIdOf(db.database.read, 'b')).toBe('c');
    expect((await everyIdOf(db.database.read, 'c')).toSorted()).toEqual(['a', 'b', 'c']);
    expect(await undo(first.mergeId)).toEqual({
      refusal:
        'Pat Doe was merged with somebody else after that. Undo that merge first. Nothing was changed.',
    });
    expect(await undo(second.mergeId)).toMatchObject({ undone: true });
    expect(await undo(first.mergeId)).toMatchObject({ undone: true });
    expect(await presentIdOf(db.database.read, 'b')).toBe('b');
  });
});
