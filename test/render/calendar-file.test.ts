// Read back with ical.js, the parser of Thunderbird, not with the library that writes.
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { type CalendarEvent, meetingEvent } from '../../src/core/calendar-event.ts';
import { calendarFile } from '../../src/render/calendar-file.ts';
import { igpTor } from '../support/programme.ts';

const event: CalendarEvent = meetingEvent(
  igpTor,
  {
    kind: 'renewal-meeting',
    of: '2025-07-01',
    starts: new Date('2025-05-15T17:00:00Z'),
    ends: new Date('2025-05-15T18:00:00Z'),
    joinAt: 'https://meet.example.org/renewal?a=1,2;b_3',
    changes: 2,
  },
  new Date('2025-05-01T16:00:00Z'),
);

const hostile =
  'A "quoted"; name, with \\n \\ and\r\nATTENDEE:mailto:x@example.net\r\nEND:VEVENT \u202Egpj 山田 👩🏽‍🔬';

function read(file: { content: string | Uint8Array }) {
  const calendar = ICAL.Component.fromString(String(file.content));
  const [only, ...others] = calendar.getAllSubcomponents();
  expect(others).toEqual([]);
  const entry = new ICAL.Event(only!);
  return {
    calendar: calendar.getAllProperties().map((one) => [one.name, one.getFirstValue()]),
    names: only!.getAllProperties().map(({ name }) => name),
    uid: entry.uid,
    sequence: entry.sequence,
    stamp: only!.getFirstPropertyValue('dtstamp')?.toString(),
    starts: [entry.startDate.toString(), entry.startDate.zone.tzid],
    ends: [entry.endDate.toString(), entry.endDate.zone.tzid],
    summary: entry.summary,
    location: entry.location,
    description: entry.description,
    organizer: [only!.getFirstProperty('organizer')?.getParameter('cn'), entry.organizer],
  };
}

const names = [
  'uid',
  'sequence',
  'dtstamp',
  'dtstart',
  'dtend',
  'summary',
  'location',
  'description',
  'organizer',
];

test('another parser reads what was meant: method, identity, times in UTC, place and organizer', () => {
  expect(read(calendarFile(event))).toEqual({
    calendar: [
      ['version', '2.0'],
      ['prodid', '-//torq//torq//EN'],
      ['method', 'PUBLISH'],
    ],
    names,
    uid: 'renewal-meeting-2025-07-01-igp-tor@casqa.example',
    sequence: 2,
    stamp: '2025-05-01T16:00:00Z',
    starts: ['2025-05-15T17:00:00Z', 'UTC'],
    ends: ['2025-05-15T18:00:00Z', 'UTC'],
    summary: 'CASQA IGP Trainer of Record: renewal meeting',
    location: 'https://meet.example.org/renewal?a=1,2;b_3',
    description:
      'Join here: https://meet.example.org/renewal?a=1,2;b_3\nQuestions? Write to training@casqa.example.',
    organizer: ['California Stormwater Quality Association', 'mailto:tor@casqa.example'],
  });
});

test('the method of the file is the method of its type, and lines end and fold as RFC 5545 wants', () => {
  const long = { ...event, title: `${hostile} ${'山田👩🏽‍🔬'.repeat(80)}` };
  for (const one of [event, long]) {
    const { contentType, content, filename } = calendarFile(one);
    expect([contentType, filename]).toEqual(['text/calendar; charset=utf-8; method=PUBLISH', 'meeting.ics']);
    expect(String(content).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(String(content)).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*\r\nEND:VCALENDAR\r\n$/);
    const octets = String(content)
      .split('\r\n')
      .map((line) => Buffer.byteLength(line));
    expect(Math.max(...octets)).toBeLessThanOrEqual(75);
  }
});

test('nothing in a value becomes a line of the file', () => {
  const spoilt = { ...event, title: hostile, description: hostile, joinAt: hostile };
  const organizer = { ...event.organizer, name: hostile };
  const seen = read(calendarFile({ ...spoilt, organizer }));
  const line = 'A "quoted"; name, with \\n \\ and ATTENDEE:mailto:x@example.net END:VEVENT gpj 山田 👩🏽‍🔬';
  expect(seen.names).toEqual(names);
  expect([seen.summary, seen.location]).toEqual([line, line]);
  expect(seen.description).toBe(
    'A "quoted"; name, with \\n \\ and\nATTENDEE:mailto:x@example.net\nEND:VEVENT gpj 山田 👩🏽‍🔬',
  );
});

test('a meeting whose link is not known yet has no place', () => {
  expect(read(calendarFile({ ...event, joinAt: null })).names).toEqual(
    names.filter((name) => name !== 'location'),
  );
});
