// What the invented people share: the world, the agenda, chance, and the ways in which they act on the programme.
import { dateOf } from '../core/calendar.ts';
import type { OutgoingMail } from '../core/outgoing.ts';
import type { Purpose } from '../core/payments/reading.ts';
import type { TracedDeed } from '../core/simulation/trace.ts';
import type { Desk } from '../handlers/shell.ts';
import type { Agenda } from './agenda.ts';
import { type Chance, createChance } from './chance.ts';
import { bounceMail, type Correspondent, letter, receiptMail } from './raw-mails.ts';
import type { World } from './world.ts';

export type Town = {
  world: World;
  agenda: Agenda;
  seed: number;
  desk: Desk;
  deeds: TracedDeed[];
  /** By address, the newest last. */
  mailsTo: Map<string, OutgoingMail[]>;
  /** What somebody does when a mail of ours comes. */
  reactions: Map<string, (mail: OutgoingMail) => void>;
  /** The numbers of all orders. */
  orders: Set<string>;
  /** How many letters were written, for their ids. */
  letters: number;
};

/** Chance of one person or card. */
export function chanceOf({ seed }: Town, about: string): Chance {
  return createChance(seed, about);
}

/** Something that a person does at a time; it stands in the report. */
export function plan(
  { agenda, deeds }: Town,
  { person, at, what }: { person: string | null; at: Date; what: string },
  act: () => Promise<void>,
): void {
  agenda.add(at, async () => {
    deeds.push({ at, person, what });
    await act();
  });
}

/** What the programme's store calls an item for this purpose. @throws Error when the programme names none */
function itemFor({ programme }: Desk, purpose: Purpose): string {
  const product = programme.payments.products.find((one) => one.purpose === purpose);
  const name = product?.names[0] ?? product?.skus[0];
  if (name === undefined) throw new Error(`payments.products has no name for ${purpose}`);
  return name;
}

type Payment = { payer: Correspondent; purpose: Purpose; cents: number; at: Date; what: string };

/** Somebody pays; the store's receipt comes some minutes later. @returns the order number */
export function pay(town: Town, { payer, purpose, cents, at, what }: Payment): string {
  // Not counted: who pays first at the same instant may be another one each time.
  const chance = chanceOf(town, `${payer.address} pays ${purpose} ${at.toISOString()}`);
  const order = newOrder(town, chance);
  const { programme } = town.desk;
  const paidOn = dateOf(at, programme.timeZone);
  plan(town, { person: payer.name, at, what }, async () => {
    const read = new Date(at.getTime() + chance.int(1, 10) * 60_000);
    const receipt = { payer, order, item: itemFor(town.desk, purpose), cents, paidOn };
    const raw = await receiptMail(receipt, { to: programme.addresses.programme, at: read });
    town.agenda.add(read, () => town.world.receive(raw));
  });
  return order;
}

function newOrder({ orders }: Town, chance: Chance): string {
  let order: string;
  do order = String(chance.int(10_000_000, 99_999_999));
  while (orders.has(order));
  orders.add(order);
  return order;
}

/** The store gives an order's money back. */
export function refund(town: Town, order: string, { payer, purpose, cents, at, what }: Payment): void {
  const { programme } = town.desk;
  plan(town, { person: payer.name, at, what }, async () => {
    const paidOn = dateOf(at, programme.timeZone);
    const receipt = { payer, order, item: itemFor(town.desk, purpose), cents, paidOn, refunded: true };
    await town.world.receive(await receiptMail(receipt, { to: programme.addresses.programme, at }));
  });
}

type Written = {
  from: Correspondent;
  at: Date;
  what: string;
  subject: string;
  text: string;
  pages?: number;
  filename?: string;
};

/** Somebody writes: as an answer to the newest mail of ours, if there is one. */
export function write(town: Town, { from, at, what, ...said }: Written): void {
  plan(town, { person: from.name, at, what }, async () => {
    town.letters += 1;
    const last = town.mailsTo.get(from.address)?.at(-1) ?? null;
    const to = last?.replyTo ?? town.desk.programme.addresses.programme;
    const inReplyTo = last?.messageId ?? null;
    const raw = await letter({ ...said, from, id: `letter-${town.letters}`, inReplyTo }, { to, at });
    await town.world.receive(raw);
  });
}

/** From now on their mail server says that the address does not exist. */
export function bounces(town: Town, { name, address }: Correspondent): void {
  town.reactions.set(address, ({ messageId }) => {
    const at = new Date(town.world.shell.now().getTime() + 60_000);
    const to = town.desk.programme.addresses.programme;
    plan(town, { person: name, at, what: 'the mail came back' }, () =>
      town.world.receive(bounceMail({ address, messageId }, { to, at })),
    );
  });
}
