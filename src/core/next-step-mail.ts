// What a mail about a next step says (next-steps.ts says when it is right).
import type { Programme } from '../programme/schema.ts';
import { addDays, dateOf, wordsForDate, wordsForInstant } from './calendar.ts';
import { type CalendarEvent, meetingEvent } from './calendar-event.ts';
import { type Case, mailAddressOf } from './case.ts';
import type { MailDraft } from './decision.ts';
import { renewalDates } from './fee.ts';
import type { KeptFile } from './kept-file.ts';
import { lastDayOf } from './ladder.ts';
import type { Meeting } from './meetings.ts';
import type { Message } from './messages.ts';
import { type Step, stepKey, timeInvitedTo } from './next-steps.ts';
import { referenceTo } from './reference-to.ts';
import { dueWords } from './reminder-message.ts';

export type StepContext = {
  programme: Programme;
  /** The agreement as it is attached; null: there is none, and no mail about it can be made. */
  agreement: KeptFile | null;
  /** The `of` of each mail about this step that has gone out to this case. */
  sent: readonly string[];
  now: Date;
};

/** The mail; null when no address of the person takes mail, or the agreement that goes along is not there. */
export function stepMail(subject: Case, step: Step, context: StepContext): MailDraft | null {
  const to = mailAddressOf(subject.person);
  if (to === null || (step.step === 'agreement' && context.agreement === null)) return null;
  const about = referenceTo(subject);
  const { step: name, of } = step;
  return {
    channel: 'mail',
    key: stepKey(about, { step: name, of }),
    to,
    toName: subject.person.name,
    about,
    personId: subject.person.id,
    condition: { kind: 'next-step', step: name, of },
    notBefore: null,
    ...contentOf(subject, step, context),
  };
}

type Content = Pick<MailDraft, 'message' | 'attachments' | 'calendar'>;

function contentOf(subject: Case, step: Step, context: StepContext): Content {
  const { programme } = context;
  const words = (instant: Date) => wordsForInstant(instant, programme.timeZone);
  switch (step.step) {
    case 'orientation':
      return {
        message: { name: 'orientation-invitation', values: invitation(step.meeting, context) },
        calendar: eventOf(subject, step.meeting, context),
      };
    case 'orientation-missed': {
      const { missed, next } = step;
      const values = {
        held: words(missed.starts),
        next: next === null ? null : words(next.starts),
        joinAt: next?.joinAt ?? null,
      };
      return {
        message: { name: 'orientation-missed', values },
        ...(next === null ? {} : { calendar: eventOf(subject, next, context) }),
      };
    }
    case 'agreement':
      return agreementContent(context);
    case 'renewal-meeting': {
      const values = { ...invitation(step.meeting, context), due: viewBy(subject, context) };
      return {
        message: { name: 'meeting-invitation', values },
        calendar: eventOf(subject, step.meeting, context),
      };
    }
    case 'recording': {
      const { meeting, recording } = step;
      const values = { held: words(meeting.starts), recording, due: viewBy(subject, context) };
      return { message: { name: 'meeting-recording', values } };
    }
  }
}

/** `changed`: somebody has another time in their calendar. */
function invitation({ starts, ends, joinAt, at }: Meeting, { programme, sent }: StepContext) {
  const last = sent.at(-1);
  return {
    starts: wordsForInstant(starts, programme.timeZone),
    ends: wordsForInstant(ends, programme.timeZone),
    joinAt,
    changed: last !== undefined && timeInvitedTo(last) !== at,
  };
}

function eventOf(subject: Case, meeting: Meeting, { programme, sent, now }: StepContext): CalendarEvent {
  const what =
    subject.kind === 'application'
      ? ({ kind: 'orientation', of: subject.application.cycle } as const)
      : ({ kind: 'renewal-meeting', of: subject.term.startsOn } as const);
  const { starts, ends, joinAt } = meeting;
  return meetingEvent(programme, { ...what, starts, ends, joinAt, changes: sent.length }, now);
}

function agreementContent({ programme, agreement, now }: StepContext): Content {
  if (agreement === null) throw new RangeError('there is no agreement to attach');
  const { returnDays } = programme.agreement;
  const message: Message = {
    name: 'agreement-to-sign',
    values: {
      document: agreement.filename,
      returnBy:
        returnDays === null ? null : wordsForDate(addDays(dateOf(now, programme.timeZone), returnDays)),
      submitTo: programme.addresses.programme,
    },
  };
  return { message, attachments: [agreement] };
}

/** The recording counts until the renewal is due; for who is late already, until the last day for renewing. */
function viewBy(subject: Case, { programme, now }: StepContext): string {
  if (subject.kind !== 'term') return '';
  const { due } = renewalDates(subject.term.startsOn, programme.renewal);
  const isLate = dateOf(now, programme.timeZone) > due;
  return dueWords(isLate ? lastDayOf(subject, programme.renewal) : due, programme);
}
