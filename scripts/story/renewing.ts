// The second half: a Trainer of Record renews, late.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chapter, does, seen } from './narrator.ts';
import { mailboxOf, receives, storeWrites } from './people.ts';
import { at, plusDays } from './programme-copy.ts';
import { expectEqual, receiptDate, tick } from './steps.ts';
import type { World } from './world.ts';

const robin = { first: 'Robin', last: 'Roe', email: 'robin@example.org' };
const annualFee = {
  name: 'CASQA qualified IGP Trainer of Record (CGP ToR)',
  sku: null,
  quantity: 1,
  cents: 6500,
};
const lateFee = { name: 'IGP Trainer of Record Late Fee', sku: null, quantity: 1, cents: 2500 };

/** Before the service starts: the present roster comes from a spreadsheet. */
export async function theRoster(world: World): Promise<void> {
  const { termStarts, renewalDue } = world.dates;
  const file = join(world.folder, 'roster.csv');
  writeFileSync(
    file,
    `Name,Email,Organisation,Term starts,Term ends\nRobin Roe,robin@example.org,Roe Stormwater Training,${termStarts},${renewalDue}\n`,
  );
  does(`torq import roster.csv: ${await world.torq('import', file)} (Robin Roe, term through ${renewalDue})`);
}

export async function theRenewal(world: World): Promise<void> {
  const { renewalDue } = world.dates;
  chapter(`7. The renewal. Robin is a Trainer of Record until ${renewalDue}.`);
  await tick(world, at(plusDays(renewalDue, -30), '09:05'), '30 days before');
  const first = await receives(world, 'robin', /^Renew your/);
  seen(`Robin’s mailbox: "${first.subject}"`);
  await tick(world, at(plusDays(renewalDue, -7), '09:05'), '7 days before');
  await tick(world, at(plusDays(renewalDue, -7), '09:10'), 'and again');
  expectEqual((await mailboxOf(world, 'robin')).length, 2, 'mails in Robin’s mailbox');
  seen('Robin’s mailbox: a second reminder, and only one.');
  await tick(
    world,
    at(renewalDue, '23:50'),
    'June 30, ten minutes before midnight: nothing, and no fee is late yet',
  );
  await tick(world, at(plusDays(renewalDue, 1), '09:05'), 'July 1');
  const late = await receives(world, 'robin', /^Renewal overdue/);
  seen(`Robin’s mailbox: "${late.subject}"`);
}

export async function theLateFee(world: World): Promise<void> {
  const { renewalDue } = world.dates;
  const paidOn = receiptDate(plusDays(renewalDue, 3));
  chapter('8. The late fee. It is judged by the payment date in Pacific time, not by when the mail is read.');
  await storeWrites(world, { number: '5120', payer: robin, items: [annualFee], ...paidOn });
  does(`The store confirms order #5120: Robin paid $65.00 on ${paidOn.printedDate}, without the late fee.`);
  const underpaid = await receives(world, 'robin', /^Please pay the remaining/);
  seen(`Robin’s mailbox: "${underpaid.subject}"`);
  await storeWrites(world, { number: '5121', payer: robin, items: [lateFee], ...paidOn });
  does('The store confirms order #5121: Robin paid the $25.00.');
  const received = await receives(world, 'robin', /^Annual fee received/);
  seen(`Robin’s mailbox: "${received.subject}"`);
  await tick(world, at(plusDays(renewalDue, 30), '09:05'), 'July 30: the fee is paid, so no further notice');
  const status = await world.torq('status', 'robin@example.org');
  seen(
    'torq status robin@example.org says why:',
    ...status
      .split('\n')
      .filter((line) => /rule late-fee|paid \$/.test(line))
      .map((line) => line.trim()),
  );
}
