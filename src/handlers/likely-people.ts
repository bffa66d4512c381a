// Who may be meant where nothing ties a mail to a person. Only asked when staff will see the answer.
import { dateOf } from '../core/calendar.ts';
import { type Candidate, likelyPeople } from '../core/candidates.ts';
import { cycleBefore, cycleOn } from '../core/cycle.ts';
import { type Clue, resembling } from '../core/resemblance.ts';
import { applicationIn, openTermsOf } from '../store/cases.ts';
import { peopleToCompare } from '../store/people-to-compare.ts';
import { notTheirs } from '../store/strangers.ts';
import type { Desk, Shell } from './shell.ts';

const mostLookedAt = 12;

export async function findLikelyPeople(
  { database, now }: Pick<Shell, 'database' | 'now'>,
  { programme }: Pick<Desk, 'programme'>,
  clue: Omit<Clue, 'ourDomains'>,
): Promise<readonly Candidate[]> {
  const { read } = database;
  const today = dateOf(now(), programme.timeZone);
  const cycle = cycleOn(programme, today);
  const cycles = [cycle, cycle && cycleBefore(programme, cycle)].flatMap((one) => one?.name ?? []);
  const people = await peopleToCompare(read, { programme: programme.name, cycles, today });
  const whole: Clue = { ...clue, ourDomains: ourDomains(programme) };
  const known = [];
  const excluded = await notTheirs(read, clue.addresses);
  const possible = people.filter(({ id }) => !excluded.has(id));
  for (const found of resembling(whole, possible, mostLookedAt)) {
    const query = { personId: found.person.id, programme: programme.name };
    const application = cycle === null ? null : await applicationIn(read, { ...query, cycle: cycle.name });
    const terms = await openTermsOf(read, query);
    known.push({ ...found, cases: application === null ? terms : [application, ...terms] });
  }
  return likelyPeople(whole, known, programme, today);
}

function ourDomains({ addresses, payments }: Desk['programme']): string[] {
  const own = [addresses.programme, addresses.staff].map((address) => address.split('@')[1] ?? '');
  return [...own, ...payments.senders.map(({ domain }) => domain)];
}
