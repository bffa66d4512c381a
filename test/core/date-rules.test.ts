// Every rule that hangs on a date, on both sides of the midnight (or hour) at which it changes its mind, in nights that
// have gone wrong elsewhere: clocks that change, February, weekends, the ends of months and years (failures.md, row 6).
import { describe, expect, test } from 'vitest';
import { announcementsOf } from '../../src/core/announcement.ts';
import {
  addDays,
  businessDayFrom,
  dateOf,
  endOf,
  firstOnOrAfter,
  instantAt,
} from '../../src/core/calendar.ts';
import { cycleAt, isInPaymentWindow, notifyAt, timelinessOf } from '../../src/core/cycle.ts';
import { dailyDate } from '../../src/core/decide/daily.ts';
import { isWorkingTime, nudgeKey } from '../../src/core/decide/nudge.ts';
import { ignoreOldMail } from '../../src/core/decide/old-mail.ts';
import { payersSpan } from '../../src/core/decide/payers.ts';
import { releasesToShow } from '../../src/core/decide/release.ts';
import { untilIn } from '../../src/core/decide/until.ts';
import { assessFee } from '../../src/core/fee.ts';
import { fuseCard } from '../../src/core/fuse.ts';
import { lapseCause, reducedUntil } from '../../src/core/ladder.ts';
import { missedFrom, orientationsOf } from '../../src/core/meetings.ts';
import { stepOf } from '../../src/core/next-steps.ts';
import { referenceOf } from '../../src/core/references.ts';
import { openRenewals } from '../../src/core/renewal.ts';
import { activeRung } from '../../src/core/rungs.ts';
import { stageOf } from '../../src/core/stage.ts';
import type { CycleDates, Programme, ReminderRule } from '../../src/programme/schema.ts';
import { application, payment, term } from '../support/cases.ts';
import { nights } from '../support/nights.ts';
import { igpTor } from '../support/programme.ts';

const zone = 'America/Los_Angeles';
const [firstCycle] = igpTor.cycles as [CycleDates];
const [firstRule] = igpTor.reminders as [ReminderRule];

const cycleWith = (changes: Partial<CycleDates>): Programme => ({
  ...igpTor,
  cycles: [{ ...firstCycle, ...changes }],
});
const renewalWith = (changes: Partial<Programme['renewal']>): Programme => ({
  ...igpTor,
  renewal: { ...igpTor.renewal, ...changes },
});

