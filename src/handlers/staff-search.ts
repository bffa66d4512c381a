// People that staff look for, with where they stand.
import { caseWords } from '../core/case-words.ts';
import { type Found, type FoundPerson, mostFound, searchWords } from '../core/staff-view.ts';
import { stageOf } from '../core/stage.ts';
import { stageWords } from '../core/stage-words.ts';
import { waitingWords } from '../core/waiting.ts';
import { addressOfPerson, findPeople, unmatchedOrders } from '../store/find-people.ts';
import { casesOfPerson } from '../store/overview.ts';
import type { Shell } from './shell.ts';

type Reading = Pick<Shell, 'database' | 'desks' | 'now'>;

/** The first ten people that fit a name, an address or an order number. */
export async function searchPeople(shell: Reading, text: string): Promise<Found> {
  const words = searchWords(text);
  if (words === '') return { words, people: [], more: false, orders: [] };
  const { read } = shell.database;
  const [people, payments] = await Promise.all([
    findPeople(read, words, mostFound + 1),
    unmatchedOrders(read, words),
  ]);
  return {
    words,
    people: await Promise.all(people.slice(0, mostFound).map((person) => foundPerson(shell, person))),
    more: people.length > mostFound,
    orders: payments.map((payment) => `${waitingOrNot(payment)}: ${payment.stateReason}`),
  };
}

function waitingOrNot(payment: Parameters<typeof waitingWords>[0]): string {
  return payment.state === 'review'
    ? waitingWords(payment)
    : `order ${payment.orderNumber} is ${payment.state} and nobody's`;
}

async function foundPerson(
  { database: { read }, desks, now }: Reading,
  { id, name }: { id: string; name: string },
): Promise<FoundPerson> {
  const [address, cases] = await Promise.all([addressOfPerson(read, id), casesOfPerson(read, id)]);
  const newest = cases.at(-1);
  const desk = desks.find(({ programme }) => programme.name === newest?.programme);
  return {
    id,
    name,
    address: address ?? 'no address',
    standing:
      newest === undefined || desk === undefined
        ? 'nothing open'
        : `${caseWords(newest)}: ${stageWords[stageOf(newest, desk.programme, now())]}`,
  };
}
