// Who lives in a town that was copied from the present records: the trainers that there are, who renew as people do, and
// people who apply, who are invented.
import { addDays, firstOnOrAfter } from '../core/calendar.ts';
import { mailAddressOf } from '../core/case.ts';
import { trainersInOffice } from '../store/credentials.ts';
import { applicants } from './settlers.ts';
import type { Simulation } from './simulation.ts';
import type { Town } from './town.ts';
import { renew } from './trainer.ts';

/** What everybody does until `to` is put on the agenda. Who is on the way already is left to what torq does by itself. */
export async function resume(town: Town, simulation: Simulation): Promise<void> {
  const { from, to } = simulation;
  const { programme } = town.desk;
  const { termStarts } = programme.renewal;
  for (const { person, confirmedUntil } of await trainersInOffice(
    town.world.shell.database.read,
    programme.name,
  )) {
    const address = mailAddressOf(person);
    if (address === null) continue;
    const renewable = confirmedUntil < from ? from : addDays(confirmedUntil, 1);
    for (
      let startsOn = firstOnOrAfter(termStarts, renewable);
      startsOn <= addDays(to, 62);
      startsOn = firstOnOrAfter(termStarts, addDays(startsOn, 1))
    )
      renew(town, { name: person.name, address }, startsOn);
  }
  applicants(town, simulation, 0);
}