/** Each says whether the new day counts already. */
const rules: Readonly<Record<string, (last: string) => (now: Date) => boolean>> = {
  'a cycle opens': (last) => (now) => cycleAt(cycleWith({ opens: addDays(last, 1) }), now)?.name === '2023',
  'the payment window opens': (last) => (now) =>
    isInPaymentWindow(
      {
        ...firstCycle,
        payment: { opens: `${addDays(last, 1)} 09:00`, closes: `${addDays(last, 30)} 16:00` },
      },
      dateOf(now, zone),
    ),
  'the payment window is over': (last) => (now) =>
    !isInPaymentWindow(
      { ...firstCycle, payment: { opens: `${addDays(last, -30)} 09:00`, closes: `${last} 16:00` } },
      dateOf(now, zone),
    ),
  'a deadline at midnight is over, without a band': (last) => (now) =>
    timelinessOf(now, new Date(endOf(last, zone).getTime() - 1), 0) === 'late',
  'staff are asked to release an announcement': (last) => (now) => {
    const plan = { audiences: ['members'], on: addDays(last, 1), at: '09:00', perHour: 300 };
    const [found] = announcementsOf(cycleWith({ announcement: plan }));
    return found !== undefined && now >= found.asksAt;
  },
  'the card of results is shown': (last) => (now) =>
    releasesToShow(
      {
        ...cycleWith({ notificationWeek: addDays(last, 4) }),
        decisions: { ...igpTor.decisions, previewDays: 3 },
      },
      now,
    ).length === 1,
  'a renewal opens': (last) => (now) => {
    const [opens, due, termStarts, lateUntil] = [1, 59, 60, 150].map((days) => addDays(last, days).slice(5));
    const programme = renewalWith({ opens, due, termStarts, lateUntil } as Programme['renewal']);
    return openRenewals(programme, dateOf(now, zone)).some(({ startsOn }) => startsOn === addDays(last, 60));
  },
  'a payment owes the late fee': (last) => (now) =>
    assessFee(
      [payment({ purpose: 'tor-annual', amountCents: 6500, paidOn: dateOf(now, zone) })],
      { opens: addDays(last, -60), due: last, lateUntil: addDays(last, 90) },
      igpTor.fees,
    ).state === 'underpaid',
  'a renewal is late': (last) => (now) => {
    const programme = renewalWith({ due: last.slice(5), opens: addDays(last, -60).slice(5) });
    const startsOn = addDays(last, 1);
    return (
      stageOf(term({ term: { startsOn, endsOn: addDays(last, 365) } }), programme, now) === 'renewal-late'
    );
  },
  'who did not renew is put to staff': (last) => (now) => {
    const lateUntil = last.slice(5);
    const startsOn = addDays(last, -90);
    const subject = term({ term: { startsOn, endsOn: addDays(last, 275) } });
    const programme = renewalWith({
      ...{ termStarts: startsOn.slice(5), due: addDays(startsOn, -1).slice(5), lateUntil },
      opens: addDays(startsOn, -60).slice(5),
    });
    return lapseCause(subject, programme, now) === 'not-renewed';
  },
  'the day is over that staff gave somebody': (last) => (now) =>
    lapseCause(
      term({ term: { startsOn: '2022-07-01', endsOn: addDays(last, 200), keptUntil: last } }),
      igpTor,
      now,
    ) === 'not-renewed',
  'a registration lost within a term is the next term’s matter': (last) => (now) =>
    lapseCause(
      term({
        term: {
          ...{ startsOn: addDays(last, -300), endsOn: last },
          ...{ confirmedAt: new Date('2022-01-01T12:00:00Z'), qispLostAt: new Date('2022-02-01T12:00:00Z') },
        },
      }),
      igpTor,
      now,
    ) === null,
  'staff may no longer give this day': (last) => (now) =>
    'tell' in
    untilIn(
      `${addDays(last, 1)} asked for time`,
      term({ term: { startsOn: '2023-07-01', endsOn: '2030-06-30' } }),
      {
        programme: renewalWith({ opens: '12-31' }),
        now,
      },
    ),
  'a reminder is no longer right': (last) => (now) => {
    const rule = { ...firstRule, offsets: [0], at: '09:00', validDays: 1, reference: 'termStarts' as const };
    const reference = { date: addDays(last, -1), at: endOf(addDays(last, 30), zone) };
    return activeRung(rule, reference, igpTor, now) === null;
  },
  'a reminder of a day at midnight is due': (last) => (now) => {
    const rule = { ...firstRule, offsets: [-7], at: '00:00', reference: 'termStarts' as const };
    const reference = { date: addDays(last, 8), at: endOf(addDays(last, 8), zone) };
    return activeRung(rule, reference, igpTor, now) !== null;
  },
  'a date that reminders count towards is over': (last) => (now) => {
    const reference = referenceOf(
      { about: 'application', cycle: '2023' },
      'notificationWeek',
      cycleWith({ notificationWeek: last }),
    );
    return reference !== null && now >= reference.at;
  },
  'who missed a meeting may be written to': (last) => (now) => {
    const programme = cycleWith({
      orientation: { at: `${addDays(last, -6)} 10:00`, again: null, minutes: 90, join: null },
    });
    const [session] = orientationsOf(programme, programme.cycles[0] as CycleDates);
    const from = session === undefined ? null : missedFrom(session, programme);
    // Three business days after it; on a business day that is the midnight before.
    return from !== null && dateOf(now, zone) > last && now >= from;
  },
  'who missed an orientation long ago is not written to': (last) => (now) => {
    const at = addDays(last, -30);
    const programme = cycleWith({ orientation: { at: `${at} 10:00`, again: null, minutes: 90, join: null } });
    const told = application({
      application: {
        decision: { outcome: 'candidate', at: new Date('2022-01-01T12:00:00Z'), by: 'U1', reason: null },
        resultToldAt: new Date('2022-01-02T12:00:00Z'),
      },
    });
    return !stepOf(told, 'orientation-missed', programme, now).right;
  },
  'mail counts from IMAP_SINCE on': (last) => (now) => ignoreOldMail(addDays(last, 1), now, zone) === null,
  'a new day has a card of its own for too many mails to one person': (last) => (now) =>
    fuseCard(
      { limit: 'person', reason: 'too many' },
      { id: 'i', toAddress: 'pat@example.org', subject: 's', whose: 'p' },
      { timeZone: zone, now },
    ).key.endsWith(addDays(last, 1)),
  'what waits is said again, once a day': (last) => (now) =>
    nudgeKey('prompt', igpTor, now) === `nudge/prompt/${addDays(last, 1)}`,
};

