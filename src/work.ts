// The work that the database asks for, in five rounds that do not wait for each other: decide recorded mails, issue
// certificates, send mails, post and redraw cards, file copies of what was sent. A mail server that is slow keeps nobody from deciding, nor Slack the mail.
import { copySent } from './handlers/copy-sent.ts';
import { decideMails } from './handlers/decide-mails.ts';
import { deliver } from './handlers/deliver.ts';
import { issueCertificates } from './handlers/issue-certificates.ts';
import { redrawCards } from './handlers/post-card.ts';
import { recover } from './handlers/recover.ts';
import type { Shell } from './handlers/shell.ts';
import { tellReplies } from './handlers/tell-replies.ts';

export type Worker = {
  /** Asks for a round of everything; several requests during a round make one more. Never rejects. */
  kick(): void;
  /** Finishes the rounds that are under way and starts no other. */
  stop(): Promise<void>;
};

type House = { shell: Shell; fresh: () => Promise<Shell> };
type Step = (shell: Shell) => Promise<unknown>;

/** @param fresh the shell with the programmes as they are now; asked before each step */
export function createWorker(shell: Shell, fresh: () => Promise<Shell> = async () => shell): Worker {
  const house = { shell, fresh };
  // Cards are drawn before the posting too: with hundreds to post, an answered one would show its buttons for minutes.
  const cards = createRounds(house, [tellReplies, redrawCards, (all) => deliver(all, 'slack'), redrawCards]);
  // Mails go out slowly and evenly: a stop must not wait for the last of them.
  const stopping = new AbortController();
  const copies = createRounds(house, [copySent]);
  const mails = createRounds(house, [(all) => deliver(all, 'mail', stopping.signal)], [cards, copies]);
  const decisions = createRounds(house, [recover, decideMails], [mails, cards]);
  const certificates = createRounds(house, [issueCertificates], [mails, cards]);
  const all = [decisions, certificates, mails, cards, copies];
  return {
    kick: () => {
      for (const rounds of all) rounds.kick();
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(all.map((rounds) => rounds.stop()));
    },
  };
}

/**
 * Rounds of these steps, one after the other, whenever they are asked for.
 * @param next are kicked after each round: what it left in the database is their work
 */
function createRounds(house: House, steps: readonly Step[], next: readonly Worker[] = []): Worker {
  let wanted = false;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let busy = false;

  async function rounds(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      await oneRound(house, steps);
      for (const worker of next) worker.kick();
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

/** Everything that can be done now. A step that fails does not keep the next from being made. */
async function oneRound({ shell, fresh }: House, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    try {
      await step(await fresh());
    } catch (error) {
      // The next round tries again: work is defined by the database, nothing is lost here.
      shell.log.error({ err: error }, 'a step of the work failed');
    }
  }
}
