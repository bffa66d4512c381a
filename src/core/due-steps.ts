// Which mails about next steps may be right at all, before anybody is loaded: everybody in one cycle, or in terms with the
// same days, would be told the same.
import type { Programme } from '../programme/schema.ts';
import { addDays, endOf, isQuiet } from './calendar.ts';
import { cycleNamed } from './cycle.ts';
import type { StepName } from './decision.ts';
import { type Meeting, missedFrom, orientationsOf, renewalMeetingOf } from './meetings.ts';
import { invitationOf, missedOf, recordingOf, staleDays } from './next-steps.ts';
import type { DateSource } from './references.ts';

/** `of`: how the keys of its mails end; `since`: the meeting that somebody must have been noted at, or null. */
export type DueStep = { source: DateSource; step: StepName; of: string; since: Meeting | null };

/** The steps that may be right at `now`; for whom is asked of each person's facts (next-steps.ts). */
export function dueSteps(
  sources: readonly DateSource[],
  programme: Programme,
  now: Date,
): readonly DueStep[] {
  if (isQuiet(now, programme.quietHours, programme.timeZone)) return [];
  return sources.flatMap((source) => [
    ...agreementDue(source, programme),
    ...(source.about === 'application'
      ? orientationsDue(source, programme, now)
      : meetingsDue(source, programme, now)),
  ]);
}

function agreementDue(source: DateSource, { agreement, onboarding, renewal }: Programme): DueStep[] {
  const { file, version } = agreement;
  const steps: readonly string[] = source.about === 'application' ? onboarding : renewal.checklist;
  if (file === null || version === null || !steps.includes('agreement')) return [];
  return [{ source, step: 'agreement', of: version, since: null }];
}

type Of<About extends DateSource['about']> = Extract<DateSource, { about: About }>;

function orientationsDue(source: Of<'application'>, programme: Programme, now: Date): DueStep[] {
  const cycle = cycleNamed(programme, source.cycle);
  if (cycle === null || !programme.onboarding.includes('orientation')) return [];
  const sessions = orientationsOf(programme, cycle);
  const next = sessions.find(({ starts }) => starts > now) ?? null;
  const missed = sessions.findLast(({ ends }) => ends <= now) ?? null;
  return [
    ...(next === null ? [] : [{ source, step: 'orientation', of: invitationOf(next), since: null } as const]),
    ...(missed === null || !isBeingTold(missed, programme, now)
      ? []
      : [{ source, step: 'orientation-missed', of: missedOf(missed, next), since: missed } as const]),
  ];
}

function meetingsDue(source: Of<'renewal'>, programme: Programme, now: Date): DueStep[] {
  const meeting = renewalMeetingOf(programme, source.startsOn);
  if (meeting === null || !programme.renewal.checklist.includes('meeting')) return [];
  if (meeting.starts > now)
    return [{ source, step: 'renewal-meeting', of: invitationOf(meeting), since: null }];
  if (meeting.recording === null || now < missedFrom(meeting, programme)) return [];
  return [{ source, step: 'recording', of: recordingOf(meeting, meeting.recording), since: meeting }];
}

/** Whether who missed a meeting is told so: from some days after it on, and not for ever. */
function isBeingTold(meeting: Meeting, programme: Programme, now: Date): boolean {
  const until = endOf(addDays(meeting.at.slice(0, 10), staleDays), programme.timeZone);
  return now >= missedFrom(meeting, programme) && now < until;
}
