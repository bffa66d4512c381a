// Payments of a month, and what was granted without one.
import { addMonths, dateOf, instantAt } from '../core/calendar.ts';
import type { PaymentState } from '../core/case.ts';
import type { Purpose } from '../core/payments/reading.ts';
import type { GrantedWithout, MoneyIn } from '../core/reconciliation.ts';
import type { Reads } from './database.ts';

type Month = { programme: string; timeZone: string /** YYYY-MM */; month: string };

/** By the date of the payment, then by the number of the order. */
export async function moneyIn(read: Reads, { programme, month }: Month): Promise<MoneyIn[]> {
  const rows = await read.payment.findMany({
    where: { programme, paidOn: { startsWith: `${month}-` } },
    orderBy: [{ paidOn: 'asc' }, { orderNumber: 'asc' }, { store: 'asc' }],
    include: {
      person: true,
      application: { include: { cycle: true, person: true } },
      term: { include: { credential: { include: { person: true } } } },
    },
  });
  return rows.map(({ term, application, person, ...row }) => ({
    ...{ store: row.store, orderNumber: row.orderNumber, paidOn: row.paidOn, currency: row.currency },
    payer: row.payerName ?? row.payerEmail ?? person?.name ?? 'nobody named',
    purpose: row.purpose as Purpose,
    cents: row.amountCents,
    state: row.state as PaymentState,
    stateReason: row.stateReason,
    grantedTo:
      term !== null
        ? `${term.credential.person.name}, term from ${term.startsOn}`
        : application !== null
          ? `${application.person.name}, application in cycle ${application.cycle.name}`
          : null,
  }));
}

/** Fees that staff waived or ticked in the month, by the clock of the programme. Who was imported was granted nothing here. */
export async function grantedWithout(read: Reads, month: Month): Promise<GrantedWithout[]> {
  const all = [...(await waivedApplications(read, month)), ...(await tickedTerms(read, month))];
  const place = ({ on, whose }: GrantedWithout) => `${on} ${whose}`;
  return all.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

function during({ timeZone, month }: Month) {
  const first = `${month}-01`;
  return {
    gte: instantAt(first, '00:00', timeZone),
    lt: instantAt(addMonths(first, 1), '00:00', timeZone),
  };
}

async function waivedApplications(read: Reads, month: Month): Promise<GrantedWithout[]> {
  const span = during(month);
  const rows = await read.application.findMany({
    where: {
      cycle: { programme: month.programme },
      OR: [{ feeWaivedAt: span }, { candidateFeeWaivedAt: span }],
    },
    include: { person: true, cycle: true },
  });
  return rows.flatMap(({ person, cycle, ...row }) => {
    const whose = `${person.name}, application in cycle ${cycle.name}`;
    const waivers = [
      ['SOQ fee', row.feeWaivedAt, row.feeWaivedBy, row.feeWaivedReason],
      ['annual fee', row.candidateFeeWaivedAt, row.candidateFeeWaivedBy, row.candidateFeeWaivedReason],
    ] as const;
    return waivers.flatMap(([what, at, by, why]): GrantedWithout[] =>
      at === null || at < span.gte || at >= span.lt
        ? []
        : [{ on: dateOf(at, month.timeZone), whose, what, by: by ?? '', why: why ?? '' }],
    );
  });
}

async function tickedTerms(read: Reads, month: Month): Promise<GrantedWithout[]> {
  const rows = await read.term.findMany({
    where: {
      credential: { programme: month.programme },
      feeAt: during(month),
      OR: [{ feeBy: { startsWith: 'U' } }, { feeBy: { startsWith: 'W' } }],
      payments: { none: {} },
    },
    include: { credential: { include: { person: true } } },
  });
  return rows.flatMap(({ credential, startsOn, feeAt, feeBy, waivers }): GrantedWithout[] => {
    if (feeAt === null) return [];
    const whose = `${credential.person.name}, term from ${startsOn}`;
    const on = dateOf(feeAt, month.timeZone);
    return [{ on, whose, what: 'annual fee', by: feeBy ?? '', why: reasonIn(waivers) }];
  });
}

/** Why the fee was waived, as it was kept with the term. */
function reasonIn(waivers: unknown): string {
  const fee =
    typeof waivers === 'object' && waivers !== null ? (waivers as Record<string, unknown>).fee : null;
  const reason = typeof fee === 'object' && fee !== null ? (fee as Record<string, unknown>).reason : null;
  return typeof reason === 'string' ? reason : 'no reason kept';
}
