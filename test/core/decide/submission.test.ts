import { describe, expect, test } from 'vitest';
import { senderFlags } from '../../../src/core/decide/sender-flags.ts';
import { decideSubmission } from '../../../src/core/decide/submission.ts';
import { application, pat, payment, receivedAt, submission, submissionInput } from '../../support/cases.ts';
import { attachment } from '../../support/mail-value.ts';

type Decided = ReturnType<typeof decideSubmission>;
const mailOf = (decision: Decided) =>
  decision.kind === 'apply'
    ? decision.drafts.flatMap((draft) => (draft.channel === 'mail' ? [draft] : []))[0]
    : undefined;
const cardOf = (decision: Decided) =>
  decision.kind === 'ignore'
    ? undefined
    : decision.drafts.flatMap((draft) => (draft.channel === 'slack' ? [draft.prompt] : []))[0];

test('a complete SOQ is recorded, confirmed and put to staff', () => {
  expect(decideSubmission(submissionInput())).toEqual({
    kind: 'apply',
    event: 'soq-received',
    reason: 'SOQ version 1, in-time, complete',
    about: { kind: 'application', id: 'application-1' },
    personId: 'pat',
    expects: [{ row: 'application', id: 'application-1', version: 3 }],
    facts: [
      {
        fact: 'submission-recorded',
        submission: {
          id: 'new-submission',
          applicationId: 'application-1',
          number: 1,
          receivedAt: new Date('2023-05-12T17:00:00Z'),
          statedAt: null,
          complete: true,
          timeliness: 'in-time',
          findings: [],
          documents: [attachment()],
          mails: 1,
          parts: [null],
          partsOf: null,
        },
      },
      { fact: 'approval-superseded', applicationId: 'application-1', by: 'new-submission' },
    ],
    drafts: [
      {
        channel: 'mail',
        key: 'soq/mail-2',
        to: 'pat@example.org',
        toName: 'Pat Doe',
        message: {
          name: 'soq-received',
          values: {
            receivedAt: 'Friday, May 12, 2023, 10:00 AM PDT',
            version: '1',
            documents: ['soq.pdf (3 pages, 1 KB)'],
            deadline: 'Friday, May 19, 2023, 4:00 PM PDT',
            nearDeadline: false,
            notificationWeek: 'Monday, June 12, 2023',
          },
        },
        about: { kind: 'application', id: 'application-1' },
        personId: 'pat',
        condition: { kind: 'always' },
        notBefore: null,
      },
      {
        channel: 'slack',
        key: 'card/soq-approval/new-submission',
        prompt: {
          id: 'new-prompt',
          kind: 'soq-approval',
          title: 'SOQ to decide: Pat Doe',
          facts: [
            ['Applicant', 'Pat Doe, pat@example.org'],
            ['Version', '1'],
            ['Received', 'Friday, May 12, 2023, 10:00 AM PDT, 7 days 6 hours before the deadline'],
            ['Documents', 'soq.pdf (3 pages, 1 KB)'],
            ['Fee', 'paid, order 4812'],
          ],
          applicationId: 'application-1',
          submissionId: 'new-submission',
          paymentId: null,
          inboundMailId: 'mail-2',
          outboxItemId: null,
        },
      },
    ],
  });
});

describe('the deadline', () => {
  test.each([
    ['before the band', '2023-05-19T22:44:59Z', 'in-time', 'soq-received', 'SOQ to decide: Pat Doe'],
    [
      '8 minutes late: staff decide',
      '2023-05-19T23:08:00Z',
      'near-deadline',
      'soq-received',
      'SOQ to decide: Pat Doe',
    ],
    ['after the band', '2023-05-19T23:15:01Z', 'late', 'soq-late', 'Late SOQ to decide: Pat Doe'],
  ])('%s', (_name, instant, timeliness, message, title) => {
    const decision = decideSubmission(submissionInput({ arrival: receivedAt(instant) }));
    expect(decision.reason).toBe(`SOQ version 1, ${timeliness}, complete`);
    expect(mailOf(decision)?.message.name).toBe(message);
    expect(cardOf(decision)?.title).toBe(title);
  });

  test('so close to it that a person decides, both sides are told', () => {
    const decision = decideSubmission(submissionInput({ arrival: receivedAt('2023-05-19T23:08:00Z') }));
    expect(mailOf(decision)?.message.values).toMatchObject({ nearDeadline: true });
    expect(cardOf(decision)?.facts).toContainEqual([
      'Received',
      'Friday, May 19, 2023, 4:08 PM PDT, 8 minutes after the deadline: you decide whether it counts',
    ]);
  });

  test('is judged by our own stamp, whatever the sender states', () => {
    const arrival = { ...receivedAt('2023-05-19T23:20:00Z'), statedAt: new Date('2023-05-19T22:54:00Z') };
    expect(decideSubmission(submissionInput({ arrival })).reason).toBe('SOQ version 1, late, complete');
  });

  test.each([
    ['2023-05-19T23:00:00Z', false],
    ['2023-05-19T23:00:01Z', true],
    ['2023-05-20T23:00:00Z', true],
  ])('an incomplete SOQ of %s: is the deadline told to be over? %s', (instant, deadlinePassed) => {
    const decision = decideSubmission(submissionInput({ attachments: [], arrival: receivedAt(instant) }));
    expect(mailOf(decision)?.message.values).toMatchObject({ deadlinePassed });
  });
});

