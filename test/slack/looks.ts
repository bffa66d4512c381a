import type { Found, PersonPage, StaffOverview } from '../../src/core/staff-view.ts';
import type { StaffLooks } from '../../src/slack/desk.ts';

const refused = async () => ({ kind: 'refused' as const, tell: 'Not for you.' });

/** Nobody may see anything. */
export const nothingToSee: StaffLooks = {
  overview: refused,
  search: refused,
  person: refused,
  mail: refused,
};

export const overview: StaffOverview = {
  asOf: 'Friday, May 12, 2023, 7:00 AM PDT',
  hold: '*All mail is held* since Friday, by <@UANNA>.',
  mailbox: ['INBOX: read Friday, May 12, 2023, 6:59 AM PDT'],
  programmes: [
    {
      title: 'IGP Trainer of Record',
      pipeline: [{ about: 'Cycle 2023', total: 3, stages: [{ stage: 'under-review', count: 3 }] }],
      waiting: 2,
      oldest: [
        {
          title: 'SOQ to decide: Pat <Doe>',
          since: 'Friday, May 12, 2023, 7:00 AM PDT',
          people: ['UANNA'],
          place: { channel: 'C0TOR', ts: '1700000000.000100' },
        },
      ],
      outgoing: {
        today: [{ message: 'soq-reminder', count: 2 }],
        reminders: [{ rule: 'soq-missing', at: 'Friday, May 12, 2023, 9:00 AM PDT' }],
        next: [{ at: 'Friday, May 12, 2023, 9:00 AM PDT', count: 2 }],
        still: ['1 held'],
      },
    },
  ],
};

export const pat = { id: 'pat', name: 'Pat Doe', address: 'pat@example.org', standing: 'SOQ under review' };
const sam = { id: 'sam', name: 'Sam Doe', address: 'sam@example.org', standing: 'candidate' };
export const found: Found = { words: 'doe', people: [pat, sam], more: false, orders: [] };

const wholeMail = {
  from: 'Pat Doe <pat@example.org>',
  subject: 'May I?',
  received: 'Friday, May 12, 2023, 10:00 AM PDT',
  text: 'May I <ask>?\n\n> You may.',
  files: ['plan.png'],
};

export function personPage(changes: Partial<PersonPage> = {}): PersonPage {
  return {
    personId: 'pat',
    part: 'facts',
    from: 0,
    name: 'Pat Doe',
    addresses: ['pat@example.org'],
    lines: [{ under: 'igp-tor, application in cycle 2023', text: 'Stage: SOQ under review' }],
    total: 1,
    ...changes,
  };
}

/** Everybody may see everything; what was asked for is noted. */
export function everythingToSee(asked: unknown[] = []): StaffLooks {
  return {
    overview: async (by) => {
      asked.push(['overview', by]);
      return { kind: 'shown', shown: overview };
    },
    search: async (by, words) => {
      asked.push(['search', by, words]);
      return { kind: 'shown', shown: { ...found, words } };
    },
    mail: async (by, promptId) => {
      asked.push(['mail', by, promptId]);
      return { kind: 'shown', shown: wholeMail };
    },
    person: async (by, wanted) => {
      asked.push(['person', by, wanted]);
      return { kind: 'shown', shown: personPage({ ...wanted, total: 43 }) };
    },
  };
}
