// A deadline at a time that clocks leave out or show twice, on the night on which they change, would be somebody's guess.
import type { Sections } from './sections.ts';
import type { Finding } from './source.ts';

/** The times of the cycles are shown by clocks in the programme's zone exactly once. */
export function checkLocalTimes({ cycles, timeZone }: Sections): readonly Finding[] {
  if (cycles === undefined || timeZone === undefined) return [];
  return cycles.flatMap(({ payment, soqDeadline, orientation, renewalMeeting }, at) =>
    [
      { path: ['payment', 'opens'], time: payment.opens },
      { path: ['payment', 'closes'], time: payment.closes },
      { path: ['soqDeadline'], time: soqDeadline },
      { path: ['orientation', 'at'], time: orientation.at },
      { path: ['orientation', 'again'], time: orientation.again },
      { path: ['renewalMeeting', 'at'], time: renewalMeeting.at },
    ].flatMap(({ path, time }) => {
      if (time === null) return [];
      const shown = timesShown(time, timeZone);
      if (shown === 1) return [];
      const problem = `a time that clocks in ${timeZone} show once; on that night they ${shown === 0 ? 'leave it out' : 'show it twice'} (found ${time})`;
      return [{ at: ['cycles', at, ...path], problem }];
    }),
  );
}

const hourMs = 3_600_000;

/** At how many instants clocks in `zone` show "2023-03-12 02:30": 1 on almost every day, 0 or 2 when they are changed. */
function timesShown(time: string, zone: string): number {
  const asUtc = Date.parse(`${time.replace(' ', 'T')}:00Z`);
  const offsets = [-24, 24].map((hours) => offsetAt(asUtc + hours * hourMs, zone));
  return [...new Set(offsets)].filter((offset) => offsetAt(asUtc - offset, zone) === offset).length;
}

/** How far clocks in `zone` are ahead of UTC at an instant; both in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
