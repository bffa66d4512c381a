// What people read changes with the same midnights as what is done: the list, certificates, answers to STATUS, cards.
import { describe, expect, test } from 'vitest';
import { addDays, businessDayFrom, dateOf, endOf, instantAt } from '../../src/core/calendar.ts';
import { standingOf } from '../../src/core/certificate/standing.ts';
import { applicationStanding } from '../../src/core/decide/application-standing.ts';
import { monthToTell } from '../../src/core/decide/reconciliation.ts';
import { soqFeeDoubt } from '../../src/core/decide/soq-fee-doubt.ts';
import { termStanding } from '../../src/core/decide/term-standing.ts';
import { listEntries } from '../../src/core/public-list/entries.ts';
import type { CycleDates, Programme } from '../../src/programme/schema.ts';
import { application, paymentInput, submission, term } from '../support/cases.ts';
import { nights } from '../support/nights.ts';
import { igpTor } from '../support/programme.ts';

const zone = 'America/Los_Angeles';
const [cycle] = igpTor.cycles as [CycleDates];
const long = new Date('2020-01-01T12:00:00Z');
const cycleWith = (changes: Partial<CycleDates>): Programme => ({
  ...igpTor,
  cycles: [{ ...cycle, ...changes }],
});
/** Due, and until when late, so many days before and after a term starts. */
const renewalOf = (startsOn: string, lateUntil: string): Programme => ({
  ...igpTor,
  renewal: {
    ...igpTor.renewal,
    ...{ termStarts: startsOn.slice(5), due: addDays(startsOn, -1).slice(5), lateUntil: lateUntil.slice(5) },
    opens: addDays(startsOn, -60).slice(5),
  },
});
const trainer = (startsOn: string, endsOn: string) => ({
  person: {
    ...{ id: 'p', name: 'Robin Roe', certificateName: null, organisation: null, listing: null },
    ...{ unlistedAt: null, mergedIntoId: null, erasedAt: null },
  },
  credential: { endedOn: null, removedAt: null },
  terms: [{ startsOn, endsOn, confirmedAt: long, lapsedAt: null, certificates: [] }],
});
const certificate = (startsOn: string, endsOn: string) => ({
  ...{ startsOn, endsOn, supersededBy: null, revokedAt: null },
  term: { confirmedAt: long, lapsedAt: null, credential: { endedOn: null } },
});

/** Each says whether the new day is told already. */
const rules: Readonly<Record<string, (last: string) => (now: Date) => boolean>> = {
  'a term begins, and its trainer stands on the list': (last) => (now) =>
    listEntries([trainer(addDays(last, 1), addDays(last, 365))], igpTor, dateOf(now, zone)).length === 1,
  'late renewal is over, and who did not renew would leave the list': (last) => (now) =>
    listEntries(
      [trainer(addDays(last, -455), addDays(last, -90))],
      renewalOf(addDays(last, -89), last),
      dateOf(now, zone),
    ).length === 0,
  'a certificate becomes valid': (last) => (now) =>
    standingOf(certificate(addDays(last, 1), addDays(last, 365)), dateOf(now, zone)).kind === 'valid',
  'a certificate is over': (last) => (now) =>
    standingOf(certificate(addDays(last, -364), last), dateOf(now, zone)).kind === 'over',
  'STATUS says that a renewal is overdue': (last) => (now) =>
    termStanding(
      term({ term: { startsOn: addDays(last, 1), endsOn: addDays(last, 365) } }),
      renewalOf(addDays(last, 1), addDays(last, 90)),
      now,
    ).headline.startsWith('Your renewal is overdue'),
  'STATUS names the fee with the late fee': (last) => (now) =>
    termStanding(
      term({ term: { startsOn: addDays(last, 1), endsOn: addDays(last, 365) } }),
      renewalOf(addDays(last, 1), addDays(last, 90)),
      now,
    ).next.some((line) => line.startsWith('Annual fee: $90.00')),
  'STATUS says that a renewal has closed': (last) => (now) =>
    termStanding(
      term({ term: { startsOn: addDays(last, -89), endsOn: addDays(last, 275) } }),
      renewalOf(addDays(last, -89), last),
      now,
    ).headline === 'Your renewal has closed.',
  'STATUS says that the week of answers is over': (last) => (now) =>
    applicationStanding(
      {
        ...{ subject: application({ submissions: [submission()] }), toldAt: null, revisionAskedAt: null },
      } as Parameters<typeof applicationStanding>[0],
      cycleWith({ notificationWeek: addDays(last, -6) }),
      now,
    ).action === 'please ask us for your result',
  'a fee in time is read too late for the SOQ, and a person looks': (last) => (now) =>
    soqFeeDoubt(
      paymentInput({
        ...{ now, paidOn: addDays(last, -1), application: null },
        programme: cycleWith({
          opens: addDays(last, -30),
          payment: { opens: `${addDays(last, -30)} 09:00`, closes: `${last} 16:00` },
          soqDeadline: `${last} 16:00`,
        }),
      }),
    )?.reason === 'read when the day of the SOQ deadline was over',
};

describe.each(nights)('%s (%s)', (_night, last) => {
  const midnight = endOf(last, zone);

  test.each(Object.entries(rules))('%s at midnight in California, not a moment before', (_rule, told) => {
    expect([told(last)(new Date(midnight.getTime() - 1)), told(last)(midnight)]).toEqual([false, true]);
  });

  test('the money of a month is told on the first business day of the next, at the hour of the card of the day', () => {
    const first = `${addDays(last, 31).slice(0, 7)}-01`;
    const hour = instantAt(businessDayFrom(first, 1, []), '08:00', zone);
    const before = monthToTell(igpTor, new Date(hour.getTime() - 1));
    expect([before, monthToTell(igpTor, hour)]).toEqual([null, addDays(first, -1).slice(0, 7)]);
  });
});