describe.each(nights)('%s (%s)', (_night, last) => {
  const midnight = endOf(last, zone);
  const before = new Date(midnight.getTime() - 1);

  test.each(Object.entries(rules))('%s at midnight in California, not a moment before', (_rule, counts) => {
    expect([counts(last)(before), counts(last)(midnight)]).toEqual([false, true]);
  });

  const next = addDays(last, 1);
  /** What begins at an hour of the new day, by the clocks of that day. */
  const hours: Readonly<Record<string, readonly [at: string, begins: (now: Date) => boolean]>> = {
    'the card of the day': ['08:00', (now) => dailyDate(igpTor, now) === next],
    'a reminder': [
      '09:00',
      (now) => {
        const rule = { ...firstRule, offsets: [0], at: '09:00', reference: 'termStarts' as const };
        return activeRung(rule, { date: next, at: endOf(next, zone) }, igpTor, now) !== null;
      },
    ],
    'the card of payers without an SOQ': [
      '09:00',
      (now) => {
        const span = payersSpan(igpTor, { ...firstCycle, soqDeadline: `${addDays(next, 5)} 16:00` });
        return span !== null && now >= span.from;
      },
    ],
  };
  test.each(Object.entries(hours))('%s begins at its hour by the clock', (_what, [at, begins]) => {
    const hour = instantAt(next, at, zone);
    expect([begins(new Date(hour.getTime() - 1)), begins(hour)]).toEqual([false, true]);
  });

  test('results go out at 09:00 of the first business day of the week that begins then', () => {
    const programme = cycleWith({ notificationWeek: next });
    const day = businessDayFrom(next, 1, []);
    expect(notifyAt(programme, programme.cycles[0] as CycleDates, before)).toEqual(
      instantAt(day, '09:00', zone),
    );
  });

  test('staff are disturbed in working hours of business days only', () => {
    const isBusiness = businessDayFrom(next, 1, []) === next;
    const at = (time: string) => isWorkingTime(igpTor, instantAt(next, time, zone));
    expect([at('08:59'), at('09:00'), at('16:59'), at('17:00')]).toEqual([
      false,
      isBusiness,
      isBusiness,
      false,
    ]);
  });

  test('the reduced fee is there to the end of its last month’s day, also where that month is shorter', () => {
    const startsOn = addDays(last, -90);
    const programme = renewalWith({
      ...{ lateUntil: last.slice(5), due: addDays(startsOn, -1).slice(5), termStarts: startsOn.slice(5) },
      ...{ opens: addDays(startsOn, -60).slice(5), ladder: { requalify: 'reduced', reducedMonths: 12 } },
    });
    const until = reducedUntil(term({ term: { startsOn } }), programme);
    const sameDay = firstOnOrAfter(last.slice(5), addDays(last, 1));
    expect(until).toBe(sameDay);
  });
});