test('an incomplete SOQ is kept, answered with what to mend, and staff are not asked', () => {
  const locked = attachment({ problem: 'encrypted', pages: null });
  const decision = decideSubmission(submissionInput({ attachments: [locked] }));
  expect(decision).toMatchObject({
    kind: 'apply',
    reason:
      'SOQ version 1, in-time, not complete: soq.pdf: it is protected by a password; please send it without one',
  });
  expect(decision.facts.map(({ fact }) => fact)).toEqual(['submission-recorded']);
  expect(mailOf(decision)?.message).toEqual({
    name: 'soq-incomplete',
    values: {
      receivedAt: 'Friday, May 12, 2023, 10:00 AM PDT',
      problems: ['soq.pdf: it is protected by a password; please send it without one'],
      missing: [],
      here: [],
      addUntil: null,
      deadline: 'Friday, May 19, 2023, 4:00 PM PDT',
      distance: '7 days 6 hours',
      deadlinePassed: false,
      submitTo: 'tor@casqa.example',
    },
  });
  expect(cardOf(decision)).toBeUndefined();
});

test('a newer version is the next number and closes the question about the older one', () => {
  const decision = decideSubmission(
    submissionInput({ application: application({ submissions: [submission()] }) }),
  );
  expect(decision.reason).toBe('SOQ version 2, in-time, complete');
  expect(decision.facts[1]).toEqual({
    fact: 'approval-superseded',
    applicationId: 'application-1',
    by: 'new-submission',
  });
});

test('staff see what makes a mail doubtful, and whether the fee is paid', () => {
  const unpaid = application({ payments: [payment({ state: 'refunded' })] });
  const flags = senderFlags({ matchFlag: 'a new address', authenticated: false, reason: 'dkim=none' });
  expect(cardOf(decideSubmission(submissionInput({ application: unpaid, flags })))?.facts).toEqual(
    expect.arrayContaining([
      ['Fee', 'NOT PAID'],
      ['Look twice', 'a new address'],
      ['Look twice', 'the sender could not be authenticated (dkim=none)'],
    ]),
  );
  expect(senderFlags({ matchFlag: null, authenticated: true, reason: '' })).toEqual([]);
});

test('nobody is written to without an address that takes mail; staff are still asked', () => {
  const person = { ...pat, addresses: [{ address: 'pat@example.org', bouncedAt: new Date(0) }] };
  const decision = decideSubmission(submissionInput({ application: application({ person }) }));
  expect(mailOf(decision)).toBeUndefined();
  expect(cardOf(decision)?.facts[0]).toEqual(['Applicant', 'Pat Doe, no address that takes mail']);
});

