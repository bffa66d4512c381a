// What staff do about one person: each action once, by whom may, on what they saw.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PersonAction } from '../../src/core/person-actions.ts';
import type { ActionWish } from '../../src/core/person-acts.ts';
import { listEntries } from '../../src/core/public-list/entries.ts';
import { stageOf } from '../../src/core/stage.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { personActs } from '../../src/handlers/person-acts.ts';
import { statusOf } from '../../src/handlers/status.ts';
import { applicationGroups } from '../../src/store/pipeline.ts';
import { trainersOf } from '../../src/store/public-list.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { importRobin, tickAt } from '../support/renewal.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

describe.each(providers)('staff on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    await pay(line);
    await importRobin(db.database);
    await tickAt(line, '2023-05-12T12:00:00-07:00');
  });

  const person = (name: string) => db.database.read.person.findFirstOrThrow({ where: { name } });
  const seenBy = async (name: string, by = approver) =>
    personActs(line.shell).offers(by, (await person(name)).id);
  const labels = async (name: string) => {
    const offered = await seenBy(name);
    return 'offers' in offered ? offered.offers.map(({ label }) => label) : [offered.refusal];
  };
  const wish = async (name: string, action: PersonAction, changes: Partial<ActionWish> = {}) => {
    const offered = await seenBy(name);
    if (!('offers' in offered)) throw new Error(offered.refusal);
    const { personId, version } = offered;
    const caseId = offered.offers.find((offer) => offer.action === action)?.caseId ?? null;
    return { personId, seenVersion: version, action, caseId, words: null, received: null, ...changes };
  };
  const act = async (name: string, action: PersonAction, changes: Partial<ActionWish> = {}) =>
    personActs(line.shell).act(approver, await wish(name, action, changes));
  const renewal = () => db.database.read.term.findFirstOrThrow({ where: { startsOn: '2023-07-01' } });
  const history = async (name: string) =>
    (
      await db.database.read.history.findMany({
        where: { personId: (await person(name)).id, by: approver },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      })
    )
      .map(({ event, reason }) => `${event}: ${reason}`)
      .toSorted();

  test('are what a trainer wants to be public: contact, name, or nothing at all', async () => {
    const onList = async () =>
      listEntries(
        await trainersOf(db.database.read, 'igp-tor'),
        line.shell.desks[0]!.programme,
        '2023-05-12',
      ).map(({ personId: _, organisation: __, termEnds: ___, ...shown }) => shown);
    const nothing = { email: null, phone: null, website: null, area: null };
    expect(await onList()).toEqual([{ name: 'Robin Roe', ...nothing }]);
    await act('Robin Roe', 'list-contact', { words: 'Email: robin@roe.example\nArea: Napa' });
    await act('Robin Roe', 'certificate-name', { words: 'Robin B. Roe' });
    expect(await onList()).toEqual([
      { name: 'Robin B. Roe', ...nothing, email: 'robin@roe.example', area: 'Napa' },
    ]);
    expect(await act('Robin Roe', 'list-contact', { words: 'robin@roe.example' })).toBe(
      '“robin@roe.example” begins with none of Email:, Phone:, Website:, Area:. Nothing was changed.',
    );
    await act('Robin Roe', 'unlist', { words: 'Her wish.' });
    expect(await onList()).toEqual([]);
    await act('Robin Roe', 'relist');
    await act('Robin Roe', 'list-contact');
    expect(await onList()).toEqual([{ name: 'Robin B. Roe', ...nothing }]);
  });

  test('are offered what is possible for this person now', async () => {
    expect(await labels('Pat Doe')).toEqual([
      'Write a note',
      'Hold all mail to them',
      'Add an address that they write from',
      'Send the last mail again (application in cycle 2023)',
      'The SOQ came elsewhere (application in cycle 2023)',
      'Withdraw (application in cycle 2023)',
    ]);
    expect((await labels('Robin Roe')).filter((label) => label.includes('2023-07-01'))).toEqual([
      'Tick: QISP kept (term 2023-07-01 to 2024-06-30)',
      'Waive: QISP kept (term 2023-07-01 to 2024-06-30)',
      'Tick: renewal meeting attended (term 2023-07-01 to 2024-06-30)',
      'Tick: recording of the meeting viewed (term 2023-07-01 to 2024-06-30)',
      'Waive: renewal meeting (term 2023-07-01 to 2024-06-30)',
      'Open again: agreement in force (term 2023-07-01 to 2024-06-30)',
      'Waive: annual fee (term 2023-07-01 to 2024-06-30)',
      'Send the last mail again (term 2023-07-01 to 2024-06-30)',
      'QISP was lost (term 2023-07-01 to 2024-06-30)',
    ]);
  });

  test('tick, open again and waive items of the checklist', async () => {
    expect(await act('Robin Roe', 'tick-meeting-viewed')).toBe('Ticked for Robin Roe: renewal meeting.');
    expect(await renewal()).toMatchObject({ meetingHow: 'viewed', meetingBy: approver });
    expect(await act('Robin Roe', 'untick-meeting', { words: 'Another Robin.' })).toBe(
      'Open again for Robin Roe: renewal meeting.',
    );
    expect(await renewal()).toMatchObject({ meetingAt: null, meetingHow: null, meetingBy: null });
    expect(await act('Robin Roe', 'waive-fee', { words: 'Board member.' })).toBe(
      'Waived for Robin Roe: annual fee.',
    );
    expect(await renewal()).toMatchObject({
      feeBy: approver,
      waivers: { fee: { by: approver, at: '2023-05-12T19:00:00.000Z', reason: 'Board member.' } },
    });
    expect(await history('Robin Roe')).toEqual([
      'tick-meeting-viewed: without a note',
      'untick-meeting: Another Robin.',
      'waive-fee: Board member.',
    ]);
  });

  test('note that the registration was lost, and that it is in order after all', async () => {
    const termId = (await renewal()).id;
    expect(await act('Robin Roe', 'qisp-lost', { caseId: termId, words: 'Not on the board’s list.' })).toBe(
      'Noted: the QISP registration of Robin Roe was lost.',
    );
    expect((await renewal()).qispLostAt).toEqual(new Date('2023-05-12T19:00:00Z'));
    expect(await act('Robin Roe', 'qisp-back', { caseId: termId, words: 'Renewed on Friday.' })).toBe(
      'Noted: the QISP registration of Robin Roe is in order.',
    );
    expect((await renewal()).qispLostAt).toBeNull();
  });

  test('hold the mail of one person, and nobody else’s, until it is let go', async () => {
    await act('Robin Roe', 'hold-mail', { words: 'On leave.' });
    const before = subjects(line).length;
    await tickAt(line, '2023-05-31T09:00:00-07:00');
    expect(subjects(line)).toHaveLength(before);
    const status = await statusOf(line.shell, 'robin@example.org');
    expect(status?.personHeld).toMatchObject({ by: approver, reason: 'On leave.' });
    expect(status?.mails.at(-1)).toMatchObject({
      status: 'pending',
      reason:
        'mail to this person is held since Friday, May 12, 2023, 12:00 PM PDT by U01APPROVER: On leave.',
    });
    expect(await act('Robin Roe', 'release-mail')).toMatch(/^Mail to Robin Roe goes out again/);
    await deliver(line.shell);
    expect(subjects(line).slice(before)).toEqual([
      'robin@example.org: Renew your Trainer of Record status by Friday, June 30, 2023, 11:59 PM PDT',
    ]);
  });

  test('send the last mail once more, and a doubled click sends one', async () => {
    const twice = await wish('Pat Doe', 'resend');
    const told = await Promise.all([1, 2].map(() => personActs(line.shell).act(approver, twice)));
    await work(line);
    expect(told.filter((words) => words.startsWith('“'))).toHaveLength(1);
    const [first, again, ...others] = line.sent.filter(({ to }) => to === 'pat@example.org');
    expect([again?.subject, again?.text, others]).toEqual([first?.subject, first?.text, []]);
  });

  test('mark an SOQ as received elsewhere, which is decided like any other', async () => {
    const words = 'Uploaded to the portal.';
    expect(
      await act('Pat Doe', 'soq-elsewhere', { words, received: { date: '2023-05-11', time: '15:30' } }),
    ).toBe(
      'Noted: the SOQ of Pat Doe came on Thursday, May 11, 2023, 3:30 PM PDT. A card asks for the decision.',
    );
    await work(line);
    const card = line.posted.findLast(({ kind }) => kind === 'soq-approval');
    expect(card?.facts).toEqual([
      ['Applicant', 'Pat Doe, pat@example.org, application in cycle 2023'],
      ['Received', 'Thursday, May 11, 2023, 3:30 PM PDT, before the deadline'],
      ['Where it is', words],
      ['Fee', 'paid, order 4812'],
      ['Look twice', 'torq has not seen the document: it came elsewhere, on the word of staff'],
    ]);
    expect(await db.database.read.submission.findFirstOrThrow()).toMatchObject({
      inboundMailId: null,
      elsewhereBy: approver,
      elsewhereNote: words,
      timeliness: 'in-time',
    });
    expect((await click(line, 'approve')).kind).toBe('stands');
  });

  test('waive an SOQ fee that was given back, and have it due after all', async () => {
    await submit(line);
    await line.receive(orderMail({ kind: 'refunded' }));
    await work(line);
    const stage = async () => (await statusOf(line.shell, 'pat@example.org'))?.cases[0];
    const fee = () => new Map(line.redrawn.findLast(({ kind }) => kind === 'soq-approval')?.facts).get('Fee');
    expect((await labels('Pat Doe')).slice(3)).toEqual([
      'Send the last mail again (application in cycle 2023)',
      'Waive: SOQ fee (application in cycle 2023)',
      'The SOQ came elsewhere (application in cycle 2023)',
      'Withdraw (application in cycle 2023)',
    ]);
    expect(await act('Pat Doe', 'waive-soq-fee', { words: 'Charged twice by us.' })).toBe(
      'The SOQ fee of Pat Doe is waived. Reminders to send the SOQ go out as if it were paid.',
    );
    await work(line);
    expect(fee()).toBe('waived: Charged twice by us.');
    expect(await db.database.read.application.findFirstOrThrow()).toMatchObject({
      feeWaivedBy: approver,
      feeWaivedReason: 'Charged twice by us.',
    });
    expect((await stage())?.stage).toBe('under-review');
    expect(await act('Pat Doe', 'unwaive-soq-fee', { words: 'A mistake.' })).toBe(
      'The SOQ fee of Pat Doe is due after all. Nobody is mailed: please tell them.',
    );
    await work(line);
    expect(fee()).toBe('NOT PAID');
    expect((await history('Pat Doe')).filter((entry) => entry.includes('waive'))).toEqual([
      'unwaive-soq-fee: A mistake.',
      'waive-soq-fee: Charged twice by us.',
    ]);
  });

  test('who waive the fee of whom no SOQ has come are reminded of it, and no fee is said to be paid', async () => {
    await line.receive(orderMail({ kind: 'refunded' }));
    await work(line);
    expect((await statusOf(line.shell, 'pat@example.org'))?.cases[0]?.stage).toBe('awaiting-fee');
    await act('Pat Doe', 'waive-soq-fee', { words: 'Scholarship.' });
    const rule = (await statusOf(line.shell, 'pat@example.org'))?.cases[0];
    expect(rule?.stage).toBe('awaiting-soq');
    const groups = await applicationGroups(db.database.read, 'igp-tor');
    expect(
      groups.map(({ facts }) => stageOf(facts, line.shell.desks[0]!.programme, line.shell.now())),
    ).toEqual(['awaiting-soq']);
    const before = line.sent.length;
    await tickAt(line, '2023-05-17T09:00:00-07:00');
    const [mail] = line.sent.slice(before).filter(({ to }) => to === 'pat@example.org');
    expect(mail?.subject).toMatch(/SOQ/);
    expect(mail?.text).not.toMatch(/paid|order/i);
  });

  test('withdraw an application, and its applicant is told', async () => {
    expect(await act('Pat Doe', 'withdraw', { words: 'Said so on the phone.' })).toBe(
      'Withdrawn: Pat Doe. pat@example.org is told by mail.',
    );
    await work(line);
    expect(subjects(line).at(-1)).toMatch(/^pat@example.org: .*withdrawn/i);
    expect(await labels('Pat Doe')).toEqual([
      'Write a note',
      'Hold all mail to them',
      'Add an address that they write from',
    ]);
  });

  test('add an address: mail from it is matched, and removed it is nobody’s again', async () => {
    const words = 'pat@work.example';
    expect(await act('Pat Doe', 'add-address', { words })).toBe(
      'Noted: mail from pat@work.example is Pat Doe’s from now on. Mail to them goes where it went before.',
    );
    const soq = { to: 'tor@casqa.example', from: 'Pat Doe <pat@work.example>' };
    await line.receive(await applicantMail({ ...soq, messageId: '<one@work.example>' }));
    await work(line);
    expect(await db.database.read.submission.count()).toBe(1);
    expect(subjects(line).at(-1)).toMatch(/^pat@example\.org: SOQ received/);
    expect(await act('Pat Doe', 'remove-address', { words })).toBe(
      'Removed: pat@work.example is nobody’s again.',
    );
    await line.receive(await applicantMail({ ...soq, messageId: '<two@work.example>' }));
    await work(line);
    expect(await db.database.read.submission.count()).toBe(1);
    expect(line.posted.at(-1)?.title).toBe('An SOQ without a home');
  });

  test('write notes that the history shows', async () => {
    line.setTime('2023-05-12T12:01:00-07:00');
    expect(await act('Pat Doe', 'note', { words: 'Will call on Monday.' })).toBe('Kept in the history.');
    expect((await statusOf(line.shell, 'pat@example.org'))?.history.at(-1)).toMatchObject({
      by: approver,
      event: 'note',
      reason: 'Will call on Monday.',
    });
  });

  test.each<[string, string, PersonAction, Partial<ActionWish>, string]>([
    [
      'what is no address',
      'Pat Doe',
      'add-address',
      { words: 'pat at work' },
      'That is not a mail address that torq can read. Nothing was changed.',
    ],
    [
      'somebody else’s address',
      'Pat Doe',
      'add-address',
      { words: 'robin@example.org' },
      'robin@example.org is Robin Roe’s already. Nothing was changed.',
    ],
    ['a note without words', 'Pat Doe', 'note', {}, 'A note needs words. Nothing was changed.'],
    [
      'a hold without a reason',
      'Pat Doe',
      'hold-mail',
      {},
      'Holding mail needs a reason, for the others. Nothing was changed.',
    ],
    [
      'a withdrawal without a reason',
      'Pat Doe',
      'withdraw',
      {},
      'Withdrawing needs a reason, for the record. Nothing was changed.',
    ],
    [
      'a waiver of a fee that is paid',
      'Pat Doe',
      'waive-soq-fee',
      { words: 'x' },
      'That is no longer possible: please open the page again. Nothing was changed.',
    ],
    [
      'a waiver without a reason',
      'Robin Roe',
      'waive-fee',
      {},
      'That needs a reason, for the record. Nothing was changed.',
    ],
    [
      'an SOQ without its time',
      'Pat Doe',
      'soq-elsewhere',
      { words: 'Portal.' },
      'Please say where the SOQ is, and when it came. Nothing was changed.',
    ],
    [
      'an SOQ from tomorrow',
      'Pat Doe',
      'soq-elsewhere',
      { words: 'Portal.', received: { date: '2023-05-13', time: '09:00' } },
      'That time has not come yet. Nothing was changed.',
    ],
    [
      'what somebody else changed meanwhile',
      'Pat Doe',
      'note',
      { words: 'x', seenVersion: 7 },
      'Somebody did something about Pat Doe while your window was open. Please look again. Nothing was changed.',
    ],
    [
      'what is not offered',
      'Pat Doe',
      'release-mail',
      {},
      'That is no longer possible: please open the page again. Nothing was changed.',
    ],
    [
      'a case of somebody else',
      'Pat Doe',
      'withdraw',
      { words: 'x', caseId: 'other' },
      'That may not be done here, or no longer. Nothing was changed.',
    ],
    [
      'a person who is gone',
      'Pat Doe',
      'note',
      { personId: 'nobody' },
      'torq no longer knows this person. Nothing was changed.',
    ],
  ])('are refused %s, with a sentence', async (_, name, action, changes, tell) => {
    expect(await act(name, action, changes)).toBe(tell);
    const refusals = await db.database.read.history.findMany({ where: { event: 'action-refused' } });
    expect(refusals.map(({ reason }) => reason)).toEqual(changes.personId === 'nobody' ? [] : [tell]);
  });

  test('who are not listed, or are that person, are offered nothing and change nothing', async () => {
    const listed =
      'You are not on a list of approvers, so nothing was changed. Whoever operates torq can add you.';
    expect(await seenBy('Pat Doe', 'U99STRANGER')).toEqual({ refusal: listed });
    const note = await wish('Pat Doe', 'note', { words: 'Let me in.' });
    expect(await personActs(line.shell).act('U99STRANGER', note)).toBe(listed);
    line.addresses.set(approver, 'pat@example.org');
    const self = 'This is about you, so somebody else has to do it. Nothing was changed.';
    expect(await seenBy('Pat Doe')).toEqual({ refusal: self });
    expect(await personActs(line.shell).act(approver, note)).toBe(self);
    expect(await db.database.read.history.count({ where: { event: 'note' } })).toBe(0);
  });

  test('who act at once on what both saw: one does, the other is told', async () => {
    const both = await wish('Pat Doe', 'note', { words: 'Mine.' });
    const told = await Promise.all([1, 2, 3].map(() => personActs(line.shell).act(approver, both)));
    expect(told.filter((words) => words === 'Kept in the history.')).toHaveLength(1);
    expect(await db.database.read.history.count({ where: { event: 'note' } })).toBe(1);
  });
});
