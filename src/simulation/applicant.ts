// How somebody applies in a cycle: pays, sends an SOQ early, in the last minute, incomplete, late or never, asks, withdraws.
import { addDays, dateOf, instantAt, instantOf, plusMinutes } from '../core/calendar.ts';
import type { CycleDates } from '../programme/schema.ts';
import { signsAgreement } from './candidate.ts';
import { type Chance, someTime } from './chance.ts';
import type { Correspondent } from './raw-mails.ts';
import { bounces, chanceOf, pay, type Town, write } from './town.ts';

/** A letter, so many minutes after the payment (but in time), after the deadline, or after the letter before. */
type Sending = {
  after: 'payment' | 'deadline' | 'letter';
  minutes: readonly [least: number, most: number];
  what: string;
  letter: Letter;
};
type Letter = { subject: string; text: string; pages?: number; filename?: string };

const soq: Letter = { subject: 'My SOQ', text: 'Please find my SOQ attached.', pages: 6 };
const word: Letter = { ...soq, filename: 'SOQ.docx' };
const question: Letter = { subject: 'A question', text: 'May my references be older than ten years?' };
const withdraw: Letter = { subject: 'WITHDRAW', text: 'WITHDRAW' };
const soon = [60, 60 * 24 * 3] as const;
const sent = { after: 'payment', minutes: soon, what: 'sends the SOQ', letter: soq } as const;
const around = (minutes: readonly [number, number], what: string): Sending => ({
  ...{ after: 'deadline', minutes, what, letter: soq },
});

const manners: Readonly<Record<Manner, { share: number; letters: readonly Sending[] }>> = {
  prompt: { share: 52, letters: [sent] },
  'last-hour': { share: 8, letters: [around([-55, -20], 'sends the SOQ in the last hour')] },
  'near-deadline': { share: 4, letters: [around([-10, 10], 'sends the SOQ around the deadline')] },
  late: { share: 5, letters: [around([60, 3000], 'sends the SOQ after the deadline')] },
  'incomplete-first': {
    share: 9,
    letters: [
      { ...sent, what: 'sends an SOQ that is no PDF', letter: word },
      { after: 'letter', minutes: [600, 1600], what: 'sends the SOQ as a PDF', letter: soq },
    ],
  },
  asks: {
    share: 5,
    letters: [
      { ...sent, what: 'asks a question', letter: question },
      { ...sent, after: 'letter' },
    ],
  },
  withdraws: {
    share: 5,
    letters: [
      sent,
      { after: 'letter', minutes: [2000, 3000], what: 'asks to withdraw', letter: withdraw },
      { after: 'letter', minutes: [60, 120], what: 'confirms that they withdraw', letter: withdraw },
    ],
  },
  'pays-too-little': { share: 2, letters: [sent] },
  never: { share: 8, letters: [] },
  bouncing: { share: 2, letters: [] },
};
type Manner =
  | 'prompt'
  | 'last-hour'
  | 'near-deadline'
  | 'late'
  | 'incomplete-first'
  | 'asks'
  | 'withdraws'
  | 'pays-too-little'
  | 'never'
  | 'bouncing';
const shares = Object.fromEntries(
  Object.entries(manners).map(([name, { share }]) => [name, share]),
) as Record<Manner, number>;

export function apply(town: Town, who: Correspondent, cycle: CycleDates): void {
  const { desk } = town;
  const chance = chanceOf(town, `${who.address} ${cycle.name}`);
  const { timeZone, fees } = desk.programme;
  const manner = chance.weighted(shares);
  const opens = cycle.payment.opens.slice(0, 10);
  const closes = cycle.payment.closes.slice(0, 10);
  const days = Math.max(1, daysBetween(opens, closes) - 1);
  const at = instantAt(addDays(opens, chance.int(1, days)), someTime(chance), timeZone);
  const isShort = manner === 'pays-too-little';
  const cents = isShort ? fees.soqNew - 5000 : fees.soqNew;
  const what = isShort ? 'pays the SOQ fee, $50 too little' : 'pays the SOQ fee';
  pay(town, { payer: who, purpose: 'soq-new', cents, at, what });
  if (manner === 'bouncing') bounces(town, who);
  else signsAgreement(town, who);
  const deadline = instantOf(cycle.soqDeadline, timeZone);
  send(town, who, manners[manner].letters, { paidAt: at, deadline, chance });
  annualFee(town, who, cycle, chance);
}

type Times = { paidAt: Date; deadline: Date; chance: Chance };

function send(
  town: Town,
  from: Correspondent,
  letters: readonly Sending[],
  { paidAt, deadline, chance }: Times,
): void {
  let before = paidAt;
  for (const { after, minutes, what, letter } of letters) {
    const start = after === 'deadline' ? deadline : before;
    const wanted = plusMinutes(start, chance.int(...minutes));
    const inTime = after === 'deadline' || wanted < deadline ? wanted : plusMinutes(deadline, -120);
    // Nobody sends two letters in one minute.
    const at = inTime > before ? inTime : plusMinutes(before, 60);
    write(town, { from, at, what, ...letter });
    before = at;
  }
}

/** Only who reads that they are selected pays; others do nothing then. */
function annualFee(town: Town, who: Correspondent, cycle: CycleDates, chance: Chance): void {
  const { agenda, desk, mailsTo } = town;
  const { timeZone, fees } = desk.programme;
  const told = instantAt(addDays(cycle.notificationWeek, 6), '12:00', timeZone);
  const pays = chance.percent(92);
  const after = chance.int(60, 60 * 24 * 20);
  agenda.add(told, async () => {
    const isSelected = (mailsTo.get(who.address) ?? []).some(({ subject }) => /selected:/i.test(subject));
    if (!isSelected || !pays) return;
    const at = plusMinutes(told, after);
    const paidOn = dateOf(at, timeZone);
    pay(town, {
      ...{ payer: who, purpose: 'tor-annual', cents: fees.torAnnual, at },
      what: `pays the first annual fee on ${paidOn}`,
    });
  });
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