test('an SOQ to mend of a person whom no mail reaches goes to staff, with all that is wrong', () => {
  const person = { ...pat, addresses: [{ address: 'pat@example.org', bouncedAt: new Date(0) }] };
  const locked = attachment({ problem: 'encrypted', pages: null });
  const decision = decideSubmission(
    submissionInput({ application: application({ person }), attachments: [locked], text: 'Here it is.' }),
  );
  expect(decision).toMatchObject({ kind: 'apply', facts: [{ fact: 'submission-recorded' }] });
  expect(decision.kind === 'apply' && decision.drafts).toEqual([
    {
      channel: 'slack',
      key: 'card/soq-unreachable/new-submission',
      prompt: {
        id: 'new-prompt',
        kind: 'mail-review',
        title: 'SOQ to mend, and no address takes mail: Pat Doe',
        facts: [
          [
            'Why',
            'The SOQ cannot be reviewed yet, and mail to every known address of the applicant has come back',
          ],
          ['What is wrong', 'soq.pdf: it is protected by a password; please send it without one'],
          ['Documents', 'soq.pdf (1 KB)'],
          ['From', 'Pat Doe <pat@example.org>'],
          ['Received', 'Friday, May 12, 2023, 10:00 AM PDT, 7 days 6 hours before the deadline'],
          ['Message', 'Here it is.'],
          ['What to do', 'Please reach the applicant another way, and tell them what to send'],
        ],
        applicationId: 'application-1',
        submissionId: null,
        paymentId: null,
        inboundMailId: 'mail-2',
        outboxItemId: null,
      },
    },
  ]);
});

test('a winmail.dat of formatting alone: its sender is asked for documents, and staff read what was written', () => {
  const formatting = attachment({ filename: 'winmail.dat', problem: 'tnef', pages: null, holds: 0 });
  const decision = decideSubmission(
    submissionInput({ attachments: [formatting], text: 'May I have a week more?' }),
  );
  expect(mailOf(decision)?.message.values).toMatchObject({
    problems: [
      'winmail.dat: your mail program sent this file in place of attachments, and there is no document in it; please attach your SOQ as PDF',
    ],
  });
  expect(cardOf(decision)?.facts).toContainEqual(['Message', 'May I have a week more?']);
});

describe('an SOQ in several mails', () => {
  const first = attachment({ filename: 'one.pdf', sha256: 'one' });
  const second = attachment({ filename: 'two.pdf', sha256: 'two' });
  const earlier = submission({
    receivedAt: new Date('2023-05-19T20:00:00Z'),
    complete: false,
    documents: [first],
    parts: [1],
    partsOf: 2,
  });
  const last = (instant: string, subject = 'SOQ, part 2 of 2') =>
    decideSubmission(
      submissionInput({
        application: application({ submissions: [earlier] }),
        subject,
        attachments: [second],
        arrival: receivedAt(instant),
      }),
    );

  test('the last part makes one version of all documents, received when it came', () => {
    const decision = last('2023-05-19T21:00:00Z');
    expect(decision).toMatchObject({
      reason: 'SOQ version 2 put together from 2 mails, in-time, complete',
      facts: [
        {
          fact: 'submission-recorded',
          submission: {
            number: 2,
            receivedAt: new Date('2023-05-19T21:00:00Z'),
            complete: true,
            documents: [first, second],
            mails: 2,
            parts: [1, 2],
            partsOf: 2,
          },
        },
        { fact: 'approval-superseded', applicationId: 'application-1', by: 'new-submission' },
      ],
    });
    expect(cardOf(decision)?.facts).toEqual([
      ['Applicant', 'Pat Doe, pat@example.org'],
      ['Version', '2'],
      ['Put together from', '2 mails, said to be 2 parts; received is when the last one came'],
      ['Received', 'Friday, May 19, 2023, 2:00 PM PDT, 2 hours before the deadline'],
      ['Documents', 'one.pdf (3 pages, 1 KB)\ntwo.pdf (3 pages, 1 KB)'],
      ['Fee', 'paid, order 4812'],
    ]);
    expect(mailOf(decision)?.message.values).toMatchObject({
      documents: ['one.pdf (3 pages, 1 KB)', 'two.pdf (3 pages, 1 KB)'],
    });
  });

  test.each([
    ['2023-05-19T22:44:59Z', 'in-time'],
    ['2023-05-19T23:08:00Z', 'near-deadline'],
    ['2023-05-19T23:15:01Z', 'late'],
  ])('the first in time, the last at %s: %s', (instant, timeliness) => {
    expect(last(instant).reason).toBe(`SOQ version 2 put together from 2 mails, ${timeliness}, complete`);
  });

  test('a mail that did not say which part it is: staff see that', () => {
    expect(cardOf(last('2023-05-19T21:00:00Z', 'Re: Your SOQ is not complete yet'))?.facts).toContainEqual([
      'Put together from',
      '2 mails, said to be 2 parts; 1 of them did not say which part it is; received is when the last one came',
    ]);
  });

  test('what was left out of an earlier mail is told to staff', () => {
    const broken = attachment({ filename: 'three.pdf', sha256: 'three', problem: 'corrupt' });
    const decision = decideSubmission(
      submissionInput({
        application: application({ submissions: [{ ...earlier, documents: [first, broken] }] }),
        subject: '(2 of 2)',
        attachments: [second],
        arrival: receivedAt('2023-05-19T21:00:00Z'),
      }),
    );
    expect(cardOf(decision)?.facts).toContainEqual([
      'Note',
      'could not be read when it came, and has not come again under its name: three.pdf',
    ]);
  });

  test('one mail of three: what is missing by name, what is here, and until when it may come alone', () => {
    const decision = decideSubmission(submissionInput({ subject: 'SOQ (1/3)' }));
    expect(decision.reason).toBe(
      'SOQ version 1, in-time, not complete: missing: part 2 of 3; missing: part 3 of 3',
    );
    expect(mailOf(decision)?.message).toEqual({
      name: 'soq-incomplete',
      values: {
        receivedAt: 'Friday, May 12, 2023, 10:00 AM PDT',
        problems: [],
        missing: ['part 2 of 3', 'part 3 of 3'],
        here: ['soq.pdf (3 pages, 1 KB)'],
        addUntil: 'Saturday, May 13, 2023, 10:00 AM PDT',
        deadline: 'Friday, May 19, 2023, 4:00 PM PDT',
        distance: '7 days 6 hours',
        deadlinePassed: false,
        submitTo: 'tor@casqa.example',
      },
    });
  });

  test.each([
    ['a part, days before the deadline', 'SOQ (1/3)', '2023-05-12T17:00:00Z', '2023-05-12T17:15:00Z'],
    ['a part, hours before the deadline', 'SOQ (1/3)', '2023-05-19T20:30:00Z', null],
    ['a part after the deadline', 'SOQ (1/3)', '2023-05-20T20:30:00Z', null],
  ])('%s: the answer waits for the next part, or not', (_name, subject, instant, notBefore) => {
    const mail = mailOf(decideSubmission(submissionInput({ subject, arrival: receivedAt(instant) })));
    expect({ condition: mail?.condition, notBefore: mail?.notBefore?.toISOString() ?? null }).toEqual({
      condition: { kind: 'newest-version', version: 1 },
      notBefore: notBefore === null ? null : new Date(notBefore).toISOString(),
    });
  });

  test('a file to mend is told at once', () => {
    const locked = attachment({ problem: 'encrypted', pages: null });
    const mail = mailOf(decideSubmission(submissionInput({ subject: 'SOQ (1/3)', attachments: [locked] })));
    expect(mail?.notBefore).toBeNull();
  });
});

