// One person who is there twice: found, merged by whom may, and mail goes on as if there had only been one.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MergeWish } from '../../src/core/merge.ts';
import { createDuplicateFinder } from '../../src/handlers/duplicates.ts';
import { mergeDoor } from '../../src/handlers/merge-people.ts';
import { personActs } from '../../src/handlers/person-acts.ts';
import { staffLooks } from '../../src/handlers/staff-looks.ts';
import { statusOf } from '../../src/handlers/status.ts';
import { commit } from '../../src/store/commit.ts';
import { importTrainer } from '../../src/store/roster.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { keepManyPeople } from '../support/many-people.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay, work } from '../support/story.ts';

const home = { payer: { first: 'Pat', last: 'Doe', email: 'pat@home.example' }, number: '4900' };

describe.each(providers)('on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    await pay(line);
  });

  const door = (shell = line.shell) => mergeDoor(shell, createDuplicateFinder());
  const idOf = async (address: string) =>
    (await db.database.read.address.findUniqueOrThrow({ where: { address } })).personId;
  const trainer = () =>
    importTrainer(
      db.database,
      {
        ...{ name: 'Pat Doe', email: 'pat@home.example', organisation: 'Acme' },
        ...{ termStarts: '2022-07-01', termEnds: '2023-06-30' },
      },
      { programme: 'igp-tor', by: 'test', now: new Date('2023-01-01T00:00:00Z') },
    );
  /** The one of the first address remains; everything that can be chosen is. */
  async function wished(into: string, from: string, changes: Partial<MergeWish> = {}): Promise<MergeWish> {
    const [intoId, fromId] = [await idOf(into), await idOf(from)];
    const compared = await door().compare(approver, [intoId, fromId]);
    if ('refusal' in compared) throw new Error(compared.refusal);
    const [one, other] = compared.faces;
    const wish = {
      ...{ intoId, fromId, nameOf: intoId, mainAddress: into, closing: [] },
      seen: { into: one.version, from: other.version },
    };
    const reviewed = await door().review(approver, wish);
    if ('refusal' in reviewed) throw new Error(reviewed.refusal);
    return { ...wish, closing: reviewed.conflicts.map(({ key }) => key), ...changes };
  }
  const merge = async (into: string, from: string, changes: Partial<MergeWish> = {}) =>
    door().merge(approver, await wished(into, from, changes));
  const write = async (mail: Partial<Parameters<typeof applicantMail>[0]>) => {
    await line.receive(await applicantMail({ to: 'tor@casqa.example', ...mail }));
    await work(line);
  };
  const history = async (event: string) =>
    (await db.database.read.history.findMany({ where: { event }, orderBy: { personId: 'asc' } })).map(
      ({ personId, by, reason }) => ({ personId, by, reason }),
    );

  test('the same name is suggested, with where both stand, and nothing is merged by that', async () => {
    await trainer();
    const look = await door().page(approver, 0);
    if (look.kind !== 'shown') throw new Error(look.tell);
    const { pairs, ...page } = look.shown;
    expect(page).toEqual({ from: 0, total: 1, merges: [] });
    expect(pairs.map(({ reasons, byNameAlone }) => ({ reasons, byNameAlone }))).toEqual([
      { reasons: ['the same name'], byNameAlone: true },
    ]);
    expect(
      [pairs[0]?.one, pairs[0]?.other]
        .map((one) => `${one?.name}, ${one?.address}, ${one?.standing}`)
        .toSorted(),
    ).toEqual([
      'Pat Doe, pat@example.org, igp-tor, application in cycle 2023: paid, waiting for the SOQ',
      'Pat Doe, pat@home.example, igp-tor, term 2022-07-01 to 2023-06-30: Trainer of Record',
    ]);
    expect(await door().count(approver)).toBe(1);
    expect(await db.database.read.personMerge.count()).toBe(0);
  });

  test('who is not listed sees no list, and nothing about the two', async () => {
    await trainer();
    const ids = [await idOf('pat@example.org'), await idOf('pat@home.example')] as const;
    expect(await door().count('U0STRANGER')).toBeNull();
    expect(await door().page('U0STRANGER', 0)).toEqual({ kind: 'refused', tell: expect.any(String) });
    expect(await door().find('U0STRANGER', ['pat@example.org', 'pat@home.example'])).toEqual({
      refusal: expect.any(String),
    });
    const refusal =
      'You are not on a list of approvers, so nothing was changed. Whoever operates torq can add you.';
    expect(await door().compare('U0STRANGER', ids)).toEqual({ refusal });
    expect(await door().notSame('U0STRANGER', ids)).toBe(refusal);
    expect(await door().merge('U0STRANGER', await wished('pat@example.org', 'pat@home.example'))).toEqual({
      tell: refusal,
      mergeId: null,
    });
    expect(await history('merge-refused')).toHaveLength(6);
    expect(await db.database.read.notSame.count()).toBe(0);
  });

  test('nobody merges themselves, known by their mail address in Slack, nor takes it apart', async () => {
    await trainer();
    const wish = await wished('pat@example.org', 'pat@home.example');
    const { mergeId } = await door().merge(approver, wish);
    await door().undo(approver, mergeId ?? '');
    const { merges } = (await shown()) ?? { merges: [] };
    expect(merges).toEqual([]);
    line.addresses.set(approver, 'pat@home.example');
    const told = 'This is about you, so somebody else has to do it. Nothing was changed.';
    expect(await door().compare(approver, [wish.intoId, wish.fromId])).toEqual({ refusal: told });
    expect((await door().review(approver, wish)) as object).toEqual({ refusal: told });
    expect(await door().merge(approver, wish)).toEqual({ tell: told, mergeId: null });
    expect(await door().undo(approver, mergeId ?? '')).toBe(told);
    expect((await history('merge-refused')).every(({ reason }) => reason === told)).toBe(true);
  });
  const shown = async () => {
    const look = await door().page(approver, 0);
    return look.kind === 'shown' ? look.shown : null;
  };

  test('old pages, actions and addresses lead to the person who remains; undone, each is as before', async () => {
    await trainer();
    const [into, from] = [await idOf('pat@example.org'), await idOf('pat@home.example')];
    const { tell, mergeId } = await merge('pat@example.org', 'pat@home.example');
    expect(tell).toBe('They are one person now, Pat Doe. Answers to what either of them got lead there.');
    const look = () => staffLooks(line.shell).person(approver, { personId: from, part: 'facts', from: 0 });
    const addresses = ['pat@example.org', 'pat@home.example'];
    expect(await look()).toMatchObject({ shown: { personId: into, addresses } });
    expect(await personActs(line.shell).offers(approver, from)).toMatchObject({ personId: into });
    expect((await staffLooks(line.shell).search(approver, 'Pat')) as object).toMatchObject({
      shown: { people: [{ id: into }] },
    });
    const status = await statusOf(line.shell, 'pat@home.example');
    expect(status?.cases.map(({ about }) => about)).toEqual([
      'application in cycle 2023',
      'term 2022-07-01 to 2023-06-30',
    ]);
    // What happened to the row that was merged is told with the rest.
    expect(status?.history.map(({ event }) => event)).toContain('trainer-imported');
    expect(await history('merged')).toEqual(
      [into, from].toSorted().map((personId) => ({
        personId,
        by: approver,
        reason: `Pat Doe (${from}) and Pat Doe (${into}) are one person, called Pat Doe`,
      })),
    );
    expect((await shown())?.merges).toMatchObject([
      { id: mergeId, into: 'Pat Doe', from: 'Pat Doe', by: approver },
    ]);

    expect(await door().undo(approver, mergeId ?? '')).toBe(
      'Undone: Pat Doe and Pat Doe are two people again, each with what they had. What came since stays with Pat Doe.',
    );
    expect(await look()).toMatchObject({ shown: { personId: from, addresses: ['pat@home.example'] } });
    expect((await history('merge-undone')).map(({ personId }) => personId)).toEqual([into, from].toSorted());
    expect(await door().undo(approver, mergeId ?? '')).toBe(
      `<@${approver}> has undone this already. Nothing was changed.`,
    );
  });

  test('a window that was open about either of them before the merge changes nothing after it', async () => {
    await trainer();
    const seen = await personActs(line.shell).offers(approver, await idOf('pat@home.example'));
    if (!('offers' in seen)) throw new Error(seen.refusal);
    await merge('pat@example.org', 'pat@home.example');
    const wish = { personId: seen.personId, seenVersion: seen.version, caseId: null, received: null };
    expect(await personActs(line.shell).act(approver, { ...wish, action: 'hold-mail', words: 'x' })).toMatch(
      /Somebody did something about Pat Doe while your window was open/,
    );
  });

  test('an SOQ that answers the mail of the application that was closed is one for the other', async () => {
    await pay(line, home);
    const instructions = line.sent.find(({ to }) => to === 'pat@home.example');
    await merge('pat@example.org', 'pat@home.example');
    await write({
      to: instructions?.replyTo ?? '',
      inReplyTo: instructions?.messageId ?? null,
      from: 'Pat Doe <pat@home.example>',
    });
    const { submissions } = await kept(db.database);
    expect(submissions).toEqual(['Pat Doe 1: complete, in-time']);
    const rows = await db.database.read.application.findMany({
      orderBy: { openedAt: 'asc' },
      include: { submissions: true, payments: true },
    });
    expect(
      rows.map((row) => [row.withdrawnAt !== null, row.submissions.length, row.payments.length]).toSorted(),
    ).toEqual([
      [false, 1, 2],
      [true, 0, 0],
    ]);
    const [card] = line.posted.filter(({ kind }) => kind === 'soq-approval');
    expect(card?.title).toMatch(/Pat Doe/);
    // The answer goes where staff said that mail goes.
    expect(line.sent.at(-1)?.to).toBe('pat@example.org');
  });

  test('a Message-ID alone leads there as well, from either address', async () => {
    await pay(line, home);
    const instructions = line.sent.find(({ to }) => to === 'pat@home.example');
    await merge('pat@example.org', 'pat@home.example');
    await write({ inReplyTo: instructions?.messageId ?? null, from: 'Pat Doe <pat@example.org>' });
    expect((await kept(db.database)).submissions).toEqual(['Pat Doe 1: complete, in-time']);
    const application = await db.database.read.application.findFirstOrThrow({
      where: { submissions: { some: {} } },
    });
    expect(application.withdrawnAt).toBeNull();
  });

  test('two with an application in the same cycle are not merged before that is chosen', async () => {
    await pay(line, home);
    const told = await merge('pat@example.org', 'pat@home.example', { closing: [] });
    expect(told.tell).toMatch(
      /^Both have an application in cycle 2023 \(igp-tor\)\..*Tick that you want so\./,
    );
    expect(told.mergeId).toBeNull();
    expect(await history('merge-refused')).toHaveLength(2);
  });

  test('nobody is mailed about a merge, and mail that waited goes to whom it was written', async () => {
    await pay(line, home);
    await db.database.write((tx) =>
      tx.outboxItem.updateMany({ where: { toAddress: 'pat@home.example' }, data: { status: 'held' } }),
    );
    const before = line.sent.length;
    await merge('pat@example.org', 'pat@home.example');
    await work(line);
    expect(line.sent).toHaveLength(before);
    const waiting = await db.database.read.outboxItem.findFirstOrThrow({ where: { status: 'held' } });
    expect(waiting).toMatchObject({
      personId: await idOf('pat@example.org'),
      toAddress: 'pat@home.example',
    });
  });

  test('two of whom staff said that they are not the same are not suggested again, nor after a merge', async () => {
    await trainer();
    await pay(line, { ...home, number: '4901', payer: { ...home.payer, email: 'pat@third.example' } });
    expect((await shown())?.total).toBe(3);
    const [one, other, third] = [
      await idOf('pat@example.org'),
      await idOf('pat@home.example'),
      await idOf('pat@third.example'),
    ];
    expect(await door().notSame(approver, [other, one])).toBe(
      'Kept: Pat Doe and Pat Doe are two people. They are not suggested again.',
    );
    expect(await door().notSame(approver, [one, other])).toMatch(/^That was kept already/);
    expect((await history('not-the-same')).map(({ personId }) => personId)).toEqual([one, other].toSorted());
    expect((await shown())?.total).toBe(2);
    // Who was merged into the third is still not the other one.
    await merge('pat@third.example', 'pat@example.org');
    expect((await shown())?.total).toBe(0);
    expect(await door().compare(approver, [third, other])).toMatchObject({ noted: null });
  });

  test('two whom nothing suggests are compared by their addresses', async () => {
    await pay(line, { number: '4902', payer: { first: 'Robin', last: 'Roe', email: 'robin@example.org' } });
    const compared = await door().find(approver, [' Pat@example.org ', 'robin@example.org']);
    expect(compared).toMatchObject({ faces: [{ name: 'Pat Doe' }, { name: 'Robin Roe' }], reasons: [] });
    expect(await door().find(approver, ['pat@example.org', 'nobody@example.org'])).toEqual({
      refusal: 'torq knows nobody by the address nobody@example.org. Nothing was changed.',
    });
    expect(await door().find(approver, ['pat@example.org', 'pat@example.org'])).toEqual({
      refusal: 'That is one person already. Nothing was changed.',
    });
  });

  test('what was decided about the old row before the merge is decided again after it', async () => {
    await trainer();
    const fromId = await idOf('pat@home.example');
    await merge('pat@example.org', 'pat@home.example');
    const at = new Date();
    const late = await commit(db.database, {
      ...{
        cause: { kind: 'command', by: 'test' },
        programme: 'igp-tor',
        event: 'late',
        by: 'test',
        reason: '',
      },
      ...{ about: null, personId: fromId, expects: [], drafts: [], now: at },
      facts: [{ fact: 'address-added', personId: fromId, address: 'late@example.org', by: 'test', at }],
    });
    expect(late).toBe('stale');
    expect(await db.database.read.address.count({ where: { personId: fromId } })).toBe(0);
  });

  test('a payment that arrives while the two are merged belongs to the one who remains', async () => {
    await trainer();
    const wish = await wished('pat@example.org', 'pat@home.example');
    const receipt = { ...home, number: '4950' };
    await Promise.all([door().merge(approver, wish), pay(line, receipt)]);
    await work(line);
    const left = await db.database.read.person.findUniqueOrThrow({
      where: { id: wish.fromId },
      include: { addresses: true, payments: true, applications: true },
    });
    // Either the merge took the application along, or the receipt was decided as the one person's.
    if (left.mergedIntoId !== null)
      expect([left.addresses, left.payments, left.applications]).toEqual([[], [], []]);
  });
});

test('five thousand people are listed at once, and counted again at no cost', async () => {
  const db = await freshDatabase('sqlite');
  try {
    await keepManyPeople(db.database, 5000);
    const { shell } = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    const door = mergeDoor(shell, createDuplicateFinder());
    const timed = async (work: () => Promise<unknown>) => {
      const from = performance.now();
      await work();
      return performance.now() - from;
    };
    expect(await timed(() => door.page(approver, 0))).toBeLessThan(3000);
    expect(await timed(() => door.count(approver))).toBeLessThan(300);
  } finally {
    await db.close();
  }
});
