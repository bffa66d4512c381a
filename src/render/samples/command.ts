// Samples of the answers to commands that people write by mail (see ../samples.ts).

import type { CommandValues } from '../../core/messages/command.ts';
import type { Message } from '../../core/messages.ts';

const deadline = 'Friday, May 19, 2023, 4:00 PM PDT';

const addresses = { newAddress: 'pat_doe@new.example.org', oldAddress: 'pat@example.org' };

export const commandSamples: { [M in keyof CommandValues]: readonly Extract<Message, { name: M }>[] } = {
  'command-help': [deadline, null].map((one) => ({ name: 'command-help', values: { deadline: one } })),
  'withdraw-confirm': [{ name: 'withdraw-confirm', values: { until: 'Friday, May 26, 2023, 12:00 PM PDT' } }],
  withdrawn: [{ name: 'withdrawn', values: { withdrawnAt: 'Friday, May 12, 2023, 12:05 PM PDT' } }],
  'address-confirm': [
    {
      name: 'address-confirm',
      values: { ...addresses, until: 'Friday, May 26, 2023, 12:00 PM PDT' },
    },
  ],
  'address-changed': [
    {
      name: 'address-changed',
      values: { ...addresses, changedAt: 'Friday, May 12, 2023, 12:05 PM PDT' },
    },
  ],
  'announcements-stopped': [{ name: 'announcements-stopped', values: { address: 'pat@example.org' } }],
  'command-status': [['SOQ fee: $530.00, paid on Wednesday, May 10, 2023, order 4812'], []].map((have) => ({
    name: 'command-status',
    values: {
      action: `please send your SOQ by ${deadline}`,
      headline: 'Your fee is paid. Please send your SOQ next.',
      asOf: 'Friday, May 12, 2023, 12:00 PM PDT',
      have,
      next: [`Reply to this email with your SOQ attached as PDF. It has to reach us by ${deadline}.`],
      writesTo: 'pat@example.org',
    },
  })),
};
