import { expect, test } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { counting, nobodyAffected } from '../../src/core/settings/affected.ts';
import { consequenceLines } from '../../src/core/settings/consequences.ts';
import type { Change } from '../../src/core/settings/words.ts';
import type { Programme } from '../../src/programme/schema.ts';
import { annualFee, application, payment, programmeWith, submission, term } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const atNoon = (date: string) => new Date(`${date}T12:00:00-07:00`);
const deadlineAt = (soqDeadline: string) =>
  programmeWith({
    cycles: igpTorSource.cycles.map((cycle) => ({ ...cycle, soqDeadline })),
  });
const feeOf = (fees: object) => programmeWith({ fees: { ...igpTorSource.fees, ...fees } });
const paid = application({ payments: [payment()] });

function affected(subject: Case, after: Programme, day: string, before: Programme = igpTor) {
  const sum = counting(nobodyAffected, subject, { before, after, now: atNoon(day) });
  return Object.fromEntries(Object.entries(sum).filter(([, count]) => count > 0));
}

test.each([
  ['before all reminders, a later deadline moves them', '2023-04-20', '2023-05-26 16:00', { moved: 3 }],
  [
    'one that went out comes again with the new date',
    '2023-05-05',
    '2023-06-09 16:00',
    { moved: 2, again: 1 },
  ],
  [
    'a deadline over already shuts out who sent nothing',
    '2023-05-15',
    '2023-05-12 16:00',
    { shutOut: 1, dropped: 1 },
  ],
  [
    'a deadline that is over no longer lets them in',
    '2023-05-20',
    '2023-05-26 16:00',
    { letIn: 1, atOnce: 1, again: 1 },
  ],
  ['the same deadline concerns nobody', '2023-05-05', '2023-05-19 16:00', {}],
] as const)('%s', (_, day, soqDeadline, expected) => {
  const opened = application({
    payments: [payment()],
    application: { openedAt: atNoon('2023-04-10') },
  });
  expect(affected(opened, deadlineAt(soqDeadline), day)).toEqual(expected);
});

test('an SOQ that was in time and would not be is named, and the other way round', () => {
  const sent = application({
    payments: [payment()],
    submissions: [submission({ receivedAt: atNoon('2023-05-16') })],
  });
  const early = deadlineAt('2023-05-12 16:00');
  expect(affected(sent, early, '2023-05-17')).toEqual({ soqsLate: 1 });
  expect(affected(sent, igpTor, '2023-05-17', early)).toEqual({ soqsInTime: 1 });
});

test('who was told a fee and has not paid it is counted, and who has paid too little by the new one', () => {
  const dearer = feeOf({ torAnnual: '$70' });
  expect(affected(term(), dearer, '2023-05-05')).toEqual({ toldOldFee: 1 });
  const complete = term({ payments: [annualFee('2023-05-02', 6500)] });
  expect(affected(complete, dearer, '2023-05-05')).toEqual({ nowLacking: 1 });
  expect(affected(paid, dearer, '2023-05-05')).toEqual({});
});

test('what follows is said in sentences', () => {
  const changes: Change[] = [
    {
      path: 'cycles.2023.notificationWeek',
      label: '2023 Notification week',
      kind: 'date',
      from: '2023-06-12',
      to: '2023-05-01',
    },
    { path: 'slack.approvers', label: 'Approvers', kind: 'people', from: ['U1', 'U2'], to: ['U2'] },
  ];
  const lines = consequenceLines(changes, {
    affected: { ...nobodyAffected, moved: 14, shutOut: 2, toldOldFee: 1 },
    waiting: { soqs: 3, results: 1, announced: 487 },
    programme: igpTor,
    now: atNoon('2023-05-05'),
  });
  expect(lines).toEqual([
    '2023 Notification week: Monday, May 1, 2023 is in the past.',
    '14 reminders moved to another day.',
    '2 people who paid and sent no SOQ: late by the new deadline, which is over.',
    '1 person told the old fee and not paid yet; nobody is mailed about the change.',
    '487 people told the old dates and fees by the announcement; nobody is mailed about the change.',
    '1 result decided already: the mail keeps its time; only later decisions follow the new week.',
    '<@U1> can no longer answer cards (3 open about SOQs), and open votes of theirs no longer count.',
  ]);
});
