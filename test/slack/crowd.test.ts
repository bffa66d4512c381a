import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { type Crowd, gatherCrowd } from './crowd.ts';

const ways = providers.flatMap((provider) =>
  (['socket', 'http'] as const).map((over) => ({ provider, over })),
);

describe.each(ways)('fifty people click at once over $over, on $provider,', ({ provider, over }) => {
  let db: TestDatabase;
  let crowd: Crowd;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db?.close());
  beforeEach(async () => {
    await db.empty();
    crowd = await gatherCrowd(db, over);
    return () => crowd.stop();
  }, 60_000);

  const decisions = () =>
    db.database.read.application.groupBy({ by: ['decision'], _count: true, orderBy: { decision: 'asc' } });

  test('each on a card of their own: every click decides, and everybody is told', {
    timeout: 60_000,
  }, async () => {
    expect(crowd.cards).toBe(50);
    await crowd.clickOwnCards();
    await crowd.everybodyTold();
    const told = crowd.told();
    expect(crowd.approvers.map((user) => told.get(user))).toEqual(
      crowd.approvers.map(() => [expect.stringMatching(/^Approved: Pat Number\d+\./)]),
    );
    expect(await decisions()).toEqual([{ decision: 'candidate', _count: 50 }]);
  });

  test('all on one card: one decides, and the others are told who did', { timeout: 60_000 }, async () => {
    await crowd.clickOneCard();
    await crowd.everybodyTold();
    const told = crowd.told();
    expect(crowd.approvers.map((user) => told.get(user)?.length)).toEqual(crowd.approvers.map(() => 1));
    const winners = crowd.approvers.filter((user) =>
      /^(Approved|Declined): /.test(told.get(user)?.[0] ?? ''),
    );
    expect(winners).toHaveLength(1);
    const others = crowd.approvers.filter((user) => user !== winners[0]);
    for (const user of others) expect(told.get(user)?.[0]).toContain(`<@${winners[0]}>`);
    const decided = (await decisions()).filter(({ decision }) => decision !== null);
    expect(decided).toEqual([{ decision: expect.any(String), _count: 1 }]);
  });
});
