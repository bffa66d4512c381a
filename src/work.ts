// The work that the database asks for, one round at a time: decide recorded mails, send what is due, redraw cards.

import { decideMails } from './handlers/decide-mails.ts';
import { deliver } from './handlers/deliver.ts';
import { redrawCards } from './handlers/post-card.ts';
import { recover } from './handlers/recover.ts';
import type { Shell } from './handlers/shell.ts';

export type Worker = {
  /** Asks for a round; several requests during a round make one more. Never rejects. */
  kick(): void;
  /** Finishes the round that is under way and starts no other. */
  stop(): Promise<void>;
};

/** Cards are drawn before the mails too: with hundreds to send, an answered one would show its buttons for minutes. */
const steps = [recover, decideMails, redrawCards, (shell: Shell) => deliver(shell), redrawCards] as const;

/** One round: everything that can be done now. A step that fails does not keep the next from being made. */
async function workRound(shell: Shell): Promise<void> {
  for (const step of steps) {
    try {
      await step(shell);
    } catch (error) {
      // The next round tries again: work is defined by the database, nothing is lost here.
      shell.log.error({ err: error }, 'a step of the work failed');
    }
  }
}

export function createWorker(shell: Shell): Worker {
  let wanted = false;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let busy = false;

  async function rounds(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      await workRound(shell);
    }
    busy = false;
  }

  return {
    kick: () => {
      wanted = true;
      if (busy || stopped) return;
      busy = true;
      running = rounds();
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
