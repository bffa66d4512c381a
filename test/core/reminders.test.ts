import { describe, expect, test } from 'vitest';
import { soqDeadlineEvent } from '../../src/core/calendar-event.ts';
import { planReminders } from '../../src/core/reminders.ts';
import { annualFee, application, pat, programmeWith, term } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const at = (local: string) => new Date(`${local}:00-07:00`);
const keys = (subject: Parameters<typeof planReminders>[0], now: Date, programme = igpTor) =>
  planReminders(subject, programme, now).map(({ key }) => key);

const soq = (offset: number) => `reminder/application-application-1/soq-missing/2023-05-19/${offset}d`;
const due = (offset: number, year = 2023) => `reminder/term-term-1/renewal-due/${year}-06-30/${offset}d`;
const late = (offset: number) => `reminder/term-term-1/late-fee/2023-06-30/${offset}d`;

describe('somebody who paid and sent no SOQ', () => {
  test.each([
    ['a minute before the first rung', '2023-04-28T08:59', []],
    ['on the first rung', '2023-04-28T09:00', [soq(-21)]],
    ['some days after it', '2023-05-05T12:00', [soq(-21)]],
    ['when it is no longer right', '2023-05-12T08:59', [soq(-21)]],
    ['on the second rung', '2023-05-12T09:00', [soq(-7)]],
    ['on the last rung', '2023-05-17T09:00', [soq(-2)]],
    ['a minute before the deadline', '2023-05-19T15:59', [soq(-2)]],
    ['at the deadline', '2023-05-19T16:00', []],
    ['after it', '2023-05-25T09:00', []],
    ['in the night', '2023-05-12T20:00', []],
    ['early in the morning', '2023-05-13T07:59', []],
  ])('%s', (_name, now, expected) => {
    expect(keys(application(), at(now))).toEqual(expected);
  });

  test.each([
    ['the second', '2023-05-12T09:00', 'soq-reminder'],
    ['the last', '2023-05-17T09:00', 'soq-last-reminder'],
  ])('gets a mail of its own at %s rung, where the rule has one for the last', (_name, now, expected) => {
    const [rule] = igpTorSource.reminders;
    const programme = programmeWith({ reminders: [{ ...rule, lastMessage: 'soq-last-reminder' }] });
    expect(planReminders(application(), programme, at(now)).map(({ message }) => message.name)).toEqual([
      expected,
    ]);
  });

  test('gets a mail with what is true of the case', () => {
    expect(planReminders(application(), igpTor, at('2023-05-12T09:00'))).toEqual([
      {
        channel: 'mail',
        key: soq(-7),
        to: 'pat@example.org',
        toName: 'Pat Doe',
        message: {
          name: 'soq-reminder',
          values: {
            order: '4812',
            deadline: 'Friday, May 19, 2023, 4:00 PM PDT',
            submitTo: 'tor@casqa.example',
            acceptedTypes: 'PDF',
            maxSize: '9.5 MB a file and 19.1 MB together',
          },
        },
        about: { kind: 'application', id: 'application-1' },
        personId: 'pat',
        condition: { kind: 'reminder', rule: 'soq-missing', referenceDate: '2023-05-19', offset: -7 },
        notBefore: null,
        calendar: soqDeadlineEvent(igpTor, '2023', at('2023-05-12T09:00')) ?? undefined,
      },
    ]);
  });

  test('who paid after a rung is not reminded minutes later, but of the next one', () => {
    const justPaid = application({ application: { openedAt: at('2023-05-12T09:05') } });
    expect(keys(justPaid, at('2023-05-12T09:10'))).toEqual([]);
    expect(keys(justPaid, at('2023-05-17T09:00'))).toEqual([soq(-2)]);
  });

  test('a moved deadline fires again, once a rung', () => {
    const [cycle] = igpTorSource.cycles;
    const moved = programmeWith({ cycles: [{ ...cycle, soqDeadline: '2023-05-26 16:00' }] });
    expect(keys(application(), at('2023-05-19T09:00'), moved)).toEqual([
      'reminder/application-application-1/soq-missing/2023-05-26/-7d',
    ]);
  });

  test('nobody is written to whose addresses have all bounced, and a second address is used', () => {
    const bounced = { address: 'pat@example.org', bouncedAt: at('2023-05-01T00:00') };
    const other = { address: 'pat@work.example', bouncedAt: null };
    const now = at('2023-05-12T09:00');
    expect(keys(application({ person: { ...pat, addresses: [bounced] } }), now)).toEqual([]);
    const [draft] = planReminders(
      application({ person: { ...pat, addresses: [bounced, other] } }),
      igpTor,
      now,
    );
    expect(draft?.to).toBe('pat@work.example');
  });
});

