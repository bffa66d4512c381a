// What a programme says: rules as data. One folder under templates/ is one programme; this file is the form it must have.
import { z } from 'zod';
import { audience } from './announcement-schema.ts';
import { certificate } from './certificate-schema.ts';
import { agreement, cycle } from './cycle-schema.ts';
import { checklistItem, onboardingStep, quietHours, reminder } from './reminder-schema.ts';
import { decisions, staff } from './staff-schema.ts';
import { isoDate, money, monthDay, slug, timeZone } from './values.ts';

const emailAddress = z.email().transform((text) => text.toLowerCase());
const domain = z.string().regex(/^([a-z0-9-]+\.)+[a-z0-9-]+$/i, 'a domain such as example.org');

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
  /** `false`: the folder is checked like the others, and nothing is done for it. */
  active: z.boolean().default(true),
  /** The folder beside this one whose mails, pages and layout count where this one has none of its own. */
  extends: slug.nullable().default(null),
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
  slack: staff,
  payments: z.strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    senders: z.array(paymentSender),
    /** For senders with vendor generic: tried in this order. */
    readers: z.array(paymentReader).default([]),
    products: z.array(product).min(1),
  }),
  fees: z.strictObject({ soqNew: money, soqResubmittal: money, torAnnual: money, late: money }),
  /** Lists of people that announcements go to; the addresses are imported. */
  audiences: z.array(audience).max(50).default([]),
  cycles: z.array(cycle).min(1),
  renewal: z.strictObject({
    /** The term is fixed: it never starts on a payment date. */
    termStarts: monthDay,
    /** The reminders and the fee of the coming term start on this day. */
    opens: monthDay,
    due: monthDay,
    lateUntil: monthDay,
    /** What comes after `lateUntil`, once staff have ended a status. */
    ladder: z
      .strictObject({
        /** `full`: a new SOQ with its full fee; `reduced`: with the fee `soqResubmittal`, for some months. */
        requalify: z.enum(['full', 'reduced']).default('full'),
        /** For `reduced`: calendar months after the last day of the late renewal. */
        reducedMonths: z.int().min(1).max(60).default(12),
      })
      .prefault({}),
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
    /** So many days before the deadline staff see who has paid and sent no SOQ; 0: never. */
    payersCardDays: z.int().min(0).max(60).default(5),
    deadlineBandMinutes: z.int().min(0).default(15),
    /** What every SOQ has to hold, told apart by words in the names of the files. None: any document is one. */
    parts: z.array(soqPart).max(20).default([]),
    /** A mail with a missing part that comes within so many hours of the one before it is put together with that. */
    stitchHours: z.int().min(0).max(720).default(24),
  }),
  decisions,
  /** Whoever was at a meeting for fewer minutes is not ticked by a list of who attended. */
  attendance: z
    .strictObject({
      minimumMinutes: z.int().min(0).max(600).default(30),
      /** So many business days after a meeting, once its attendance is noted, who was not there is written to. */
      missedAfterDays: z.int().min(1).max(30).default(3),
    })
    .prefault({}),
  onboarding: z.array(onboardingStep).default([]),
  agreement,
  quietHours,
  /** Days besides Saturday and Sunday that are no business days. */
  holidays: z.array(isoDate).max(500).default([]),
  reminders: z.array(reminder),
  /** What goes beyond is held until staff let it go: better no mail than a hundred by mistake. */
  mailLimits: z
    .strictObject({
      /** Mails to one person within one calendar day. */
      perPersonAndDay: z.int().min(1).max(1000).default(12),
      /** Mails to everybody within sixty minutes. */
      perHour: z.int().min(1).max(1_000_000).default(1000),
      /** Mails that come back for a while only, in a row, until no more are sent to that address. */
      softBounces: z.int().min(1).max(100).default(3),
    })
    .prefault({}),
  certificate,
  retention: z.strictObject({ rawMailDays: z.int().min(30) }),
});

/** A programme after checks: amounts in cents, dates as YYYY-MM-DD, times as HH:MM in `timeZone`. */
export type Programme = z.output<typeof programmeSchema>;
export type CycleDates = Programme['cycles'][number];
export type ReminderRule = Programme['reminders'][number];
export type PaymentReaderRule = Programme['payments']['readers'][number];
export type ReferenceName = ReminderRule['reference'];
export type QuietHours = Programme['quietHours'];
