import { expect, test } from 'vitest';
import { type MeetingEntry, meetingEvent, soqDeadlineEvent } from '../../src/core/calendar-event.ts';
import { igpTor } from '../support/programme.ts';

const now = new Date('2023-06-13T16:00:00Z');
const orientation: MeetingEntry = {
  kind: 'orientation',
  of: '2023',
  starts: new Date('2023-06-21T17:00:00Z'),
  ends: new Date('2023-06-21T18:30:00Z'),
  joinAt: 'https://meet.example.org/a?b=1',
  changes: 0,
};

test('an orientation becomes an event that names what it is, where, and who asks', () => {
  expect(meetingEvent(igpTor, orientation, now)).toEqual({
    filename: 'meeting.ics',
    uid: 'orientation-2023-igp-tor@casqa.example',
    sequence: 0,
    stamp: now,
    starts: new Date('2023-06-21T17:00:00Z'),
    ends: new Date('2023-06-21T18:30:00Z'),
    title: 'CASQA IGP Trainer of Record: orientation webinar',
    joinAt: 'https://meet.example.org/a?b=1',
    description: 'Join here: https://meet.example.org/a?b=1\nQuestions? Write to training@casqa.example.',
    organizer: { name: 'California Stormwater Quality Association', address: 'tor@casqa.example' },
  });
});

test('a moved meeting keeps its uid and counts up, so that it replaces the entry', () => {
  const moved = {
    ...orientation,
    starts: new Date('2023-06-22T17:00:00Z'),
    ends: new Date('2023-06-22T18:00:00Z'),
    joinAt: null,
    changes: 1,
  };
  const [first, second] = [orientation, moved].map((meeting) => meetingEvent(igpTor, meeting, now));
  expect([second?.uid, second?.sequence]).toEqual([first?.uid, 1]);
  expect(second?.description).toBe(
    'We email you the link before it starts.\nQuestions? Write to training@casqa.example.',
  );
});

test('another year, another kind and another programme are other entries', () => {
  const events = [
    meetingEvent(igpTor, orientation, now),
    meetingEvent(igpTor, { ...orientation, of: '2024' }, now),
    meetingEvent(igpTor, { ...orientation, kind: 'renewal-meeting' }, now),
    meetingEvent({ ...igpTor, name: 'cgp-tor' }, orientation, now),
  ];
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(4);
});

test('a meeting that ends before it starts, and a negative number of changes, are refused', () => {
  const ends = orientation.starts;
  expect(() => meetingEvent(igpTor, { ...orientation, ends }, now)).toThrow(RangeError);
  expect(() => meetingEvent(igpTor, { ...orientation, changes: -1 }, now)).toThrow(RangeError);
});

test('an SOQ deadline is the half hour that ends with it, with the zone in its words', () => {
  expect(soqDeadlineEvent(igpTor, '2023', new Date('2023-05-10T16:20:30Z'))).toEqual({
    filename: 'soq-deadline.ics',
    uid: 'soq-deadline-2023-igp-tor@casqa.example',
    sequence: 28062260,
    stamp: new Date('2023-05-10T16:20:30Z'),
    starts: new Date('2023-05-19T22:30:00Z'),
    ends: new Date('2023-05-19T23:00:00Z'),
    title: 'CASQA IGP Trainer of Record: SOQ deadline',
    joinAt: null,
    description:
      'Your SOQ has to reach tor@casqa.example by Friday, May 19, 2023, 4:00 PM PDT.\nQuestions? Write to training@casqa.example.',
    organizer: { name: 'California Stormwater Quality Association', address: 'tor@casqa.example' },
  });
});

test('a deadline that was moved keeps its uid and counts up, so that it replaces the entry', () => {
  const moved = {
    ...igpTor,
    cycles: igpTor.cycles.map((cycle) => ({ ...cycle, soqDeadline: '2023-05-26T16:00' })),
  };
  const before = soqDeadlineEvent(igpTor, '2023', new Date('2023-05-10T16:20:00Z'));
  const after = soqDeadlineEvent(moved, '2023', new Date('2023-05-10T16:21:00Z'));
  expect(after).toMatchObject({
    uid: before?.uid,
    sequence: (before?.sequence ?? 0) + 1,
    ends: new Date('2023-05-26T23:00:00Z'),
  });
});

test('what has passed, and a cycle that there is not, are no entry', () => {
  expect(soqDeadlineEvent(igpTor, '2023', new Date('2023-05-19T23:00:00Z'))).toBe(null);
  expect(soqDeadlineEvent(igpTor, '1999', now)).toBe(null);
});
