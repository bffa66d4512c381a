// Who lives in the simulated town: trainers who are to renew, and people who apply.
import { addDays, firstOnOrAfter, lastOnOrBefore } from '../core/calendar.ts';
import { importTrainer } from '../store/roster.ts';
import { apply } from './applicant.ts';
import { inventedPerson } from './names.ts';
import type { Simulation } from './simulation.ts';
import type { Town } from './town.ts';
import { renew } from './trainer.ts';

/** Of a hundred people so many are Trainers of Record already. */
const trainersShare = 70;

/** Trainers get the term that `from` lies in; what everybody does until `to` is put on the agenda. */
export async function settle(town: Town, simulation: Simulation): Promise<void> {
  const { from, to, people } = simulation;
  const { desk, world } = town;
  const { programme } = desk;
  const { termStarts } = programme.renewal;
  const present = lastOnOrBefore(termStarts, from);
  const next = firstOnOrAfter(termStarts, addDays(from, 1));
  const trainers = Math.round((people * trainersShare) / 100);
  const now = world.shell.now();
  for (let at = 0; at < trainers; at += 1) {
    const who = inventedPerson(at);
    const roster = { organisation: null, termStarts: present, termEnds: addDays(next, -1) };
    const context = { programme: programme.name, by: 'simulation', now };
    await importTrainer(world.shell.database, { name: who.name, email: who.address, ...roster }, context);
    for (
      let startsOn = next;
      startsOn <= addDays(to, 62);
      startsOn = firstOnOrAfter(termStarts, addDays(startsOn, 1))
    )
      renew(town, who, startsOn);
  }
  applicants(town, simulation, trainers);
}

/** In each cycle whose payment window opens within the time: the invented people from this place in the line on. */
export function applicants(
  town: Town,
  { from, to, people }: Pick<Simulation, 'from' | 'to' | 'people'>,
  first: number,
): void {
  const cycles = town.desk.programme.cycles.filter(
    ({ payment }) => payment.opens.slice(0, 10) >= from && payment.opens.slice(0, 10) <= to,
  );
  for (const cycle of cycles)
    for (let at = first; at < people; at += 1) apply(town, inventedPerson(at), cycle);
}
