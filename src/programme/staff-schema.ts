// Who decides, where they are asked, and how their decisions are told.
import { z } from 'zod';
import { clockTime } from './values.ts';

const slackUser = z.string().regex(/^[UW][A-Z0-9]+$/, 'a Slack user id such as U012ABCDEF');

/** A sentence that staff use often: `label` is what they choose, `text` what the applicant reads. */
const standardReason = z.strictObject({
  label: z.string().trim().min(1).max(75),
  text: z.string().trim().min(1).max(500),
});
// As many as Slack shows in one list of check boxes.
const standardReasons = z.array(standardReason).max(10).default([]);

export const staff = z.strictObject({
  channel: z.string().regex(/^[CG][A-Z0-9]+$/, 'a Slack channel id such as C012ABCDEF'),
  /** Who may decide. Empty means nobody. */
  approvers: z.array(slackUser),
  /** How many approvers have to agree. */
  quorum: z.int().min(1).default(1),
  /** Who decides what the approvers recommend; null: their quorum decides. */
  finalApprover: slackUser.nullable().default(null),
  /** Who may change dates, fees, links and approvers in Slack. Empty means nobody; it can only be changed here. */
  settings: z.array(slackUser).default([]),
  /** Decisions that wait are said again under their card, once a working day. */
  waiting: z
    .strictObject({
      /** For so long a card says enough by itself. */
      afterHours: z.int().min(1).max(720).default(24),
      /** Then others are asked as well. */
      escalateAfterHours: z.int().min(1).max(2160).default(72),
      escalateTo: z.array(slackUser).default([]),
      /** Working hours on weekdays. */
      from: clockTime.default('09:00'),
      to: clockTime.default('17:00'),
    })
    .prefault({}),
  /** When the card of the day comes; null: never. */
  dailyAt: clockTime.nullable().default('08:00'),
  /** Whether a card comes on the first business day of a month with the payments of the month before. */
  reconciliation: z.boolean().default(true),
  /** What a message in the thread of a question begins with that is to be sent as mail; upper and lower case are the same. */
  replySign: z
    .string()
    .regex(
      /^[\p{L}\p{N}!+=.][\p{L}\p{N}!+=.:,;-]{1,18}[!+=:,;]$/u,
      'a word and a sign such as "mail:", of 3 to 20 letters, digits or ! + = . : , ; -',
    )
    .default('mail:'),
  /** Whether the documents of an SOQ, and files that come with a question, are put into the thread of its card. */
  documents: z.boolean().default(true),
});

export const decisions = z.strictObject({
  /** `at-once`, or held until the first business day of the notification week at `at`. */
  notify: z.enum(['at-once', 'notification-week']),
  at: clockTime,
  /** For so long a decision can be undone without a reason, and its mail waits at least. */
  undoMinutes: z.int().min(0).max(1440).default(10),
  /** Offered when an SOQ is declined or a new version is asked for; own words may be added. */
  reasons: z.strictObject({ decline: standardReasons, resubmittal: standardReasons }).prefault({}),
  /** For so many days before the notification week staff see a card of who will get what. */
  previewDays: z.int().min(0).max(60).default(3),
});
