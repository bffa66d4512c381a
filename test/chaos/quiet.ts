// After the last kill: the service runs on until there is nothing left to do.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../src/store/database.ts';
import type { Stage } from './acts.ts';
import { highestUid, post, writePayment } from './letters.ts';
import { approvers } from './world.ts';

const limit = 180_000;
/** Without news for this long, the service is told to stop and started again: a start looks at everything. */
const newsWithin = 4000;

/**
 * Those whose SOQ came first pay, and staff answer what is open. Leaves the service stopped.
 * @returns null, or what did not come to rest in time
 */
export async function comeToRest(stage: Stage, database: Database): Promise<string | null> {
  const { world, ledger, staff, random } = stage;
  for (const applicant of ledger.applicants.filter(({ paid }) => !paid))
    await post(world, ledger, writePayment(world, ledger, applicant, random));
  await world.service.start();
  const tick = Date.now();
  await world.service.tick();
  ledger.lastTick = tick;
  const end = performance.now() + limit;
  let [seen, newsAt, restful] = ['', performance.now(), 0];
  while (performance.now() < end) {
    await sleep(300);
    const asked = (await staff.answerUnknown()) + (await decideOpenCards(stage));
    const left = await leftToDo(stage, database);
    restful = left === '' && asked === 0 ? restful + 1 : 0;
    if (restful >= 3) return world.service.stop();
    const now = `${left}${asked} cards to answer`;
    if (now !== seen) [seen, newsAt] = [now, performance.now()];
    else if (restful === 0 && performance.now() - newsAt > newsWithin) {
      const trouble = await world.service.stop();
      if (trouble !== null) return trouble;
      await world.service.start();
      newsAt = performance.now();
    }
  }
  return `after ${limit / 1000} s there was still something to do: ${seen}`;
}

async function decideOpenCards({ staff }: Stage): Promise<number> {
  const open = (await staff.cards()).filter(({ buttons }) => buttons.includes('approve'));
  for (const card of open) staff.clickPatiently(card, approvers[0], 'approve');
  await staff.idle();
  return open.length;
}

/** What is not at rest yet, in words; empty when everything is. */
async function leftToDo({ world, ledger }: Stage, { read }: Database): Promise<string> {
  const cursors = new Map((await read.mailboxCursor.findMany()).map((row) => [row.mailbox, row.lastUid]));
  const folders = await Promise.all(
    ['INBOX', 'Junk'].map(async (name) => [name, await highestUid(world, name)]),
  );
  const prompts = await read.prompt.findMany({ where: { cardTs: { not: null } } });
  const undelivered = await read.outboxItem.groupBy({
    by: ['status'],
    where: { status: { in: ['pending', 'sending', 'unknown'] } },
    _count: true,
  });
  const missing = ledger.mails.length - (await read.inboundMail.count());
  const left = {
    'folders to read': folders.filter(([name, uid]) => (cursors.get(String(name)) ?? 0) < Number(uid)).length,
    'mails to arrive': missing,
    'mails to decide': await read.inboundMail.count({ where: { status: 'recorded' } }),
    'mails to flag': await read.inboundLocation.count({ where: { filedAt: null } }),
    'cards to draw again': prompts.filter(({ drawnVersion, version }) => drawnVersion < version).length,
    ...Object.fromEntries(undelivered.map(({ status, _count }) => [status, _count])),
  };
  return Object.entries(left)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}, `)
    .join('');
}
