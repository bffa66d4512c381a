import { repeated } from './repeated.ts';
import type { CycleDates } from './schema.ts';
import type { Sections } from './sections.ts';
import type { Finding } from './source.ts';

/** The dates of a cycle follow each other, and the cycles do too. */
export function checkCycles({ cycles, renewal }: Sections): readonly Finding[] {
  if (cycles === undefined) return [];
  return [
    ...repeated(
      cycles.map(({ name }) => name),
      ['cycles'],
      'name',
    ),
    ...cycles.flatMap((cycle, at) => [
      ...checkOrder(cycle).map((finding) => ({ ...finding, at: ['cycles', at, ...finding.at] })),
      ...checkAfter(cycle, cycles[at - 1], at),
    ]),
    ...cycles.flatMap(({ term }, at) =>
      renewal === undefined || term.starts.slice(5) === renewal.termStarts
        ? []
        : [
            {
              at: ['cycles', at, 'term', 'starts'],
              problem: `the day of renewal.termStarts, ${renewal.termStarts} (found ${term.starts})`,
            },
          ],
    ),
  ];
}

type Rule = { at: readonly string[]; right: boolean; expected: string; found: string };
type CycleFinding = { at: readonly string[]; problem: string };

function checkOrder(cycle: CycleDates): readonly CycleFinding[] {
  const { opens, payment, soqDeadline, notificationWeek, term } = cycle;
  const deadlineDay = soqDeadline.slice(0, 10);
  return broken([
    {
      at: ['payment', 'opens'],
      right: payment.opens.slice(0, 10) >= opens,
      expected: `not before the cycle opens, ${opens}`,
      found: payment.opens,
    },
    {
      at: ['payment', 'closes'],
      right: payment.closes > payment.opens,
      expected: `after payment.opens, ${payment.opens}`,
      found: payment.closes,
    },
    {
      at: ['payment', 'closes'],
      right: payment.closes <= soqDeadline,
      expected: `not after soqDeadline, ${soqDeadline}`,
      found: payment.closes,
    },
    {
      at: ['soqDeadline'],
      right: deadlineDay > opens && soqDeadline > payment.opens,
      expected: `after the cycle and the payment open, ${payment.opens}`,
      found: soqDeadline,
    },
    {
      at: ['notificationWeek'],
      right: isMonday(notificationWeek),
      expected: 'a Monday',
      found: notificationWeek,
    },
    {
      at: ['notificationWeek'],
      right: notificationWeek > deadlineDay,
      expected: `after soqDeadline, ${soqDeadline}`,
      found: notificationWeek,
    },
    ...meetingRules(cycle),
    {
      at: ['term', 'ends'],
      right: term.ends > term.starts,
      expected: `after term.starts, ${term.starts}`,
      found: term.ends,
    },
  ]);
}

function meetingRules({ notificationWeek, orientation, renewalMeeting, term }: CycleDates): Rule[] {
  return [
    {
      at: ['orientation', 'at'],
      right: orientation.at === null || orientation.at >= notificationWeek,
      expected: `not before the notification week, ${notificationWeek}`,
      found: orientation.at ?? 'none',
    },
    {
      at: ['orientation', 'again'],
      right: orientation.again === null || orientation.again > (orientation.at ?? 'not set'),
      expected: `after orientation.at, ${orientation.at ?? 'which is not set'}`,
      found: orientation.again ?? 'none',
    },
    {
      at: ['renewalMeeting', 'at'],
      right: renewalMeeting.at === null || renewalMeeting.at.slice(0, 10) <= term.ends,
      expected: `not after the term into which people renew ends, ${term.ends}`,
      found: renewalMeeting.at ?? 'none',
    },
    {
      at: ['renewalMeeting', 'recording'],
      right: renewalMeeting.recording === null || renewalMeeting.at !== null,
      expected: 'null while renewalMeeting.at is not set',
      found: renewalMeeting.recording ?? 'none',
    },
  ];
}

function checkAfter(cycle: CycleDates, before: CycleDates | undefined, at: number): readonly Finding[] {
  if (before === undefined) return [];
  const rules = [
    {
      at: ['opens'],
      right: cycle.opens > before.opens,
      expected: `after the cycle above opens, ${before.opens}`,
      found: cycle.opens,
    },
    {
      at: ['term', 'starts'],
      right: cycle.term.starts > before.term.ends,
      expected: `after the term of the cycle above ends, ${before.term.ends}`,
      found: cycle.term.starts,
    },
  ];
  return broken(rules).map((finding) => ({ ...finding, at: ['cycles', at, ...finding.at] }));
}

function broken(rules: readonly Rule[]): readonly CycleFinding[] {
  return rules
    .filter(({ right }) => !right)
    .map(({ at, expected, found }) => ({ at, problem: `${expected} (found ${found})` }));
}

function isMonday(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).getUTCDay() === 1;
}
