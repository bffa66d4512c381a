// What a programme says: rules as data. One folder under templates/ is one programme; this file is the form it must have.
import { z } from 'zod';
import { clockTime, dayOffset, isoDate, localDateTime, money, monthDay, timeZone } from './values.ts';

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');
const emailAddress = z.email().transform((text) => text.toLowerCase());
const domain = z.string().regex(/^([a-z0-9-]+\.)+[a-z0-9-]+$/i, 'a domain such as example.org');
const slackUser = z.string().regex(/^[UW][A-Z0-9]+$/, 'a Slack user id such as U012ABCDEF');

const purpose = z.enum(['soq-new', 'soq-resubmittal', 'tor-annual', 'late-fee']);

const paymentSender = z.strictObject({
  /** The From address must be of this domain (or be this address), and the mail must be authenticated for it. */
  domain: domain.transform((text) => text.toLowerCase()),
  address: emailAddress.optional(),
  vendor: z.enum(['woocommerce']),
  /** Name of the store; store and order number together are one payment. */
  store: slug,
});

const product = z.strictObject({
  purpose,
  /** Item names as the store prints them; compared without regard to case and white space. */
  names: z.array(z.string().min(1)).default([]),
  skus: z.array(z.string().min(1)).default([]),
});

const cycle = z.strictObject({
  name: slug,
  opens: isoDate,
  payment: z.strictObject({ opens: localDateTime, closes: localDateTime }),
  soqDeadline: localDateTime,
  notificationWeek: isoDate,
  orientation: isoDate.nullable().default(null),
  term: z.strictObject({ starts: isoDate, ends: isoDate }),
});

/** Dates that a reminder may count from. */
const reference = z.enum(['soqDeadline', 'paymentCloses', 'renewalDue', 'renewalLateUntil']);

const applicationCondition = z.strictObject({
  about: z.literal('application'),
  paid: z.boolean().optional(),
  submitted: z.boolean().optional(),
  decided: z.boolean().optional(),
});
const renewalCondition = z.strictObject({
  about: z.literal('renewal'),
  /** Whether the annual fee is still open. */
  feeOpen: z.boolean().optional(),
  /** Whether any tick of the checklist is still open. */
  checklistOpen: z.boolean().optional(),
});

const reminder = z.strictObject({
  rule: slug,
  when: z.discriminatedUnion('about', [applicationCondition, renewalCondition]),
  reference,
  offsets: z.array(dayOffset).min(1),
  /** After this many days past the last offset's day a reminder is no longer right and is not caught up. */
  validDays: z.int().min(1).max(120).default(14),
  message: slug,
  at: clockTime,
});

export const programmeSchema = z.strictObject({
  name: slug,
  title: z.string().min(1),
  organisation: z.strictObject({ name: z.string().min(1), shortName: z.string().min(1), website: z.url() }),
  timeZone,
  addresses: z.strictObject({
    /** The mailbox torq reads; plus-addresses that name a case are made from it. */
    programme: emailAddress,
    /** Shown to people as the place where a human answers. */
    staff: emailAddress,
  }),
  links: z.strictObject({ announcement: z.url(), account: z.url() }),
  slack: z.strictObject({
    channel: z.string().regex(/^[CG][A-Z0-9]+$/, 'a Slack channel id such as C012ABCDEF'),
    /** Who may decide. Empty means nobody. */
    approvers: z.array(slackUser),
    /** How many approvers have to agree; check.ts refuses what cannot be kept yet. */
    quorum: z.int().min(1).default(1),
    finalApprover: slackUser.nullable().default(null),
  }),
  payments: z.strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    senders: z.array(paymentSender),
    products: z.array(product).min(1),
  }),
  fees: z.strictObject({ soqNew: money, soqResubmittal: money, torAnnual: money, late: money }),
  cycles: z.array(cycle).min(1),
  renewal: z.strictObject({
    /** The term is fixed: it never starts on a payment date. */
    termStarts: monthDay,
    /** The reminders and the fee of the coming term start on this day. */
    opens: monthDay,
    due: monthDay,
    lateUntil: monthDay,
    checklist: z.array(z.enum(['qisp', 'meeting', 'agreement', 'fee'])).min(1),
    /** Where people renew, in words: "log in, Orders, ...". */
    path: z.string().min(1),
  }),
  soq: z.strictObject({
    types: z.array(z.string().min(3)).min(1),
    maxPages: z.int().min(1).nullable().default(null),
    maxBytesEach: z.int().min(1),
    maxBytesTotal: z.int().min(1),
    /** Within this many minutes of the deadline, either side, a person decides. */
    deadlineBandMinutes: z.int().min(0).default(15),
  }),
  decisions: z.strictObject({
    /** `at-once`, or held until the first business day of the notification week at `at`. */
    notify: z.enum(['at-once', 'notification-week']),
    at: clockTime,
  }),
  onboarding: z.array(z.enum(['orientation', 'agreement', 'fee'])).default([]),
  quietHours: z.strictObject({ from: clockTime, to: clockTime }),
  reminders: z.array(reminder),
  retention: z.strictObject({ rawMailDays: z.int().min(30) }),
});

/** A programme after checks: amounts in cents, dates as YYYY-MM-DD, times as HH:MM in `timeZone`. */
export type Programme = z.output<typeof programmeSchema>;
export type CycleDates = Programme['cycles'][number];
export type ReminderRule = Programme['reminders'][number];
export type ReferenceName = ReminderRule['reference'];
