// `torq reconcile`: a month for the treasurer.
import { writeFileSync } from 'node:fs';
import { wordsForCents } from '../core/money.ts';
import { reconcile } from '../core/reconciliation.ts';
import { reconciliationCsv } from '../documents/reconciliation-csv.ts';
import { grantedWithout, moneyIn } from '../store/reconciliation.ts';
import { setup, withDatabase } from './setup.ts';

/** @param month YYYY-MM; every programme is said by itself, the file has the payments of all */
export async function reconcileCommand({ month, out }: { month: string; out?: string }): Promise<void> {
  const parts = setup();
  await withDatabase(parts, async ({ read }) => {
    const rows = [];
    for (const { programme } of parts.desks) {
      const { name, timeZone, title } = programme;
      const asked = { programme: name, timeZone, month };
      const result = reconcile(await moneyIn(read, asked), await grantedWithout(read, asked));
      rows.push(...result.rows);
      console.log(`${title}, ${month}: ${result.rows.length} payments`);
      for (const { what, count, cents } of result.sums)
        console.log(`  ${what}: ${count}, ${wordsForCents(cents, programme.payments.currency)}`);
      for (const exception of result.exceptions) console.log(`  look at: ${exception}`);
    }
    if (out === undefined) return;
    writeFileSync(out, reconciliationCsv(rows), { flag: 'wx', mode: 0o600 });
    console.log(`${rows.length} payments are in ${out}`);
  });
}
