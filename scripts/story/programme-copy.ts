// A copy of the shipped programme with the demo's addresses and with dates around today, so that the window is open.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { parseDocument } from 'yaml';

export type StoryDates = {
  /** All YYYY-MM-DD, in the programme's time zone. */
  today: string;
  soqDeadline: string;
  notificationWeek: string;
  /** The next June 30 that is at least two months away, and the term before it. */
  renewalDue: string;
  termStarts: string;
};

const zone = 'America/Los_Angeles';

export function storyDates(now: Date): StoryDates {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const soqDeadline = today.add({ days: 20 });
  const afterDeadline = soqDeadline.add({ days: 14 });
  const notificationWeek = afterDeadline.add({ days: 8 - afterDeadline.dayOfWeek });
  const thisYear = Temporal.PlainDate.from({ year: today.year, month: 6, day: 30 });
  const due =
    Temporal.PlainDate.compare(thisYear, today.add({ days: 65 })) > 0 ? thisYear : thisYear.add({ years: 1 });
  return {
    today: today.toString(),
    soqDeadline: soqDeadline.toString(),
    notificationWeek: notificationWeek.toString(),
    renewalDue: due.toString(),
    termStarts: due.subtract({ years: 1 }).add({ days: 1 }).toString(),
  };
}

/** The instant of a wall-clock time in the programme's zone, as `torq tick --at` takes it. */
export function at(date: string, time: string): string {
  return Temporal.PlainDateTime.from(`${date}T${time}`)
    .toZonedDateTime(zone)
    .toString({ timeZoneName: 'never' });
}

export function plusDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function copyProgramme(
  from: string,
  to: string,
  dates: StoryDates,
  { agreement, ...slack }: { channel: string; approver: string; agreement?: Buffer },
): void {
  cpSync(from, to, { recursive: true });
  const file = join(to, 'igp-tor/programme.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(['slack', 'channel'], slack.channel);
  document.setIn(['slack', 'approvers'], [slack.approver]);
  document.setIn(['payments', 'senders', 0, 'domain'], 'casqa.example');
  if (agreement !== undefined) {
    writeFileSync(join(to, 'igp-tor/compliance-agreement.pdf'), agreement);
    document.setIn(['agreement', 'file'], 'compliance-agreement.pdf');
    document.setIn(['agreement', 'version'], 'demo-1');
  }
  const year = dates.soqDeadline.slice(0, 4);
  document.set('cycles', [
    {
      name: year,
      opens: plusDays(dates.today, -10),
      payment: { opens: `${plusDays(dates.today, -10)} 09:00`, closes: `${dates.soqDeadline} 16:00` },
      soqDeadline: `${dates.soqDeadline} 16:00`,
      notificationWeek: dates.notificationWeek,
      orientation: {
        at: `${plusDays(dates.notificationWeek, 9)} 10:00`,
        join: 'https://meet.casqa.example/orientation',
      },
      term: {
        starts: plusDays(dates.renewalDue, 1),
        ends: Temporal.PlainDate.from(dates.renewalDue).add({ years: 1 }).toString(),
      },
    },
  ]);
  writeFileSync(file, document.toString());
}