describe('somebody who has not renewed', () => {
  test.each([
    ['on the day the renewal opens', '2023-05-01T09:00', [due(-60)]],
    ['on the next rung', '2023-05-31T09:00', [due(-30)]],
    ['14 days before', '2023-06-16T09:00', [due(-14)]],
    ['7 days before', '2023-06-23T09:00', [due(-7)]],
    ['1 day before', '2023-06-29T09:00', [due(-1)]],
    ['in the evening of the last day', '2023-06-30T19:59', [due(-1)]],
    ['in the first minute of July, which is quiet', '2023-07-01T00:00', []],
    ['in the morning of July 1: the late fee', '2023-07-01T09:00', [late(1)]],
    ['30 days after', '2023-07-30T09:00', [late(30)]],
    ['60 days after', '2023-08-29T09:00', [late(60)]],
    ['down from June 25 to July 5: one mail, and none that says "in 7 days"', '2023-07-05T12:00', [late(1)]],
    ['down until long after the last rung', '2023-09-20T12:00', []],
  ])('%s', (_name, now, expected) => {
    expect(keys(term(), at(now))).toEqual(expected);
  });

  test('is told of the late fee', () => {
    const [draft] = planReminders(term(), igpTor, at('2023-07-05T12:00'));
    expect(draft?.message).toEqual({
      name: 'late-fee-notice',
      values: {
        due: 'Friday, June 30, 2023, 11:59 PM PDT',
        totalDue: '$90.00',
        fee: '$65.00',
        lateFee: '$25.00',
        lateUntil: 'Saturday, September 30, 2023, 11:59 PM PDT',
        path: 'log in, open Orders, choose the item, and press Renew',
      },
    });
  });

  test('who paid a part is asked for the rest only', () => {
    const july = term({ payments: [annualFee('2023-07-02', 6500)] });
    const june = term({ payments: [annualFee('2023-06-02', 4000)] });
    const [lateDraft] = planReminders(july, igpTor, at('2023-07-05T12:00'));
    const [draft] = planReminders(june, igpTor, at('2023-06-16T09:00'));
    expect(lateDraft?.message.values).toMatchObject({ totalDue: '$25.00' });
    expect(draft?.message.values).toMatchObject({ fee: '$25.00', feeOpen: true });
  });

  test('is told next year again', () => {
    const next = term({
      term: { startsOn: '2024-07-01', endsOn: '2025-06-30', openedAt: new Date('2024-05-01T07:00:00Z') },
    });
    expect(keys(next, at('2024-06-23T09:00'))).toEqual([due(-7, 2024)]);
  });

  test('is told nothing once the last day has passed, whatever the rules say', () => {
    const rules = [{ ...igpTorSource.reminders[2], offsets: ['+90d'], validDays: 30 }];
    const programme = programmeWith({ reminders: rules });
    expect(keys(term(), at('2023-09-28T09:00'), programme)).toEqual([late(90)]);
    expect(keys(term(), at('2023-10-01T09:00'), programme)).toEqual([]);
  });
});

describe('a rule on the whole checklist', () => {
  const rules = igpTorSource.reminders.map((rule) =>
    rule.rule === 'renewal-due' ? { ...rule, when: { about: 'renewal', checklistOpen: true } } : rule,
  );
  const programme = programmeWith({ reminders: rules });
  const day = new Date('2023-06-20T17:00:00Z');
  const all = { qisp: day, meeting: day, agreement: day, fee: day };

  test('names only what is open', () => {
    const meetingOpen = term({ term: { ticks: { ...all, meeting: null } } });
    const [draft] = planReminders(meetingOpen, programme, at('2023-06-23T09:00'));
    expect(draft?.message.values).toMatchObject({
      openItems: ['attend the renewal meeting, or view its recording'],
      feeOpen: false,
    });
  });

  test('is silent when everything is ticked', () => {
    expect(keys(term({ term: { ticks: all } }), at('2023-06-23T09:00'), programme)).toEqual([]);
  });
});
