import type { PromptView } from '../../src/core/prompt.ts';

/** A complete SOQ waiting for a decision; with whatever a test wants different. */
export function soqApproval(changes: Partial<PromptView> = {}): PromptView {
  return {
    id: '0193b1f0-7a52-7c30-9d10-5a6f0c0ffee1',
    kind: 'soq-approval',
    title: 'SOQ of Pat Doe',
    facts: [
      ['Received', 'May 30, 2026, 4:12 PM PDT (1 day before the deadline)'],
      ['Payment', 'order 4812, $530.00'],
    ],
    channel: 'C0TOR',
    place: null,
    version: 1,
    timeZone: 'America/Los_Angeles',
    state: [],
    people: null,
    takeBack: [],
    answered: null,
    ...changes,
  };
}
