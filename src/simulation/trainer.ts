// How a Trainer of Record spends the months of the renewal: most in time, some on the last evening, some late or not at all.
import { addDays, instantAt } from '../core/calendar.ts';
import { renewalDates } from '../core/fee.ts';
import type { PersonAction } from '../core/person-actions.ts';
import { personActs } from '../handlers/person-acts.ts';
import { type Chance, someTime } from './chance.ts';
import type { Correspondent } from './raw-mails.ts';
import { bounces, chanceOf, pay, plan, refund, type Town, write } from './town.ts';

/** One payment of a manner of paying: so many days after a date of the renewal, or after the payment before. */
type Paying = {
  after: 'opens' | 'due' | 'lateUntil' | 'payment';
  days: readonly [least: number, most: number];
  time?: string;
  fee: 'annual' | 'late' | 'both' | 'returned';
  what: string;
};

const early = { after: 'opens', days: [2, 55], fee: 'annual', what: 'pays the annual fee' } as const;

/** How often each manner is, of a hundred, and what it consists of. */
const manners = {
  early: { share: 46, payments: [early] },
  asking: { share: 3, payments: [early] },
  'last-evening': {
    share: 10,
    payments: [
      {
        after: 'due',
        days: [0, 0],
        time: '23:59',
        fee: 'annual',
        what: 'pays in the last minute of the due date',
      },
    ],
  },
  'just-late': {
    share: 9,
    payments: [{ after: 'due', days: [1, 25], fee: 'both', what: 'pays late, with the late fee' }],
  },
  'too-little': {
    share: 7,
    payments: [
      { after: 'due', days: [1, 20], fee: 'annual', what: 'pays late, without the late fee' },
      { after: 'payment', days: [4, 20], fee: 'late', what: 'pays the late fee' },
    ],
  },
  'after-the-end': {
    share: 3,
    payments: [{ after: 'lateUntil', days: [1, 20], fee: 'both', what: 'pays after the last day' }],
  },
  twice: {
    share: 3,
    payments: [
      early,
      { after: 'payment', days: [1, 2], fee: 'annual', what: 'pays the annual fee once more' },
    ],
  },
  returned: {
    share: 2,
    payments: [early, { after: 'payment', days: [3, 3], fee: 'returned', what: 'gets the money back' }],
  },
  never: { share: 15, payments: [] },
  bouncing: { share: 2, payments: [] },
} as const satisfies Record<string, { share: number; payments: readonly Paying[] }>;
const shares = Object.fromEntries(
  Object.entries(manners).map(([name, { share }]) => [name, share]),
) as Record<keyof typeof manners, number>;

/** @param startsOn of the term that they renew into */
export function renew(town: Town, who: Correspondent, startsOn: string): void {
  const { desk } = town;
  const chance = chanceOf(town, `${who.address} ${startsOn}`);
  const dates = renewalDates(startsOn, desk.programme.renewal);
  const manner = chance.weighted(shares);
  if (manner === 'bouncing') bounces(town, who);
  if (manner === 'asking') ask(town, who, dates.opens, chance);
  settleFee(town, who, manners[manner].payments, { dates, chance });
  ticks(town, who, dates.opens, chance);
}

function settleFee(
  town: Town,
  payer: Correspondent,
  payments: readonly Paying[],
  { dates, chance }: { dates: ReturnType<typeof renewalDates>; chance: Chance },
): void {
  const { desk } = town;
  const { timeZone, fees } = desk.programme;
  const cents = { annual: fees.torAnnual, late: fees.late, both: fees.torAnnual + fees.late };
  let before = { order: '', day: dates.opens };
  for (const { after, days, time, fee, what } of payments) {
    const day = addDays(after === 'payment' ? before.day : dates[after], chance.int(...days));
    const at = instantAt(day, time ?? someTime(chance), timeZone);
    const purpose = fee === 'late' ? ('late-fee' as const) : ('tor-annual' as const);
    const payment = { payer, purpose, cents: cents[fee === 'returned' ? 'annual' : fee], at, what };
    if (fee === 'returned') refund(town, before.order, payment);
    else before = { order: pay(town, payment), day };
  }
}

/** Staff tick what they learn about a trainer, each at its time; for some, one thing never comes. */
function ticks(town: Town, who: Correspondent, opens: string, chance: Chance): void {
  const { timeZone } = town.desk.programme;
  const tick = (action: PersonAction, days: number) =>
    tickAt(town, who, action, instantAt(addDays(opens, days), someTime(chance), timeZone));
  if (chance.percent(96)) tick('tick-qisp', chance.int(3, 30));
  if (chance.percent(97)) tick('tick-agreement', chance.int(3, 30));
  const how = chance.weighted({ attended: 75, viewed: 19, neither: 6 });
  if (how === 'attended') tick('tick-meeting-attended', 24);
  if (how === 'viewed') tick('tick-meeting-viewed', chance.int(26, 80));
}

function tickAt(town: Town, who: Correspondent, action: PersonAction, at: Date): void {
  const { desk, world } = town;
  plan(town, { person: null, at, what: `${action} for ${who.name}` }, async () => {
    const { shell } = world;
    const [by = ''] = desk.programme.slack.approvers;
    const known = await shell.database.read.address.findUnique({ where: { address: who.address } });
    if (known === null) return;
    const offered = await personActs(shell).offers(by, known.personId);
    if ('refusal' in offered) return;
    const offer = offered.offers.find((one) => one.action === action);
    if (offer === undefined) return;
    const { personId, version } = offered;
    const wish = {
      personId,
      seenVersion: version,
      action,
      caseId: offer.caseId,
      words: null,
      received: null,
    };
    await personActs(shell).act(by, wish);
  });
}

function ask(town: Town, from: Correspondent, opens: string, chance: Chance): void {
  const { desk } = town;
  const at = instantAt(addDays(opens, chance.int(10, 50)), '09:30', desk.programme.timeZone);
  const said = { subject: 'My renewal', text: 'Do I have to attend the meeting, or may I watch it later?' };
  write(town, { from, at, what: 'asks a question', ...said });
}
