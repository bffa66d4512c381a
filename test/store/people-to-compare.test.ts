import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleToCompare } from '../../src/store/people-to-compare.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';

const many = 1500;
const query = { programme: 'igp-tor', cycles: ['2023'], today: '2023-06-20' };

describe.each(providers)('people to compare on %s', (provider) => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await freshDatabase(provider);
    const createdAt = new Date('2023-01-01T00:00:00Z');
    for (let from = 0; from < many; from += 250)
      await db.database.write(async (tx) => {
        const ids = Array.from({ length: 250 }, (_, at) => `p${from + at}`);
        await tx.person.createMany({ data: ids.map((id) => ({ id, name: `Person ${id}`, createdAt })) });
        await tx.address.createMany({
          data: ids.map((id) => ({
            address: `${id}@example.org`,
            personId: id,
            learnedFrom: 'test',
            createdAt,
          })),
        });
        await tx.credential.createMany({
          data: ids.map((id) => ({ id, personId: id, programme: 'igp-tor', grantedOn: '2022-07-01' })),
        });
        await tx.term.createMany({
          data: ids.map((id) => ({
            id,
            credentialId: id,
            startsOn: '2022-07-01',
            endsOn: '2023-06-30',
            openedAt: createdAt,
          })),
        });
      });
  });
  afterAll(() => db.close());

  test('are all trainers whose term is not over, more than a database takes at once', async () => {
    const people = await peopleToCompare(db.database.read, query);
    expect(people).toHaveLength(many);
    expect(people[0]).toEqual({ id: 'p0', name: 'Person p0', addresses: ['p0@example.org'] });
  });

  test('and nobody else', async () => {
    expect(await peopleToCompare(db.database.read, { ...query, today: '2023-07-01' })).toEqual([]);
    expect(await peopleToCompare(db.database.read, { ...query, programme: 'cgp-tor' })).toEqual([]);
  });
});
