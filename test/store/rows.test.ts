import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isUniqueViolation } from '../../src/store/conflict.ts';
import { insertNewRows, insertRows, updateRows } from '../../src/store/rows.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';

const openedAt = new Date('2027-05-19T22:55:00.123Z');
const submission = {
  id: 's1',
  applicationId: 'a1',
  number: 1,
  inboundMailId: 'm1',
  receivedAt: openedAt,
  statedAt: null,
  complete: true,
  timeliness: 'in-time',
  findings: ['“quoted” \'and\' "plain"', 'line\nbreak', '🌧 \u0000 \ud800 end'],
  mails: 2,
  parts: [null, 2],
};
const prompt = (id: string) => ({
  id,
  programme: 'igp-tor',
  kind: 'mail-review',
  title: 'Robert\'); DROP TABLE "Prompt";--',
  facts: [['From', 'Pat']],
  openedAt,
});

describe.each(providers)('many rows at once on %s', (provider) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  beforeEach(() => db.empty());
  afterAll(() => db.close());

  const ids = async () =>
    (await db.database.read.prompt.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);

  test('are kept exactly as Prisma keeps them', async () => {
    await db.database.write(async (tx) => {
      const person = { id: 'p1', name: 'Pat', createdAt: openedAt };
      await insertRows(tx, 'Person', [person]);
      await insertRows(tx, 'Cycle', [{ id: 'c1', programme: 'igp-tor', name: '2027' }]);
      await insertRows(tx, 'Application', [{ id: 'a1', personId: 'p1', cycleId: 'c1', openedAt }]);
      await insertRows(tx, 'Submission', [submission]);
      await tx.submission.create({ data: { ...submission, id: 's2', number: 2, inboundMailId: 'm2' } });
    });
    const read = (id: string) =>
      db.database.read.$queryRawUnsafe<object[]>(`SELECT * FROM "Submission" WHERE "id" = '${id}'`);
    const [[one], [two]] = [await read('s1'), await read('s2')];
    expect(one).toEqual({ ...two, id: 's1', number: 1, inboundMailId: 'm1' });
    expect(await db.database.read.submission.findUnique({ where: { id: 's1' } })).toEqual({
      ...submission,
      findings: [...submission.findings.slice(0, 2), '🌧  � end'],
      partsOf: null,
      elsewhereBy: null,
      elsewhereNote: null,
    });
    if (provider === 'sqlite') {
      const [{ same }] = await db.database.read.$queryRawUnsafe<[{ same: bigint }]>(
        `SELECT count(DISTINCT "receivedAt" || typeof("complete") || "findings" || "parts") AS "same" FROM "Submission"`,
      );
      expect(Number(same)).toBe(1);
    }
  });

  test('come in whole or not at all', async () => {
    await db.database.write((tx) => insertRows(tx, 'Prompt', [prompt('a')]));
    const second = db.database.write((tx) => insertRows(tx, 'Prompt', [prompt('b'), prompt('a')]));
    await expect(second).rejects.toSatisfy(isUniqueViolation);
    expect(await ids()).toEqual(['a']);
  });

  test('whose key is known are left out when that is asked for', async () => {
    await db.database.write((tx) => insertRows(tx, 'Prompt', [prompt('a')]));
    const inserted = await db.database.write((tx) =>
      insertNewRows(tx, 'Prompt', 'id', [prompt('a'), prompt('b'), prompt('c')]),
    );
    expect([...inserted].toSorted()).toEqual(['b', 'c']);
    expect(await ids()).toEqual(['a', 'b', 'c']);
  });

  test('are changed only where the condition still holds', async () => {
    await db.database.write((tx) => insertRows(tx, 'Prompt', [prompt('a'), prompt('b'), prompt('c')]));
    const change = (id: string) => ({ id, kind: 'other', answeredAt: openedAt, answer: `for ${id}` });
    const changed = await db.database.write(async (tx) => {
      await tx.prompt.update({ where: { id: 'b' }, data: { kind: 'taken' } });
      const where = { column: 'kind', value: 'mail-review' };
      return updateRows(tx, 'Prompt', [change('a'), change('b'), change('z')], where);
    });
    expect(changed).toBe(1);
    const rows = await db.database.read.prompt.findMany({ orderBy: { id: 'asc' } });
    expect(rows.map(({ id, kind, answeredAt, answer }) => ({ id, kind, answeredAt, answer }))).toEqual([
      { id: 'a', kind: 'other', answeredAt: openedAt, answer: 'for a' },
      { id: 'b', kind: 'taken', answeredAt: null, answer: null },
      { id: 'c', kind: 'mail-review', answeredAt: null, answer: null },
    ]);
  });

  test('none at all is no statement', async () => {
    await db.database.write(async (tx) => {
      await insertRows(tx, 'Prompt', []);
      expect(await insertNewRows(tx, 'Prompt', 'id', [])).toEqual(new Set());
      expect(await updateRows(tx, 'Prompt', [], { column: 'kind', value: 'x' })).toBe(0);
    });
  });

  test('with different columns are refused', async () => {
    const rows = [prompt('a'), { ...prompt('b'), answer: 'x' }];
    await expect(db.database.write((tx) => insertRows(tx, 'Prompt', rows))).rejects.toThrow('same columns');
  });
});
