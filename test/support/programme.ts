// The sample programme of the tests: IGP Trainer of Record, cycle 2023, with an invented store.
import { type Programme, programmeSchema } from '../../src/programme/schema.ts';

/** What a programme folder would say; tests that need another one change a copy of it. */
export const igpTorSource = {
  name: 'igp-tor',
  title: 'IGP Trainer of Record',
  organisation: {
    name: 'California Stormwater Quality Association',
    shortName: 'CASQA',
    website: 'https://casqa.example',
  },
  timeZone: 'America/Los_Angeles',
  addresses: { programme: 'tor@casqa.example', staff: 'training@casqa.example' },
  links: { announcement: 'https://casqa.example/igp-tor', account: 'https://casqa.example/my-account' },
  slack: { channel: 'C012TORBOT', approvers: ['U01APPROVER'], quorum: 1, finalApprover: null },
  payments: {
    currency: 'USD',
    senders: [{ domain: 'casqa.example', vendor: 'woocommerce', store: 'casqa' }],
    products: [
      { purpose: 'soq-new', names: ['IGP Trainer of Record SOQ Submittal Fee'], skus: ['IGP-SOQ-NEW'] },
      {
        purpose: 'soq-resubmittal',
        names: ['IGP Trainer of Record SOQ Resubmittal Fee'],
        skus: ['IGP-SOQ-RESUB'],
      },
      {
        purpose: 'tor-annual',
        names: ['CASQA qualified IGP Trainer of Record (CGP ToR)'],
        skus: ['IGP-TOR-ANNUAL'],
      },
      { purpose: 'late-fee', names: ['IGP Trainer of Record Late Fee'], skus: ['IGP-TOR-LATE'] },
    ],
  },
  fees: { soqNew: '$530', soqResubmittal: '$280', torAnnual: '$65', late: '$25' },
  cycles: [
    {
      name: '2023',
      opens: '2023-04-03',
      payment: { opens: '2023-04-03 09:00', closes: '2023-05-19 16:00' },
      soqDeadline: '2023-05-19 16:00',
      notificationWeek: '2023-06-12',
      orientation: { at: '2023-06-21 10:00' },
      term: { starts: '2023-07-01', ends: '2024-06-30' },
    },
  ],
  renewal: {
    termStarts: '07-01',
    opens: '05-01',
    due: '06-30',
    lateUntil: '09-30',
    checklist: ['qisp', 'meeting', 'agreement', 'fee'],
    path: 'log in, open Orders, choose the item, and press Renew',
  },
  soq: {
    types: ['application/pdf'],
    maxPages: 20,
    maxBytesEach: 10_000_000,
    maxBytesTotal: 20_000_000,
    deadlineBandMinutes: 15,
  },
  decisions: { notify: 'notification-week', at: '09:00' },
  onboarding: ['orientation', 'agreement', 'fee'],
  quietHours: { from: '20:00', to: '08:00' },
  reminders: [
    {
      rule: 'soq-missing',
      when: { about: 'application', paid: true, submitted: false },
      reference: 'soqDeadline',
      offsets: ['-21d', '-7d', '-2d'],
      message: 'soq-reminder',
      at: '09:00',
    },
    {
      rule: 'renewal-due',
      when: { about: 'renewal', feeOpen: true },
      reference: 'renewalDue',
      offsets: ['-60d', '-30d', '-14d', '-7d', '-1d'],
      message: 'renewal-reminder',
      at: '09:00',
    },
    {
      rule: 'late-fee',
      when: { about: 'renewal', feeOpen: true },
      reference: 'renewalDue',
      offsets: ['+1d', '+30d', '+60d'],
      message: 'late-fee-notice',
      at: '09:00',
    },
  ],
  retention: { rawMailDays: 730 },
};

export const igpTor: Programme = programmeSchema.parse(igpTorSource);
