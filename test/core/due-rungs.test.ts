import { describe, expect, test } from 'vitest';
import { dueRungs } from '../../src/core/due-rungs.ts';
import { planReminders, reminderKey } from '../../src/core/reminders.ts';
import { application, programmeWith, term } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const cycle = { about: 'application', cycle: '2023' } as const;
const span = { about: 'renewal', startsOn: '2023-07-01', endsOn: '2024-06-30' } as const;
const at = (now: string, programme = igpTor) =>
  dueRungs([cycle, span], programme, new Date(now)).map(({ keyEnd }) => keyEnd);

describe('the rungs that are due', () => {
  test.each([
    ['none in the winter', '2023-01-20T18:00:00Z', []],
    ['those of a term', '2023-05-31T18:00:00Z', ['/renewal-due/2023-06-30/-30d']],
    ['none in the quiet hours', '2023-06-01T04:30:00Z', []],
    ['none that count from what is over', '2023-05-20T18:00:00Z', []],
  ])('%s', (_name, now, ends) => {
    expect(at(now)).toEqual(ends);
  });

  test('are none of a rule that is off', () => {
    const reminders = igpTorSource.reminders.map((rule) => ({ ...rule, active: false }));
    expect(at('2023-05-31T18:00:00Z', programmeWith({ reminders }))).toEqual([]);
  });

  test.each(['2023-04-30T18:00:00Z', '2023-05-12T18:00:00Z', '2023-06-16T18:00:00Z', '2023-07-01T18:00:00Z'])(
    'are those for which somebody may get a mail, at %s',
    (now) => {
      const openedAt = new Date('2023-01-01T00:00:00Z');
      const subjects = [application({ application: { openedAt } }), term({ term: { openedAt } })];
      const keys = subjects.flatMap((one) => planReminders(one, igpTor, new Date(now)).map(({ key }) => key));
      for (const key of keys) expect(at(now).some((end) => key.endsWith(end))).toBe(true);
    },
  );

  test('end keys as core makes them, which the database puts together by itself', () => {
    const about = { kind: 'term', id: 'abc' } as const;
    const condition = { rule: 'renewal-due', referenceDate: '2023-06-30', offset: -30 };
    expect(reminderKey(about, condition)).toBe(`reminder/term-abc${at('2023-05-31T18:00:00Z')[0]}`);
  });
});
