// Eight people and the real dates of 2023: what each of them does, and which mails they get for it.
import { instantAt } from '../../src/core/calendar.ts';
import type { Desk } from '../../src/handlers/shell.ts';
import type { Correspondent } from '../../src/simulation/raw-mails.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { StaffAnswers } from '../../src/simulation/staff-answers.ts';
import { pay, type Town, write } from '../../src/simulation/town.ts';
import type { Database } from '../../src/store/database.ts';
import { importTrainer } from '../../src/store/roster.ts';

const zone = 'America/Los_Angeles';
const at = (date: string, time: string) => instantAt(`2023-${date}`, time, zone);
const person = (name: string): Correspondent => ({
  name,
  address: `${name.toLowerCase().replace(' ', '.')}@example.org`,
});
const [ada, bo, cy, dee] = ['Ada Early', 'Bo Punctual', 'Cy Close', 'Dee Late'].map(person) as [
  Correspondent,
  Correspondent,
  Correspondent,
  Correspondent,
];
const [eve, flo, gus, hal] = ['Eve Evening', 'Flo July', 'Gus Silent', 'Hal May'].map(person) as [
  Correspondent,
  Correspondent,
  Correspondent,
  Correspondent,
];

async function cast(town: Town): Promise<void> {
  for (const { name, address: email } of [eve, flo, gus, hal]) {
    const roster = { organisation: null, termStarts: '2022-07-01', termEnds: '2023-06-30' };
    const context = { programme: 'igp-tor', by: 'roster', now: at('03-31', '12:00') };
    await importTrainer(town.world.shell.database, { name, email, ...roster }, context);
  }
  soqs(town);
  renewals(town);
}

function soqs(town: Town): void {
  const soqFee = { purpose: 'soq-new', cents: 53_000, what: 'pays the SOQ fee of $530.00' } as const;
  const soq = { subject: 'My SOQ', text: 'Please find my SOQ attached.', pages: 3, what: 'sends the SOQ' };
  pay(town, { ...soqFee, payer: ada, at: at('04-02', '10:00'), what: 'pays before the window is open' });
  for (const payer of [bo, cy, dee]) pay(town, { ...soqFee, payer, at: at('05-15', '10:00') });
  write(town, { ...soq, from: bo, at: at('05-19', '15:30') });
  write(town, { ...soq, from: cy, at: at('05-19', '15:55') });
  write(town, { ...soq, from: dee, at: at('05-19', '16:40') });
}

function renewals(town: Town): void {
  const fee = { purpose: 'tor-annual', cents: 6_500, what: 'pays the annual fee of $65.00' } as const;
  pay(town, { ...fee, payer: hal, at: at('05-20', '10:00') });
  pay(town, { ...fee, payer: eve, at: at('06-30', '23:59') });
  pay(town, { ...fee, payer: flo, at: at('07-01', '00:01') });
}

/** Who was in time is approved; the rest is left to the clock. */
const answers: StaffAnswers = {
  'soq-approval': ({ facts }) =>
    facts.some(([, value]) => value.includes('after the deadline'))
      ? [{ choice: 'decline', hours: [20, 20], words: 'The SOQ came after the deadline.' }]
      : [{ choice: 'approve', hours: [20, 20] }],
  onboarding: () => [],
};

/** Plays April 1 to July 2, 2023. @returns every mail: when (Pacific), to whom, which one */
export async function play2023(
  { database, desk }: { database: Database; desk: Desk },
  folder?: string,
): Promise<string[]> {
  const { trace } = await simulate({
    ...{ database, desk, from: '2023-04-01', to: '2023-07-02', people: 8, seed: 2023, cast, answers },
    ...(folder === undefined ? {} : { folder }),
  });
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return trace.mails.map(
    ({ at: sent, person: name, message }) => `${format.format(sent)} ${name}: ${message}`,
  );
}

const renewing = ['Eve Evening', 'Flo July', 'Gus Silent', 'Hal May'];

/**
 * What they get, by the published dates (domain.md, section 1a): the window from April 3, the deadline on May 19 at 16:00, the
 * week of June 12, the fee by June 30 at midnight, Pacific, and $25 more from July 1 on. Hal pays in May and attends nothing.
 */
export const mailsOf2023: readonly string[] = [
  '2023-04-02 10:05 Ada Early: payment-outside-window',
  ...renewing.map((name) => `2023-05-01 09:00 ${name}: renewal-reminder`),
  '2023-05-15 10:01 Cy Close: instructions',
  '2023-05-15 10:09 Dee Late: instructions',
  '2023-05-15 10:10 Bo Punctual: instructions',
  '2023-05-17 09:00 Bo Punctual: soq-last-reminder',
  '2023-05-17 09:00 Cy Close: soq-last-reminder',
  '2023-05-17 09:00 Dee Late: soq-last-reminder',
  '2023-05-19 15:30 Bo Punctual: soq-received',
  '2023-05-19 15:55 Cy Close: soq-received',
  '2023-05-19 16:40 Dee Late: soq-late',
  '2023-05-20 10:04 Hal May: fee-received',
  ...renewing.map((name) => `2023-05-31 09:00 ${name}: renewal-reminder`),
  '2023-06-12 09:00 Bo Punctual: selected',
  '2023-06-12 09:00 Cy Close: selected',
  '2023-06-12 09:00 Dee Late: not-selected',
  ...renewing.map((name) => `2023-06-16 09:00 ${name}: renewal-reminder`),
  '2023-06-21 09:00 Bo Punctual: onboarding-reminder',
  '2023-06-21 09:00 Cy Close: onboarding-reminder',
  ...renewing.map((name) => `2023-06-23 09:00 ${name}: renewal-reminder`),
  '2023-06-28 09:00 Bo Punctual: onboarding-reminder',
  '2023-06-28 09:00 Cy Close: onboarding-reminder',
  ...renewing.map((name) => `2023-06-29 09:00 ${name}: renewal-reminder`),
  '2023-07-01 00:04 Eve Evening: fee-received',
  '2023-07-01 00:11 Flo July: fee-underpaid',
  '2023-07-01 09:00 Flo July: late-fee-notice',
  '2023-07-01 09:00 Gus Silent: late-fee-notice',
];
