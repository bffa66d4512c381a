import { describe, expect, test } from 'vitest';
import { reminderWanted } from '../../src/core/reminders.ts';
import { explainReminders } from '../../src/core/why.ts';
import { annualFee, application, pat, payment, programmeWith, submission, term } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const at = (local: string) => new Date(`${local}:00-07:00`);

describe('a planned reminder is no longer wanted', () => {
  const now = at('2023-05-12T12:00');
  const reminder = {
    kind: 'reminder',
    rule: 'soq-missing',
    referenceDate: '2023-05-19',
    offset: -7,
  } as const;
  const renewal = { kind: 'reminder', rule: 'renewal-due', referenceDate: '2023-06-30', offset: -7 } as const;
  const june = at('2023-06-23T12:00');
  const done = new Date('2023-06-20T17:00:00Z');
  const ticked = { ticks: { qisp: null, meeting: null, agreement: null, fee: done } };

  test.each([
    [
      'withdrawn',
      application({ application: { withdrawnAt: done } }),
      'withdrawn on Tuesday, June 20, 2023, 10:00 AM PDT',
    ],
    [
      'submitted',
      application({ submissions: [submission()] }),
      'the SOQ came on Friday, May 12, 2023, 10:00 AM PDT',
    ],
    ['not paid any more', application({ payments: [payment({ state: 'refunded' })] }), 'not paid'],
    ['about a renewal', term(), 'the date it counts from has moved'],
  ])('%s', (_name, subject, reason) => {
    expect(reminderWanted(subject, reminder, igpTor, now)).toEqual({ wanted: false, reason });
  });

  test.each([
    ['paid', term({ term: ticked }), 'the fee was ticked on Tuesday, June 20, 2023, 10:00 AM PDT'],
    [
      'paid, not ticked yet',
      term({ payments: [annualFee('2023-06-20', 6500)] }),
      'the fee was paid on Tuesday, June 20, 2023',
    ],
    [
      'confirmed',
      term({ term: { confirmedAt: done } }),
      'the renewal was confirmed on Tuesday, June 20, 2023, 10:00 AM PDT',
    ],
    [
      'lapsed',
      term({ term: { lapsedAt: done } }),
      'the renewal lapsed on Tuesday, June 20, 2023, 10:00 AM PDT',
    ],
    [
      'ended',
      term({ credential: { id: 'c', endedOn: '2023-06-20' } }),
      'no longer a Trainer of Record since Tuesday, June 20, 2023',
    ],
  ])('a renewal that is %s', (_name, subject, reason) => {
    expect(reminderWanted(subject, renewal, igpTor, june)).toEqual({ wanted: false, reason });
  });

  test.each([
    ['its rung has passed', { ...reminder, offset: -21 }, 'its time has passed'],
    [
      'the deadline was moved',
      { ...reminder, referenceDate: '2023-05-12' },
      'the date it counts from has moved',
    ],
    ['the rule is off', { ...reminder, rule: 'gone' }, 'the rule gone is off'],
  ])('%s', (_name, condition, reason) => {
    expect(reminderWanted(application(), condition, igpTor, now)).toEqual({ wanted: false, reason });
  });

  test('and otherwise it is', () => {
    expect(reminderWanted(application(), reminder, igpTor, now)).toEqual({ wanted: true });
    expect(reminderWanted(term(), renewal, igpTor, june)).toEqual({ wanted: true });
  });

  test('rules about decided applications ask for a decision', () => {
    const rules = [{ ...igpTorSource.reminders[0], when: { about: 'application', decided: false } }];
    const programme = programmeWith({ reminders: rules });
    const decision = { outcome: 'candidate', at: done, by: 'U01APPROVER', reason: null } as const;
    expect(reminderWanted(application({ application: { decision } }), reminder, programme, now)).toEqual({
      wanted: false,
      reason: 'decided on Tuesday, June 20, 2023, 10:00 AM PDT',
    });
  });
});