test.each([
  [{ withdrawnAt: new Date(0) }, 'an SOQ for an application that was withdrawn'],
  [
    { decision: { outcome: 'candidate', at: new Date(0), by: 'U1', reason: null } as const },
    'an SOQ for an application that has been decided',
  ],
  [{ cycle: '1999' }, 'its cycle is no longer in the programme folder'],
])('a closed case goes to a person, and no mail goes out: %o', (row, reason) => {
  const decision = decideSubmission(submissionInput({ application: application({ application: row }) }));
  expect(decision).toEqual({
    kind: 'review',
    reason,
    about: { kind: 'application', id: 'application-1' },
    facts: [],
    drafts: [
      {
        channel: 'slack',
        key: 'card/mail-review/mail-2',
        prompt: expect.objectContaining({
          kind: 'mail-review',
          facts: expect.arrayContaining([['Why', reason]]),
        }),
      },
    ],
  });
});

test.each([
  [
    { name: '2022', outcome: 'not-selected' as const, withdrawn: false },
    [['Last time', 'not selected in cycle 2022']],
  ],
  [
    { name: '2022', outcome: 'candidate' as const, withdrawn: false },
    [['Last time', 'selected in cycle 2022']],
  ],
  [{ name: '2022', outcome: null, withdrawn: true }, [['Last time', 'withdrawn in cycle 2022']]],
  [null, []],
])('staff see what became of the person in the cycle before: %j', (lastCycle, facts) => {
  const decision = decideSubmission(submissionInput({ lastCycle }));
  expect(cardOf(decision)?.facts.filter(([label]) => label === 'Last time')).toEqual(facts);
});
