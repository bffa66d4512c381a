// Where somebody stands, in the words they read.
import { describe, expect, test } from 'vitest';
import type { ApplicationCase } from '../../../src/core/case.ts';
import { applicationStanding } from '../../../src/core/decide/application-standing.ts';
import type { CaseInHand } from '../../../src/core/decide/command-input.ts';
import { termStanding } from '../../../src/core/decide/term-standing.ts';
import { annualFee, application, payment, submission, term } from '../../support/cases.ts';
import { inHand } from '../../support/command-input.ts';
import { igpTor } from '../../support/programme.ts';

const may = new Date('2023-05-12T19:00:00Z');

function applicant(subject: ApplicationCase, now = may, known: Partial<CaseInHand> = {}) {
  const { action, next } = applicationStanding({ ...inHand(known), subject }, igpTor, now);
  return { action, next };
}

const reviewed = application({ submissions: [submission()] });
const decided = (outcome: 'candidate' | 'not-selected') =>
  application({
    submissions: [submission()],
    application: { decision: { outcome, at: may, by: 'U1', reason: 'Too short.' } },
  });

describe('an application', () => {
  test.each<[string, ApplicationCase, string]>([
    ['nothing yet', application(), 'please send your SOQ, the deadline has passed'],
    [
      'nothing that can be reviewed',
      application({ submissions: [submission({ complete: false })] }),
      'please correct your SOQ, the deadline has passed',
    ],
  ])('of which we have %s after the deadline', (_name, subject, action) => {
    expect(applicant(subject, new Date('2023-05-20T19:00:00Z')).action).toBe(action);
  });

  test('whose fee was refunded', () => {
    const subject = application({ payments: [payment({ state: 'refunded' })] });
    expect(applicationStanding({ ...inHand(), subject }, igpTor, may)).toEqual({
      action: 'we cannot find your SOQ fee',
      headline: 'We cannot find your SOQ fee.',
      have: ['SOQ fee: $530.00, paid on Wednesday, May 10, 2023, order 4812; refunded'],
      next: [
        'If it is paid, reply to this email with the order number. If not, please log in to your account and pay it there.',
      ],
    });
  });

  test.each(['candidate', 'not-selected'] as const)(
    'decided %s, not told yet: as if undecided',
    (outcome) => {
      for (const day of ['2023-05-23', '2023-06-11', '2023-06-30'])
        expect(applicant(decided(outcome), new Date(`${day}T19:00:00Z`))).toEqual(
          applicant(reviewed, new Date(`${day}T19:00:00Z`)),
        );
    },
  );

  test('whose answer should have come says whom to ask', () => {
    expect(applicant(reviewed, new Date('2023-06-19T19:00:00Z'))).toEqual({
      action: 'please ask us for your result',
      next: [
        'Answers went out in the week of Monday, June 12, 2023. If you have none, please reply to this email: a person will look into it.',
      ],
    });
  });

  test('that came late is looked at by a person first', () => {
    const late = application({ submissions: [submission({ timeliness: 'late' })] });
    expect(applicant(late).next[0]).toBe(
      'Your SOQ arrived after the deadline: a member of our staff decides whether it can be considered.',
    );
  });

  test('told: a candidate has steps to complete', () => {
    expect(applicant(decided('candidate'), may, { toldAt: may }).next).toEqual([
      'Please attend the orientation webinar for candidate trainers.',
      'Please sign the Compliance Agreement that we send you.',
      'Please pay the annual Trainer of Record fee.',
    ]);
  });

  test('told: who was not selected may try again', () => {
    expect(applicant(decided('not-selected'), may, { toldAt: may }).next).toEqual([
      'The reason is in our email of Friday, May 12, 2023, 12:00 PM PDT. Write RESEND to us, and you get it once more.',
      'You may submit an SOQ the next time we issue a Request for Qualifications (RFQ), for the reduced fee of $280.00.',
    ]);
  });

  test('of which a new version came after it was asked for is under review again', () => {
    const revisionAskedAt = new Date('2023-05-11T00:00:00Z');
    expect(applicant(reviewed, may, { revisionAskedAt })).toEqual(applicant(reviewed));
  });
});

describe('a renewal', () => {
  const done = { qisp: may, meeting: may, agreement: may, fee: null };
  const standing = (subject: Parameters<typeof termStanding>[0], day: string) => {
    const { headline, next } = termStanding(subject, igpTor, new Date(`${day}T19:00:00Z`));
    return { headline, next };
  };
  const path = 'Where to pay: log in, open Orders, choose the item, and press Renew.';

  test('that is overdue costs the late fee and can still be done', () => {
    expect(standing(term({ term: { ticks: done } }), '2023-07-05')).toEqual({
      headline:
        'Your renewal is overdue. You can still renew until Saturday, September 30, 2023, 11:59 PM PDT.',
      next: ['Still open: pay the annual fee', `Annual fee: $90.00, with the late fee of $25.00. ${path}`],
    });
  });

  test('of which a part was paid says what is missing', () => {
    const subject = term({ term: { ticks: done }, payments: [annualFee('2023-07-03', 6500)] });
    expect(standing(subject, '2023-07-05').next).toEqual([
      'Still open: pay the annual fee',
      `Of the annual fee $25.00 is missing. ${path}`,
    ]);
  });

  test.each([
    ['2023-10-02', { ticks: done }, 'Your renewal has closed.'],
    ['2023-05-12', { ticks: { ...done, fee: may } }, 'Your renewal is complete on our checklist.'],
    ['2023-05-12', { ticks: { ...done, fee: may }, confirmedAt: may }, 'You are a Trainer of Record.'],
    ['2023-05-12', { lapsedAt: may }, 'You are no longer listed as a Trainer of Record.'],
  ])('on %s with %o: %s', (day, row, headline) => {
    expect(standing(term({ term: row }), day).headline).toBe(headline);
  });
});
