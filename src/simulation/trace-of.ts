import type { Trace } from '../core/simulation/trace.ts';
import type { Simulation } from './simulation.ts';
import type { Town } from './town.ts';

/** What happened, with what the database knows of each mail and card. */
export async function traceOf(
  { desk, from, to, people, seed, isCopy = false }: Simulation,
  { world, deeds }: Town,
): Promise<Trace> {
  const { read } = world.shell.database;
  const { programme } = desk;
  const items = new Map(
    (await read.outboxItem.findMany({ select: { id: true, message: true, toName: true } })).map((item) => [
      item.id,
      item,
    ]),
  );
  const prompts = new Map(
    (await read.prompt.findMany({ select: { id: true, answeredAt: true } })).map((prompt) => [
      prompt.id,
      prompt,
    ]),
  );
  return {
    ...{ from, to, people, isCopy, seed, timeZone: programme.timeZone, programmes: [programme.title] },
    ...{ holidays: programme.holidays, quietHours: programme.quietHours },
    mails: world.sent.map(({ at, mail: { to: address, toName, subject, nature, itemId } }) => ({
      ...{ at, to: address, person: toName, subject, nature },
      message: items.get(itemId)?.message ?? 'copy',
    })),
    cards: world.posted.map(({ at, card: { id, kind, title } }) => ({
      ...{ at, kind, title },
      answeredAt: prompts.get(id)?.answeredAt ?? null,
    })),
    deeds,
  };
}
