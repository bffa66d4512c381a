// Answers to the commands that people write by mail. See ../messages.ts for what values are.

export type CommandValues = {
  /** Answer to HELP: what one can write to us. `deadline`: of SOQs, while it is ahead. */
  'command-help': { deadline: string | null };
  /** Answer to STATUS. */
  'command-status': {
    action: string;
    headline: string;
    asOf: string;
    have: readonly string[];
    next: readonly string[];
    writesTo: string;
  };
  /** WITHDRAW asks once more. `until`: when an answer no longer counts. */
  'withdraw-confirm': { until: string };
  withdrawn: { withdrawnAt: string };
  /** NEW ADDRESS asks once more, at the address that is known. */
  'address-confirm': { newAddress: string; oldAddress: string; until: string };
  /** To both addresses. */
  'address-changed': { newAddress: string; oldAddress: string; changedAt: string };
  /** STOP: the address gets no more announcements. */
  'announcements-stopped': { address: string };
};

export const commandFields = {
  'command-help': ['deadline'],
  'command-status': ['action', 'headline', 'asOf', 'have', 'next', 'writesTo'],
  'withdraw-confirm': ['until'],
  withdrawn: ['withdrawnAt'],
  'address-confirm': ['newAddress', 'oldAddress', 'until'],
  'address-changed': ['newAddress', 'oldAddress', 'changedAt'],
  'announcements-stopped': ['address'],
} as const satisfies { [M in keyof CommandValues]: readonly (keyof CommandValues[M])[] };
