// The demo's copy of the shipped programme, made quick: decisions are told at once, and reminders become due while
// the chaos runs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { parseDocument } from 'yaml';
import { copyProgramme, storyDates } from '../../scripts/story/programme-copy.ts';

const zone = 'America/Los_Angeles';
const shipped = join(import.meta.dirname, '../../templates');

/** Minutes after the start at which a reminder to those who have paid and sent no SOQ becomes due. */
const reminderMinutes = [1, 3];

export type ChaosProgramme = {
  folder: string;
  /** The payment date of all orders. */
  today: string;
  /** Reminder rules, and when each is due. */
  reminders: readonly { rule: string; due: Date }[];
};

export function writeProgramme(
  folder: string,
  now: Date,
  slack: { channel: string; approvers: readonly string[] },
): ChaosProgramme {
  const dates = storyDates(now);
  copyProgramme(shipped, folder, dates, { channel: slack.channel, approver: slack.approvers[0] ?? '' });
  const file = join(folder, 'igp-tor/programme.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const reminders = reminderMinutes.map((minutes) => {
    const due = start.add({ minutes }).round({ smallestUnit: 'minute', roundingMode: 'floor' });
    const deadline = Temporal.PlainDate.from(dates.soqDeadline);
    const days = due.toPlainDate().until(deadline).days;
    return { rule: `soq-missing-${minutes}`, due, offset: `-${days}d` };
  });
  document.setIn(['slack', 'approvers'], [...slack.approvers]);
  document.setIn(['decisions', 'notify'], 'at-once');
  document.setIn(['decisions', 'undoMinutes'], 0);
  // Never inside the quiet hours below, whatever the time of day.
  document.setIn(['decisions', 'at'], clock(start));
  // Twelve hours away: reminders do go out now, whatever the time of day.
  const quiet = start.add({ hours: 12 });
  document.set('quietHours', { from: clock(quiet), to: clock(quiet.add({ minutes: 30 })) });
  document.set(
    'reminders',
    reminders.map(({ rule, due, offset }) => ({
      rule,
      when: { about: 'application', paid: true, submitted: false },
      reference: 'soqDeadline',
      offsets: [offset],
      message: 'soq-reminder',
      at: clock(due),
    })),
  );
  writeFileSync(file, document.toString());
  return {
    folder,
    today: dates.today,
    reminders: reminders.map(({ rule, due }) => ({ rule, due: new Date(due.epochMilliseconds) })),
  };
}

function clock(time: Temporal.ZonedDateTime): string {
  return time.toPlainTime().toString().slice(0, 5);
}
