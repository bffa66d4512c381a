import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleOf } from '../../src/store/people.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';

const many = 1500;

describe.each(providers)('the people of a programme on %s', (provider) => {
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
      });
  });
  afterAll(() => db.close());

  test('are all of them, also more than a database takes parameters', async () => {
    const people = await peopleOf(db.database.read, 'igp-tor');
    expect(new Set(people.map(({ id }) => id)).size).toBe(many);
    expect(people[0]).toEqual({ id: 'p0', name: 'Person p0', addresses: ['p0@example.org'] });
  });

  test('and nobody of another programme', async () => {
    expect(await peopleOf(db.database.read, 'cgp-tor')).toEqual([]);
  });
});
