// Reminders in any history: events in any order, ticks that are missed, doubled, late or cut off between any two steps.
//
// At most once: however often and wherever anything runs, a rung of a rule about a reference date is one mail, handed to
// the mail server at most once, and never after its reason has gone. Exactly once: when one tick ran to its end while it
// was right (in its time, outside the quiet hours, its condition holding, the address in order), and one delivery ran to
// its end while it was still right, nothing was held, and nothing to the same address was in the hands of a process that
// had died less than a lease ago. TORQ_HISTORIES sets how many are lived through.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programmeSchema } from '../../src/programme/schema.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { type Hero, live, type Moment, type Step } from '../support/history.ts';
import { shippedTemplates } from '../support/mail-templates.ts';
import { igpTorSource } from '../support/programme.ts';
import { importRobin } from '../support/renewal.ts';
import { pay } from '../support/story.ts';

const histories = Number(process.env.TORQ_HISTORIES ?? 40);
const templates = shippedTemplates();
const deskOf = (changes: object) => ({
  programme: programmeSchema.parse({
    ...igpTorSource,
    mailLimits: { perPersonAndDay: 1000, perHour: 1000 },
    ...changes,
  }),
  templates,
});
const [cycle] = igpTorSource.cycles;

/** Pat has paid three weeks before the deadline; the deadline moves by four days and back. */
const applicant = ({ database }: TestDatabase): Hero => ({
  address: 'pat@example.org',
  source: { about: 'application', cycle: '2023' },
  begin: '2023-04-27T12:00:00-07:00',
  desks: [deskOf({}), deskOf({ cycles: [{ ...cycle, soqDeadline: '2023-05-23 16:00' }] })],
  enter: (line) => pay(line, { instant: '2023-04-27T11:00:00-07:00' }),
  caseId: async () => (await database.read.application.findFirst())?.id ?? null,
  done: (applicationId, at) => [
    { fact: 'application-decided', applicationId, outcome: 'candidate', by: 'test', reason: null, at },
  ],
  undone: () => [],
  withdrawn: (applicationId, at) => [{ fact: 'application-withdrawn', applicationId, at }],
});

/** Robin's renewal opens on May 1; the day on which the fee is due moves by two weeks and back. */
const trainer = ({ database }: TestDatabase): Hero => ({
  address: 'robin@example.org',
  source: { about: 'renewal', startsOn: '2023-07-01', endsOn: '2024-06-30' },
  begin: '2023-05-01T00:00:00-07:00',
  desks: [deskOf({}), deskOf({ renewal: { ...igpTorSource.renewal, due: '06-16' } })],
  enter: () => importRobin(database),
  caseId: async () => (await database.read.term.findFirst({ where: { startsOn: '2023-07-01' } }))?.id ?? null,
  done: (termId, at) => [{ fact: 'fee-ticked', termId, by: 'torq', at }],
  undone: (termId) => [{ fact: 'fee-unticked', termId }],
  withdrawn: () => [],
});

const clockwork = fc.oneof(
  fc.record({
    do: fc.constantFrom('tick', 'deliver', 'tick-twice', 'deliver-twice'),
    late: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('crash' as const),
    in: fc.constantFrom('tick', 'deliver'),
    at: fc.oneof(fc.nat({ max: 30 }), fc.constant('handed-over' as const)),
  }),
);
const event = fc.record({
  do: fc.constantFrom('done', 'undone', 'withdrawn', 'bounced', 'heard', 'held', 'resumed', 'moved'),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: clockwork },
  { weight: 2, arbitrary: event },
);
const momentsOf = (days: number): fc.Arbitrary<Moment[]> =>
  fc.array(
    fc.record({
      // Often the next thing happens at once, or within the lease of a process that has died.
      minutes: fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: days * 24 * 60 })),
      step,
    }),
    { minLength: 3, maxLength: 14 },
  );

describe.each(providers)('any history on %s', (provider) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());

  test.each([
    ['an applicant', applicant, 4],
    ['a trainer', trainer, 16],
  ] as const)(
    '%s gets each reminder once, while it is right, and never after',
    async (_who, heroOf, days) => {
      await fc.assert(
        fc.asyncProperty(momentsOf(days), async (moments) => {
          await db.empty();
          expect(await live(db, heroOf(db), moments)).toEqual([]);
        }),
        { numRuns: histories },
      );
    },
    600_000,
  );
});
