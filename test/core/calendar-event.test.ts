import { expect, test } from 'vitest';
import { type Meeting, meetingEvent } from '../../src/core/calendar-event.ts';
import { igpTor } from '../support/programme.ts';

const now = new Date('2023-06-13T16:00:00Z');
const orientation: Meeting = {
  kind: 'orientation',
  of: '2023',
  starts: new Date('2023-06-21T17:00:00Z'),
  ends: new Date('2023-06-21T18:30:00Z'),
  joinAt: 'https://meet.example.org/a?b=1',
  changes: 0,
};

test('an orientation becomes an event that names what it is, where, and who asks', () => {
  expect(meetingEvent(igpTor, orientation, now)).toEqual({
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
