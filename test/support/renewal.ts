// Robin, a Trainer of Record until June 30, 2023, and how a year goes on for her.
import { deliver } from '../../src/handlers/deliver.ts';
import { onTick } from '../../src/handlers/on-tick.ts';
import type { Database } from '../../src/store/database.ts';
import { importTrainer } from '../../src/store/roster.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import type { Order, OrderItem } from '../fixtures/woocommerce-order.ts';
import type { TestShell } from './shell.ts';
import { work } from './story.ts';

export const paidInFull = 'robin@example.org: Annual fee received: please complete what is still open';

const annualFee: OrderItem = {
  name: 'CASQA qualified IGP Trainer of Record (CGP ToR)',
  sku: 'IGP-TOR-ANNUAL',
  quantity: 1,
  cents: 6500,
};

export async function importRobin(database: Database): Promise<void> {
  const roster = { organisation: null, termStarts: '2022-07-01', termEnds: '2023-06-30' };
  const context = { programme: 'igp-tor', by: 'test', now: new Date('2023-01-01T00:00:00Z') };
  await importTrainer(database, { name: 'Robin Roe', email: 'robin@example.org', ...roster }, context);
}

/** Robin pays the annual fee. */
export function feeMail(
  instant: string,
  { cents = 6500, ...changes }: Partial<Order> & { cents?: number } = {},
): Buffer {
  const payer = { first: 'Robin', last: 'Roe', email: 'robin@example.org' };
  return orderMail({ payer, instant, items: [{ ...annualFee, cents }], ...changes });
}

/** The clock strikes; what is due goes out. */
export async function tickAt(test: TestShell, instant: string): Promise<void> {
  test.setTime(instant);
  for (const desk of test.shell.desks) await onTick(test.shell, desk);
  await deliver(test.shell);
}

/** A mail is read at this time. */
export async function readAt(test: TestShell, instant: string, raw: Buffer): Promise<void> {
  test.setTime(instant);
  await test.receive(raw);
  await work(test);
}

/** Each term with whether its fee is paid. */
export async function feeTicks({ read }: Database): Promise<string[]> {
  const terms = await read.term.findMany({ orderBy: { startsOn: 'asc' } });
  return terms.map(({ startsOn, feeAt }) => `${startsOn}: ${feeAt === null ? 'open' : 'paid'}`);
}
