import ICAL from 'ical.js';
import { afterEach, expect, test } from 'vitest';
import { publicDates } from '../../src/core/public-dates.ts';
import { publicCalendar } from '../../src/render/public-calendar.ts';
import { igpTor } from '../support/programme.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const made = () =>
  publicCalendar({
    title: igpTor.title,
    events: publicDates(igpTor),
    stamp: new Date('2023-04-01T00:00:00Z'),
  });

test('another reader of calendars finds the dates of the programme, hours as instants and days as days', () => {
  const events = new ICAL.Component(ICAL.parse(made())).getAllSubcomponents('vevent').map((part) => {
    const event = new ICAL.Event(part);
    return [event.summary.replace('CASQA IGP Trainer of Record: ', ''), event.startDate.toString()];
  });
  expect(events).toEqual([
    ['SOQ submittals open', '2023-04-03'],
    ['SOQ deadline', '2023-05-19T23:00:00Z'],
    ['Results are sent this week', '2023-06-12'],
    ['Orientation webinar', '2023-06-21T17:00:00Z'],
    ['Term begins', '2023-07-01'],
    ['Renewal due', '2023-07-01T06:59:00Z'],
  ]);
});

test('it is the same wherever the machine stands', () => {
  const files = ['UTC', 'America/Los_Angeles', 'Asia/Tokyo'].map((place) => {
    process.env.TZ = place;
    return made();
  });
  expect(new Set(files).size).toBe(1);
});

test('an entry keeps its name when its date moves', () => {
  const [cycle] = igpTor.cycles;
  const moved = { ...igpTor, cycles: [{ ...cycle!, soqDeadline: '2023-05-26 16:00' }] };
  expect(publicDates(moved).map(({ uid }) => uid)).toEqual(publicDates(igpTor).map(({ uid }) => uid));
});
