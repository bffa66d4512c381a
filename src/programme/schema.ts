// What a programme says: rules as data. One folder under templates/ is one programme; this file is the form it must have.
import { z } from 'zod';
import { checklistItem, quietHours, reminder } from './reminder-schema.ts';
import { clockTime, isoDate, localDateTime, money, monthDay, timeZone } from './values.ts';

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');
const emailAddress = z.email().transform((text) => text.toLowerCase());
const domain = z.string().regex(/^([a-z0-9-]+\.)+[a-z0-9-]+$/i, 'a domain such as example.org');
const slackUser = z.string().regex(/^[UW][A-Z0-9]+$/, 'a Slack user id such as U012ABCDEF');

const purpose = z.enum(['soq-new', 'soq-resubmittal', 'tor-annual', 'late-fee']);

const vendors = [
  'woocommerce',
  'drupal-commerce',
  'stripe',
  'paypal',
  'square',
  'authorize-net',
  'generic',
] as const;

/** Vendors that send the receipts of many merchants from one domain: who sent a mail does not say whose shop it is. */
export const hostedVendors: readonly string[] = ['stripe', 'paypal', 'square', 'authorize-net'];

const paymentSender = z.strictObject({
  /** The From address must be of this domain (or be this address), and the mail must be authenticated for it. */
  domain: domain.transform((text) => text.toLowerCase()),
  address: emailAddress.optional(),
  vendor: z.enum(vendors),
  /** Name of the store; store and order number together are one payment. */
  store: slug,
  /** For vendors that send for many merchants: the merchant as the receipts call it, by name or e-mail address. */
  merchant: z.string().trim().min(1).optional(),
});

/** What stands in front of a value ("Order number:"), or the words around it with {} for the value ("You paid {} to"). */
const label = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .regex(
    /^[^{}]{2,}(?:\{\}[^{}]*)?$/,
    'a label such as "Order number:", or words with one {} behind the first',
  );
const words = z.string().trim().min(2).max(120);

/** How to read the mails of a shop that has no reader of its own. Upper and lower case and line breaks do not matter. */
const paymentReader = z.strictObject({
  name: slug,
  order: z.array(label).min(1),
  amount: z.array(label).min(1),
  item: z.array(label).default([]),
  date: z.array(label).default([]),
  payer: z.array(label).default([]),
  /** Words that are only in mails about money that was received. */
  paid: z.array(words).min(1),
  /** Words of mails that look the same and are about money that was not received; one of them is enough. */
  notPaid: z.array(words).default([]),
  /** Words of mails about money that was given back. */
  refunded: z.array(words).default([]),
  /** What stands in front of the amount that was given back. */
  refundAmount: z.array(label).default([]),
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

/** A sentence that staff use often: `label` is what they choose, `text` what the applicant reads. */
const standardReason = z.strictObject({
  label: z.string().trim().min(1).max(75),
  text: z.string().trim().min(1).max(500),
});
// As many as Slack shows in one list of check boxes.
const standardReasons = z.array(standardReason).max(10).default([]);

/** "resume", "work samples", or "resum*" for every word that begins so; case, accents, "_" and "-" do not matter. */
const fileWords = z
  .string()
  .trim()
  .max(80)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M} _-]+\*?$/u, 'words of a file name such as "resume" or "resum*"');
const soqPart = z.strictObject({
  /** As applicants are told: "Résumé". */
  name: z.string().trim().min(1).max(80),
  files: z.array(fileWords).min(1),
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
    /** How many approvers have to agree. */
    quorum: z.int().min(1).default(1),
    /** Who decides what the approvers recommend; null: their quorum decides. */
    finalApprover: slackUser.nullable().default(null),
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
    /** Whether the documents of an SOQ are put into the thread of its card. */
    documents: z.boolean().default(true),
  }),
  payments: z.strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    senders: z.array(paymentSender),
    /** For senders with vendor generic: tried in this order. */
    readers: z.array(paymentReader).default([]),
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
    checklist: z.array(checklistItem).min(1),
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
    /** What every SOQ has to hold, told apart by words in the names of the files. None: any document is one. */
    parts: z.array(soqPart).max(20).default([]),
    /** A mail with a missing part that comes within so many hours of the one before it is put together with that. */
    stitchHours: z.int().min(0).max(720).default(24),
  }),
  decisions: z.strictObject({
    /** `at-once`, or held until the first business day of the notification week at `at`. */
    notify: z.enum(['at-once', 'notification-week']),
    at: clockTime,
    /** For so long a decision can be undone without a reason, and its mail waits at least. */
    undoMinutes: z.int().min(0).max(1440).default(10),
    /** Offered when an SOQ is declined or a new version is asked for; own words may be added. */
    reasons: z.strictObject({ decline: standardReasons, resubmittal: standardReasons }).prefault({}),
    /** For so many days before the notification week staff see a card of who will get what. */
    previewDays: z.int().min(0).max(60).default(3),
  }),
  onboarding: z.array(z.enum(['orientation', 'agreement', 'fee'])).default([]),
  quietHours,
  /** Days besides Saturday and Sunday that are no business days. */
  holidays: z.array(isoDate).max(500).default([]),
  reminders: z.array(reminder),
  retention: z.strictObject({ rawMailDays: z.int().min(30) }),
});

/** A programme after checks: amounts in cents, dates as YYYY-MM-DD, times as HH:MM in `timeZone`. */
export type Programme = z.output<typeof programmeSchema>;
export type CycleDates = Programme['cycles'][number];
export type ReminderRule = Programme['reminders'][number];
export type PaymentReaderRule = Programme['payments']['readers'][number];
export type ReferenceName = ReminderRule['reference'];
export type QuietHours = Programme['quietHours'];