describe('what each rule says of a case', () => {
  const next = at('2023-05-17T09:00');
  const friday = at('2023-05-12T12:00');
  const kept = (changes: object) => ({
    mails: [
      {
        key: 'reminder/application-application-1/soq-missing/2023-05-19/-7d',
        status: 'pending',
        statusReason: null,
        notBefore: at('2023-05-12T09:00'),
        sentAt: null,
        returnedAt: null,
        returnedWhy: null,
        ...changes,
      },
    ],
    hold: null,
  });

  test.each([
    [
      'due',
      application(),
      '2023-05-12T12:00',
      { state: 'due', why: 'due since Friday, May 12, 2023, 9:00 AM PDT; the next tick sends it', next },
    ],
    [
      'in the night',
      application(),
      '2023-05-12T21:00',
      {
        state: 'waits',
        why: 'waits for the quiet hours to end, until Saturday, May 13, 2023, 8:00 AM PDT',
        next,
      },
    ],
    [
      'later',
      application(),
      '2023-04-25T12:00',
      { state: 'later', why: 'due on Friday, April 28, 2023, 9:00 AM PDT', next: at('2023-04-28T09:00') },
    ],
    [
      'bounced',
      application({
        person: { ...pat, addresses: [{ address: 'pat@example.org', bouncedAt: at('2023-05-01T10:00') }] },
      }),
      '2023-05-12T12:00',
      {
        state: 'no',
        why: 'mail to pat@example.org bounced on Monday, May 1, 2023, 10:00 AM PDT',
        next: null,
      },
    ],
    [
      'over',
      application(),
      '2023-05-20T12:00',
      {
        state: 'no',
        why: 'its time has passed: the last was due on Wednesday, May 17, 2023, 9:00 AM PDT',
        next: null,
      },
    ],
  ])('%s', (_name, subject, now, expected) => {
    expect(explainReminders(subject, igpTor, at(now))).toEqual([{ rule: 'soq-missing', ...expected }]);
  });

  test('fulfilled: since when', () => {
    const [answer] = explainReminders(application({ submissions: [submission()] }), igpTor, friday);
    expect(answer).toEqual({
      rule: 'soq-missing',
      state: 'no',
      why: expect.stringMatching(/^the SOQ came on \w+, \w+ \d+, 2023, .*PDT$/),
      next: null,
    });
  });

  test('off, or without its date', () => {
    const [rule] = igpTorSource.reminders;
    const [cycle] = igpTorSource.cycles;
    const off = programmeWith({ reminders: [{ ...rule, active: false }] });
    const unset = programmeWith({
      reminders: [{ ...rule, reference: 'orientation' }],
      cycles: [{ ...cycle, orientation: { at: null } }],
    });
    expect(
      [off, unset].map((programme) => explainReminders(application(), programme, friday)[0]?.why),
    ).toEqual(['the rule is off', 'the date that it counts from, orientation, is not set']);
  });

  test.each([
    ['sent', { status: 'sent', sentAt: at('2023-05-12T09:01') }, 'sent on Friday, May 12, 2023, 9:01 AM PDT'],
    [
      'held',
      { status: 'held', statusReason: 'this address is not on MAIL_RECIPIENTS' },
      'held since Friday, May 12, 2023, 9:00 AM PDT: this address is not on MAIL_RECIPIENTS',
    ],
    [
      'came back',
      {
        status: 'sent',
        sentAt: at('2023-05-12T09:01'),
        returnedAt: at('2023-05-12T09:05'),
        returnedWhy: 'cannot be delivered (5.1.1)',
      },
      'sent on Friday, May 12, 2023, 9:01 AM PDT; came back on Friday, May 12, 2023, 9:05 AM PDT: cannot be delivered (5.1.1)',
    ],
    ['failed', { status: 'failed', statusReason: '550 no such user' }, 'failed: 550 no such user'],
    ['superseded', { status: 'superseded', statusReason: 'paid' }, 'superseded: paid'],
    [
      'unknown',
      { status: 'unknown', statusReason: 'torq stopped' },
      'may or may not have gone out: torq stopped',
    ],
  ])('%s: what became of the mail that is right now, and when the next is due', (_name, changes, why) => {
    expect(explainReminders(application(), igpTor, friday, kept(changes))).toEqual([
      { rule: 'soq-missing', state: 'kept', why, next },
    ]);
  });

  test('a mail that waits while all mail is held says since when and why', () => {
    const hold = { heldAt: at('2023-05-12T08:30'), reason: 'wrong date' };
    const [answer] = explainReminders(application(), igpTor, friday, { ...kept({}), hold });
    expect(answer?.why).toBe('all mail is held since Friday, May 12, 2023, 8:30 AM PDT (wrong date)');
  });

  test('a case is only asked about its own rules', () => {
    expect(
      explainReminders(term(), igpTor, at('2023-07-05T12:00')).map(({ rule, state }) => `${rule}: ${state}`),
    ).toEqual(['renewal-due: no', 'late-fee: due']);
  });
});
