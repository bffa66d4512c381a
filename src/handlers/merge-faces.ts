// The people of a merge as staff see them: what each of them has, in lines.
import { wordsForInstant } from '../core/calendar.ts';
import type { Case, PaymentState } from '../core/case.ts';
import { caseWords } from '../core/case-words.ts';
import { paymentStateWords, purposeWords } from '../core/fact-words.ts';
import type { MergeSide, SidePayment } from '../core/merge.ts';
import type { Face, Glance } from '../core/merge-door.ts';
import { wordsForCents } from '../core/money.ts';
import type { Purpose } from '../core/payments/reading.ts';
import { stageOf } from '../core/stage.ts';
import { stageWords } from '../core/stage-words.ts';
import { addressOfPerson } from '../store/find-people.ts';
import { mailCounts, personName } from '../store/merge-sides.ts';
import { casesOfPerson } from '../store/overview.ts';
import type { Shell } from './shell.ts';

type Reading = Pick<Shell, 'database' | 'desks' | 'now'>;

/** One person in three lines; the name of somebody who is gone is their id. */
export async function glanceOf(shell: Reading, id: string): Promise<Glance> {
  const { read } = shell.database;
  const [name, address, cases] = [
    await personName(read, id),
    await addressOfPerson(read, id),
    await casesOfPerson(read, id),
  ];
  const newest = cases.at(-1);
  return {
    id,
    name: name ?? id,
    address: address ?? 'no address',
    standing: newest === undefined ? 'nothing open' : caseLine(shell, newest),
  };
}

/** One person with everything that a merge moves. */
export async function faceOf(shell: Reading, side: MergeSide): Promise<Face> {
  const { read } = shell.database;
  const zone = shell.desks[0]?.programme.timeZone ?? 'UTC';
  const cases = await casesOfPerson(read, side.id);
  const mails = await mailCounts(read, side.id);
  const total = mails.reduce((sum, { count }) => sum + count, 0);
  return {
    id: side.id,
    name: side.name,
    version: side.version,
    addresses: side.addresses.map(({ address }) => address),
    lines: [
      `Known since ${wordsForInstant(side.createdAt, zone)}`,
      ...(side.organisation === null ? [] : [`Organisation: ${side.organisation}`]),
      ...cases.map((subject) => caseLine(shell, subject)),
      ...side.payments.map(paymentLine),
      ...side.agreements.map(agreementLine),
      ...(side.certificates.length === 0 ? [] : [`Certificates: ${side.certificates.length}`]),
      `Mails: ${total}${total === 0 ? '' : ` (${mails.map(({ status, count }) => `${count} ${status}`).join(', ')})`}`,
    ],
  };
}

function caseLine({ desks, now }: Reading, subject: Case): string {
  const desk = desks.find(({ programme }) => programme.name === subject.programme);
  const stage = desk === undefined ? '' : `: ${stageWords[stageOf(subject, desk.programme, now())]}`;
  return `${subject.programme}, ${caseWords(subject)}${stage}`;
}

/** Purpose and state are kept as text; what is stored was written from these types. */
function paymentLine({ amountCents, orderNumber, purpose, state }: SidePayment): string {
  const what = `${purposeWords[purpose as Purpose]}, ${paymentStateWords[state as PaymentState]}`;
  return `${wordsForCents(amountCents)}, order ${orderNumber} (${what})`;
}

function agreementLine({ programme, version, signedAt, countersignedAt }: MergeSide['agreements'][number]) {
  const how = countersignedAt !== null ? 'signed by both' : signedAt !== null ? 'came back signed' : 'mailed';
  return `${programme}, Compliance Agreement ${version}: ${how}`;
}
