// What candidates and trainers are asked to do as soon as it is known: each is told once, anew when it has changed, and not
// at all when it is done.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onTick } from '../../src/handlers/on-tick.ts';
import { planSteps } from '../../src/handlers/plan-steps.ts';
import { programmeSchema } from '../../src/programme/schema.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { igpTorSource } from '../support/programme.ts';
import { importRobin } from '../support/renewal.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

type Cycle = Record<string, unknown>;
const pdf = Buffer.from('%PDF-1.4 an agreement');

/** The programme with more about its only cycle, and other changes. */
const programmeWith = (cycle: Cycle, changes: object = {}) => ({
  ...igpTorSource,
  reminders: [],
  cycles: [{ ...igpTorSource.cycles[0], orientation: { at: null }, ...cycle }],
  ...changes,
});

describe.each(providers)('next steps on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  /** What the programme says from now on. */
  const setProgramme = (cycle: Cycle, changes: object = {}) => {
    for (const desk of line.shell.desks)
      desk.programme = programmeSchema.parse(programmeWith(cycle, changes));
  };
  const tick = async (at: string) => {
    line.setTime(at);
    for (const desk of line.shell.desks) {
      await onTick(line.shell, desk);
      await planSteps(line.shell, desk);
    }
    await work(line);
  };
  const since = (count: number) => subjects(line).slice(count);

  describe('of a candidate', () => {
    const orientation = { at: '2023-06-21 10:00', join: 'https://meet.example.org/1' };

    beforeEach(async () => {
      line = createTestShell(db, {
        now: '2023-05-12T12:00:00-07:00',
        programme: () => programmeWith({}),
        agreement: { filename: 'compliance-agreement.pdf', content: pdf },
      });
      await pay(line);
      await submit(line);
      await click(line, 'approve');
    });
    const select = () => tick('2023-06-12T09:05:00-07:00');

    test('no invitation tells a result before the mail with the result', async () => {
      setProgramme({ orientation });
      const before = line.sent.length;
      await tick('2023-06-12T08:55:00-07:00');
      expect(since(before)).toEqual([]);
      await select();
      await tick('2023-06-12T09:10:00-07:00');
      expect(since(before)).toEqual([
        'pat@example.org: You are selected: please complete the steps to become a Trainer of Record',
        'pat@example.org: Please join the orientation webinar on Wednesday, June 21, 2023, 10:00 AM PDT',
      ]);
    });

    test('an invitation comes once the time is known, once, with its place in the calendar', async () => {
      await select();
      const before = line.sent.length;
      await tick('2023-06-13T09:00:00-07:00');
      expect(since(before)).toEqual([]);
      setProgramme({ orientation });
      for (const at of ['10:00', '10:05', '11:00']) await tick(`2023-06-13T${at}:00-07:00`);
      expect(since(before)).toEqual([
        'pat@example.org: Please join the orientation webinar on Wednesday, June 21, 2023, 10:00 AM PDT',
      ]);
      const mail = line.sent.at(-1);
      expect(mail?.text).toContain('https://meet.example.org/1');
      expect(mail?.attachments?.map(({ filename }) => filename)).toEqual(['meeting.ics']);
    });

    test('a link that becomes known is mailed, and a moved webinar is told as moved', async () => {
      setProgramme({ orientation: { ...orientation, join: null } });
      await select();
      const before = line.sent.length;
      await tick('2023-06-13T09:00:00-07:00');
      setProgramme({ orientation });
      await tick('2023-06-14T09:00:00-07:00');
      setProgramme({ orientation: { ...orientation, at: '2023-06-22 10:00' } });
      await tick('2023-06-15T09:00:00-07:00');
      expect(since(before)).toEqual([
        'pat@example.org: Please join the orientation webinar on Wednesday, June 21, 2023, 10:00 AM PDT',
        'pat@example.org: Please join the orientation webinar on Wednesday, June 21, 2023, 10:00 AM PDT',
        'pat@example.org: The orientation webinar has moved: please join on Thursday, June 22, 2023, 10:00 AM PDT',
      ]);
    });

    test('an invitation that waits is not sent once the webinar was moved, withdrawn from, or begun', async () => {
      setProgramme({ orientation });
      await select();
      const before = line.sent.length;
      line.setTime('2023-06-13T09:00:00-07:00');
      for (const desk of line.shell.desks) await planSteps(line.shell, desk);
      setProgramme({ orientation: { ...orientation, at: '2023-06-22 10:00' } });
      await work(line);
      expect(since(before)).toEqual([]);
      const items = await db.database.read.outboxItem.findMany({
        where: { message: 'orientation-invitation' },
      });
      expect(items.map(({ status, statusReason }) => [status, statusReason])).toEqual([
        ['superseded', 'what it says has changed meanwhile'],
      ]);
    });

    test('nobody is told that they missed it before attendance was noted', async () => {
      setProgramme({ orientation: { ...orientation, again: '2023-06-29 10:00' } });
      await select();
      await tick('2023-06-13T09:00:00-07:00');
      const before = line.sent.length;
      for (const day of ['21', '22', '23', '26', '27']) await tick(`2023-06-${day}T12:00:00-07:00`);
      expect(since(before)).toEqual([]);
    });

    test('who missed it is invited to the next one, some business days after it', async () => {
      setProgramme({ orientation: { ...orientation, again: '2023-06-29 10:00' } });
      await select();
      await tick('2023-06-13T09:00:00-07:00');
      const before = line.sent.length;
      await noteSomebodyElse();
      await tick('2023-06-23T23:00:00-07:00');
      await tick('2023-06-26T07:59:00-07:00');
      expect(since(before)).toEqual([]);
      await tick('2023-06-26T08:00:00-07:00');
      await tick('2023-06-26T08:05:00-07:00');
      expect(since(before)).toEqual([
        'pat@example.org: We missed you at the orientation webinar: please join on Thursday, June 29, 2023, 10:00 AM PDT',
      ]);
    });

    /** Another candidate of the cycle, who was there. */
    const noteSomebodyElse = async () => {
      const { cycleId } = await db.database.read.application.findFirstOrThrow();
      const at = new Date('2023-06-21T19:00:00Z');
      await db.database.write(async (tx) => {
        await tx.person.create({ data: { id: 'other', name: 'Sam Poe', createdAt: at } });
        await tx.application.create({
          data: { id: 'other', personId: 'other', cycleId, openedAt: at, orientationAt: at, withdrawnAt: at },
        });
      });
    };

    test('the agreement is mailed with its file and the day to return it, once a version', async () => {
      const agreement = { file: 'compliance-agreement.pdf', version: '2023-1', returnDays: 14 };
      setProgramme({}, { agreement });
      await select();
      const before = line.sent.length;
      await tick('2023-06-13T09:00:00-07:00');
      await tick('2023-06-14T09:00:00-07:00');
      expect(since(before)).toEqual([
        'pat@example.org: Please sign the Compliance Agreement and send it back by Tuesday, June 27, 2023',
      ]);
      expect(line.sent.at(-1)?.attachments?.map(({ filename }) => filename)).toEqual([
        'compliance-agreement.pdf',
      ]);
      expect(await agreements()).toEqual(['2023-1: mailed']);
      setProgramme({}, { agreement: { ...agreement, version: '2023-2' } });
      await tick('2023-06-15T09:00:00-07:00');
      expect(await agreements()).toEqual(['2023-1: mailed', '2023-2: mailed']);
    });

    const agreements = async () =>
      (await db.database.read.agreement.findMany({ orderBy: { version: 'asc' } })).map(
        ({ version, sentAt }) => `${version}: ${sentAt === null ? 'not mailed' : 'mailed'}`,
      );

    test('reminders of onboarding name what is open, and stop when nothing is', async () => {
      const rule = {
        rule: 'onboarding-open',
        when: { about: 'application', toComplete: ['orientation', 'agreement', 'fee'] },
        reference: 'termStarts',
        offsets: ['-10d', '-3d'],
        message: 'onboarding-reminder',
        at: '09:00',
      };
      setProgramme({}, { reminders: [rule] });
      await select();
      const before = line.sent.length;
      await tick('2023-06-21T09:00:00-07:00');
      expect(since(before)).toEqual([
        'pat@example.org: Still open on your way to Trainer of Record: please complete it by Saturday, July 1, 2023',
      ]);
      expect(line.sent.at(-1)?.text).toContain('sign the Compliance Agreement');
      setProgramme({}, { reminders: [rule], onboarding: [] });
      await tick('2023-06-28T09:00:00-07:00');
      expect(since(before)).toHaveLength(1);
    });
  });

  describe('of a trainer who renews', () => {
    const meeting = { at: '2023-05-16 10:00', join: 'https://meet.example.org/2' };

    beforeEach(async () => {
      line = createTestShell(db, {
        now: '2023-01-02T12:00:00-08:00',
        programme: () => programmeWith({}),
        agreement: { filename: 'compliance-agreement.pdf', content: pdf },
      });
      await importRobin(db.database);
    });

    test('is invited to the meeting once the renewal is open, and sent the recording when not there', async () => {
      setProgramme({ renewalMeeting: meeting });
      await tick('2023-04-30T12:00:00-07:00');
      expect(subjects(line)).toEqual([]);
      await tick('2023-05-01T09:00:00-07:00');
      await tick('2023-05-02T09:00:00-07:00');
      setProgramme({ renewalMeeting: { ...meeting, recording: 'https://video.example.org/2' } });
      await tick('2023-05-20T12:00:00-07:00');
      await noteSomebodyElse();
      await tick('2023-05-20T12:05:00-07:00');
      await tick('2023-05-21T12:05:00-07:00');
      expect(subjects(line)).toEqual([
        'robin@example.org: Please attend the renewal meeting on Tuesday, May 16, 2023, 10:00 AM PDT',
        'robin@example.org: Please view the recording of the renewal meeting by Friday, June 30, 2023, 11:59 PM PDT',
      ]);
    });

    const noteSomebodyElse = async () => {
      const at = new Date('2023-05-16T18:00:00Z');
      await db.database.write(async (tx) => {
        await tx.person.create({ data: { id: 'other', name: 'Sam Poe', createdAt: at } });
        await tx.credential.create({
          data: { id: 'other', personId: 'other', programme: 'igp-tor', grantedOn: '2022-07-01' },
        });
        await tx.term.create({
          data: {
            ...{ id: 'other', credentialId: 'other', startsOn: '2023-07-01', endsOn: '2024-06-30' },
            ...{ openedAt: at, confirmedAt: at, meetingAt: at },
          },
        });
      });
    };

    test('who was at the meeting gets no recording', async () => {
      setProgramme({ renewalMeeting: { ...meeting, recording: 'https://video.example.org/2' } });
      await tick('2023-05-01T09:00:00-07:00');
      await db.database.write((tx) =>
        tx.term.updateMany({
          where: { startsOn: '2023-07-01' },
          data: { meetingAt: new Date('2023-05-16T18:00:00Z') },
        }),
      );
      await tick('2023-05-22T12:00:00-07:00');
      expect(subjects(line)).toHaveLength(1);
    });

    test('has the agreement in force without doing anything', async () => {
      await tick('2023-05-01T09:00:00-07:00');
      const terms = await db.database.read.term.findMany({ where: { startsOn: '2023-07-01' } });
      expect(terms.map(({ agreementAt, agreementBy }) => [agreementAt?.toISOString(), agreementBy])).toEqual([
        ['2023-05-01T07:00:00.000Z', 'torq'],
      ]);
      expect(subjects(line)).toEqual([]);
    });

    test('is asked to sign a version that takes the place of what was signed by hand', async () => {
      const agreement = { file: 'compliance-agreement.pdf', version: '2023-1', stillValid: [] };
      setProgramme({}, { agreement });
      await tick('2023-05-01T09:00:00-07:00');
      expect(subjects(line)).toEqual([
        'robin@example.org: Please sign the Compliance Agreement and send it back',
      ]);
    });
  });
});
