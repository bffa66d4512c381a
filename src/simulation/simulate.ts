// A programme year played at full speed with the same code as every day: mails are recorded, read and decided, cards
// posted and answered, mails planned, sent and counted; only the clock and other people's servers are invented.
import { endOf, instantAt } from '../core/calendar.ts';
import type { Trace } from '../core/simulation/trace.ts';
import { copySent } from '../handlers/copy-sent.ts';
import { decideMails } from '../handlers/decide-mails.ts';
import { deliver } from '../handlers/deliver.ts';
import { issueCertificates } from '../handlers/issue-certificates.ts';
import { planAll } from '../handlers/plan-all.ts';
import { redrawCards } from '../handlers/post-card.ts';
import type { Shell } from '../handlers/shell.ts';
import { touchCursor } from '../store/cursor.ts';
import { createAgenda } from './agenda.ts';
import { createClock } from './clock.ts';
import { resume } from './copied.ts';
import { settle } from './settlers.ts';
import type { Simulation } from './simulation.ts';
import { createStaff } from './staff.ts';
import type { Town } from './town.ts';
import { traceOf } from './trace-of.ts';
import { createWorld, type World } from './world.ts';

/** Plays it from the midnight before `from` to the one after `to`. @returns what happened, and the house as it is then */
export async function simulate(
  simulation: Simulation,
): Promise<{ trace: Trace; world: Pick<World, 'shell' | 'sent'> }> {
  const { desk, from, to, database } = simulation;
  const { timeZone } = desk.programme;
  const town = await founded(simulation);
  await (simulation.cast ?? settlers(simulation))(town);
  const until = endOf(to, timeZone);
  const clock = createClock(town, from);
  for (let now = await clock.next(); now < until; now = await clock.next()) {
    town.world.setTime(now);
    for (let happen = town.agenda.due(now); happen !== null; happen = town.agenda.due(now)) await happen();
    if (clock.isTick()) {
      await touchCursor(database, 'INBOX', '1', now);
      await planAll(town.world.shell, desk);
    }
    await workOff(town.world.shell);
  }
  return { trace: await traceOf(simulation, town), world: town.world };
}

function settlers(simulation: Simulation): (town: Town) => Promise<void> {
  return (town) => (simulation.isCopy === true ? resume(town, simulation) : settle(town, simulation));
}

async function founded({
  database,
  desk,
  from,
  seed,
  folder,
  log,
  answers,
  files,
}: Simulation): Promise<Town> {
  const watching: { staff: ReturnType<typeof createStaff> } = { staff: () => {} };
  const mailsTo: Town['mailsTo'] = new Map();
  const reactions: Town['reactions'] = new Map();
  const now = instantAt(from, '00:00', desk.programme.timeZone);
  const onlookers = {
    mailCame: (mail: Parameters<Parameters<typeof createWorld>[1]['mailCame']>[0]) => {
      mailsTo.set(mail.to, [...(mailsTo.get(mail.to) ?? []), mail]);
      reactions.get(mail.to)?.(mail);
    },
    cardShown: (card: Parameters<ReturnType<typeof createStaff>>[0]) => watching.staff(card),
  };
  const options = {
    ...(folder === undefined ? {} : { folder }),
    ...(log === undefined ? {} : { log }),
    ...(files === undefined ? {} : { files }),
  };
  const world = await createWorld({ database, desks: [desk], now }, onlookers, options);
  const town: Town = {
    ...{ world, desk, mailsTo, reactions, deeds: [], orders: new Set(), letters: 0 },
    agenda: createAgenda(),
    seed,
  };
  watching.staff = createStaff(town, answers);
  return town;
}

/** Everything that can be done now, as the service does it. */
async function workOff(shell: Shell): Promise<void> {
  await decideMails(shell);
  await issueCertificates(shell);
  await deliver(shell, 'mail');
  await redrawCards(shell);
  await deliver(shell, 'slack');
  await redrawCards(shell);
  await copySent(shell);
}
