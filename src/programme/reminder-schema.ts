// Reminders as data: from which date they count, whom they are for, when they go out.
import { z } from 'zod';
import { clockTime, dayOffset, slug } from './values.ts';

export const quietHours = z.strictObject({ from: clockTime, to: clockTime });

export const checklistItem = z.enum(['qisp', 'meeting', 'agreement', 'fee']);

/** What a selected candidate has to complete. */
export const onboardingStep = z.enum(['orientation', 'agreement', 'fee']);

/** Dates that a reminder may count from; check-reminders.ts says which kind of case has which. */
const reference = z.enum([
  'cycleOpens',
  'paymentOpens',
  'paymentCloses',
  'soqDeadline',
  'notificationWeek',
  'orientation',
  'renewalMeeting',
  'renewalOpens',
  'renewalDue',
  'renewalLateUntil',
  'termStarts',
  'termEnds',
]);

/** What may be asked of an application: `paid: true` holds once the SOQ fee is paid, `paid: false` until then. */
const applicationFacts = {
  paid: z.boolean().optional(),
  submitted: z.boolean().optional(),
  decided: z.boolean().optional(),
  /** Selected and told so, and not a Trainer of Record yet, with at least one of these steps still open. */
  toComplete: z.array(onboardingStep).min(1).optional(),
};

/** What may be asked of a renewal. */
const renewalFacts = {
  /** Whether the annual fee is still open. */
  feeOpen: z.boolean().optional(),
  /** Whether any tick of the checklist is still open. */
  checklistOpen: z.boolean().optional(),
  /** At least one of these ticks is still open. */
  open: z.array(checklistItem).min(1).optional(),
  /** All of these ticks are there. */
  done: z.array(checklistItem).min(1).optional(),
};

export const reminder = z.strictObject({
  rule: slug,
  /** `false` turns the rule off; what is planned already is then superseded. */
  active: z.boolean().default(true),
  /** All of it must hold. */
  when: z.discriminatedUnion('about', [
    z.strictObject({ about: z.literal('application'), ...applicationFacts }),
    z.strictObject({ about: z.literal('renewal'), ...renewalFacts }),
  ]),
  /** One of these is enough to stop it. Withdrawn, confirmed, lapsed and ended stop every rule. */
  stop: z.strictObject({ ...applicationFacts, ...renewalFacts }).default({}),
  reference,
  offsets: z.array(dayOffset).min(1),
  /** A rung that falls on a day off moves: to the business day before, or with an offset after the date to the next. */
  businessDays: z.boolean().default(false),
  /** After this many days past the day of a rung it is no longer right and is not caught up. */
  validDays: z.int().min(1).max(120).default(14),
  message: slug,
  /** The mail of the last rung, where it is another one. */
  lastMessage: slug.optional(),
  at: clockTime,
  /** Instead of the programme's. */
  quietHours: quietHours.optional(),
});
