// The card of a month's money; once a month, and only of the month before.
import { monthToTell, reconciliationCard, reconciliationKey } from '../core/decide/reconciliation.ts';
import { reconcile } from '../core/reconciliation.ts';
import { keepCard, knownKeys } from '../store/outbox.ts';
import { grantedWithout, moneyIn } from '../store/reconciliation.ts';
import { noticeCard } from './notices.ts';
import type { Desk, Shell } from './shell.ts';

/** Part of a tick: it has no memory, and doing it twice adds nothing. */
export async function planReconciliation(shell: Shell, { programme }: Desk): Promise<void> {
  const { read } = shell.database;
  const month = monthToTell(programme, shell.now());
  if (month === null) return;
  if ((await knownKeys(read, [reconciliationKey(programme, month)])).size > 0) return;
  const asked = { programme: programme.name, timeZone: programme.timeZone, month };
  const result = reconcile(await moneyIn(read, asked), await grantedWithout(read, asked));
  const card = reconciliationCard(programme, month, result);
  await keepCard(shell.database, noticeCard(shell, card), { programme: programme.name, now: shell.now() });
}
