// Fifty people who click at the same moment, on real handlers, a real database and a Slack that measures every ack.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import type { TestDatabase } from '../support/database.ts';
import { startFakeSlack } from '../support/fake-slack.ts';
import { createTestShell } from '../support/shell.ts';
import type { Answered, Endpoint } from '../support/slack-requests.ts';
import { slackRequest } from '../support/slack-requests.ts';
import { work } from '../support/story.ts';
import { buttonClick, formSubmission } from './payloads.ts';
import { openStaffedHouse } from './staffed-house.ts';

const size = 50;
const approvers = Array.from({ length: size }, (_, i) => `U0CROWD${i}`);

type CrowdDatabase = Pick<TestDatabase, 'database' | 'folder'>;
type Card = { promptId: string; at: string };

export type Crowd = {
  approvers: readonly string[];
  /** How many questions are open, one an applicant. */
  cards: number;
  /** Everybody approves a card of their own; resolves with how long each ack took, in milliseconds. */
  clickOwnCards(): Promise<number[]>;
  /** Everybody answers the first card: half of them approve, the others submit a form that declines. */
  clickOneCard(): Promise<number[]>;
  /** What each person was told, by their id. */
  told(): Map<string, string[]>;
  /** Waits until as many things were said to people as there are people. */
  everybodyTold(): Promise<void>;
  stop(): Promise<void>;
};

/** Fifty SOQs that wait for a decision, and fifty approvers. */
export async function gatherCrowd(db: CrowdDatabase, over: 'socket' | 'http'): Promise<Crowd> {
  const line = createTestShell(db, {
    now: '2023-05-12T12:00:00-07:00',
    programme: (source) => ({ ...source, slack: { ...source.slack, approvers } }),
  });
  const slack = await startFakeSlack({ over });
  const house = await openStaffedHouse(line, slack);
  await receiveSoqs(line);
  const prompts = await db.database.read.prompt.findMany({
    where: { kind: 'soq-approval' },
    select: { id: true, cardTs: true },
    orderBy: { id: 'asc' },
  });
  const cards = prompts.map(({ id, cardTs }): Card => ({ promptId: id, at: cardTs ?? '' }));
  const cardOf = (i: number) => cards[i] ?? { promptId: 'none', at: '' };
  const send = async (payloads: readonly object[]) => {
    if (slack.receiving.kind === 'http') return sendFromThread(slack.receiving, payloads);
    return (await Promise.all(payloads.map((payload) => slack.send(payload)))).map(({ ms }) => ms);
  };
  return {
    approvers,
    cards: cards.length,
    clickOwnCards: () => send(approvers.map((user, i) => buttonClick({ ...cardOf(i), user }))),
    clickOneCard: () => send(approvers.map((user, i) => answerOf(user, i, cardOf(0)))),
    told: () => {
      const told = Map.groupBy(slack.ephemerals, ({ user }) => user);
      return new Map([...told].map(([user, said]) => [user, said.map(({ text }) => text)]));
    },
    everybodyTold: async () => {
      const end = performance.now() + 30_000;
      while (slack.ephemerals.length < size && performance.now() < end)
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
    stop: async () => {
      await house.stop();
      await slack.stop();
    },
  };
}

/** In this thread, sending fifty requests would take longer than answering them. */
async function sendFromThread(endpoint: Endpoint, payloads: readonly object[]): Promise<number[]> {
  const posted = payloads.map((payload) =>
    slackRequest(payload, { type: 'interactive', secret: endpoint.signingSecret }),
  );
  const file = new URL('../support/slack-requests-thread.ts', import.meta.url);
  const [answers] = await once(new Worker(file, { workerData: { endpoint, posted } }), 'message');
  return (answers as Answered[]).map(({ status, ms }) => {
    if (status !== 200) throw new Error(`the app answered with HTTP status ${status}`);
    return ms;
  });
}

async function receiveSoqs(line: ReturnType<typeof createTestShell>): Promise<void> {
  for (const i of approvers.keys())
    await line.receive(orderMail({ number: String(7000 + i), payer: { ...person(i) } }));
  await work(line);
  for (const i of approvers.keys()) {
    const { first, last, email } = person(i);
    const from = `${first} ${last} <${email}>`;
    await line.receive(
      await applicantMail({ to: 'tor@casqa.example', from, messageId: `<soq-${i}@example.org>` }),
    );
  }
  await work(line);
}

function person(i: number) {
  return { first: 'Pat', last: `Number${i}`, email: `pat${i}@example.org` };
}

function answerOf(user: string, i: number, { promptId, at }: Card): object {
  if (i % 2 === 0) return buttonClick({ promptId, at, user });
  const place = { channel: 'C0TOR', ts: at };
  return formSubmission({ user, metadata: JSON.stringify({ promptId, choice: 'decline', place }) });
}
