// What must be true after any year, whatever people did; worked out anew from the rows, not by the code that is tested.

import type { World } from '../../src/simulation/world.ts';
import type { Reads } from '../../src/store/database.ts';
import { wrongSteps } from './step-invariants.ts';

const due = '2023-06-30';
const late = '2023-09-30';
const annual = 6500;
const withLateFee = 9000;

/** What is wrong, a sentence each. */
export async function violations({ shell, sent }: Pick<World, 'shell' | 'sent'>): Promise<string[]> {
  const { read } = shell.database;
  return [
    ...twiceSent(sent),
    ...(await afterWithdrawal(read)),
    ...(await feesAndTerms(read)),
    ...(await certificatesWithoutTicks(read)),
    ...(await wrongSteps(read)),
  ];
}

function twiceSent(sent: World['sent']): string[] {
  const items = sent.map(({ mail }) => mail.itemId);
  const twice = items.filter((item, at) => items.indexOf(item) !== at);
  return twice.map((item) => `the mail ${item} was sent twice`);
}

/** Nobody who has withdrawn hears of the application again, but that it is withdrawn. */
async function afterWithdrawal(read: Reads): Promise<string[]> {
  const withdrawn = await read.application.findMany({ where: { withdrawnAt: { not: null } } });
  const found: string[] = [];
  for (const { id, withdrawnAt } of withdrawn) {
    const mails = await read.outboxItem.findMany({ where: { caseId: id, channel: 'mail', status: 'sent' } });
    for (const { message, sentAt } of mails)
      if (sentAt !== null && withdrawnAt !== null && sentAt > withdrawnAt && message !== 'withdrawn')
        found.push(`${message} was sent about an application that was withdrawn`);
  }
  return found;
}

/** One payment is for one term; the late fee is asked for exactly when it was paid after June 30, Pacific. */
async function feesAndTerms(read: Reads): Promise<string[]> {
  const payments = await read.payment.findMany({ orderBy: [{ paidOn: 'asc' }, { recordedAt: 'asc' }] });
  const where = { startsOn: '2023-07-01' };
  const terms = await read.term.findMany({ where, include: { credential: true } });
  const asked = await read.outboxItem.findMany({ where: { message: 'fee-underpaid', status: 'sent' } });
  const found: string[] = [];
  const orders = payments.map(({ store, orderNumber }) => `${store} ${orderNumber}`);
  if (new Set(orders).size !== orders.length) found.push('an order is there twice');
  for (const { id, feeAt, feeBy, credential } of terms) {
    // Who was selected in June owes no late fee: nobody could have paid before.
    const isNew = credential.grantedOn > '2023-01-01';
    const own = payments.filter((one) => one.termId === id && one.state === 'matched');
    let sum = 0;
    let short = 0;
    let isPaid = false;
    for (const { amountCents, paidOn } of own) {
      sum += amountCents;
      const needed = paidOn > due && !isNew ? withLateFee : annual;
      if (isPaid) continue;
      isPaid = sum >= needed;
      if (!isPaid) short += 1;
    }
    if (feeBy === 'torq' && (feeAt !== null) !== isPaid)
      found.push(`the fee of a term is ${feeAt === null ? 'open' : 'ticked'} with ${sum} cents`);
    if (feeAt === null && isPaid) found.push(`${sum} cents were paid and the fee is open`);
    const told = asked.filter(({ caseId }) => caseId === id).length;
    if (told !== short) found.push(`${told} mails ask for the late fee, ${short} payments lack it`);
  }
  return found;
}

async function certificatesWithoutTicks(read: Reads): Promise<string[]> {
  const all = await read.certificate.findMany({ include: { term: true } });
  return all.flatMap(({ number, issuedAt, term }) => {
    const { qispAt, meetingAt, agreementAt, feeAt, confirmedAt } = term;
    const ticks = [qispAt, meetingAt, agreementAt, feeAt, confirmedAt];
    return ticks.every((at) => at !== null && at <= issuedAt) ? [] : [`${number} lacks a tick`];
  });
}

export type Expected = { name: string; termEnds: string };

/** Who stands on the list on a day, by the rows alone: confirmed, neither ended nor lapsed, in its term or in the late time. */
export async function expectedList(read: Reads, today: string): Promise<Expected[]> {
  const terms = await read.term.findMany({ include: { credential: { include: { person: true } } } });
  const byPerson = new Map<string, Expected>();
  for (const { startsOn, endsOn, confirmedAt, lapsedAt, credential } of terms) {
    const isOver = today > endsOn && today > `${endsOn.slice(0, 4)}${late.slice(4)}`;
    if (confirmedAt === null || lapsedAt !== null || credential.endedOn !== null) continue;
    if (startsOn > today || isOver) continue;
    const known = byPerson.get(credential.personId);
    if (known === undefined || known.termEnds < endsOn)
      byPerson.set(credential.personId, { name: credential.person.name, termEnds: endsOn });
  }
  return [...byPerson.values()];
}
