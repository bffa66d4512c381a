import type { Condition } from '../core/decision.ts';
import { type SendingVerdict, stillWanted } from '../core/still-wanted.ts';
import type { Programme } from '../programme/schema.ts';
import { caseOf } from '../store/cases.ts';
import type { OutboxItem } from '../store/outbox.ts';
import { caseReferenceOf } from '../store/threads.ts';
import type { Shell } from './shell.ts';

/** Loads what the reason of a mail depends on, as it is now, and asks core. */
export async function isStillWanted(
  shell: Pick<Shell, 'database' | 'now'>,
  programme: Programme,
  item: OutboxItem,
): Promise<SendingVerdict> {
  const { read } = shell.database;
  const condition = conditionOf(item);
  const about = caseReferenceOf(item);
  const address =
    item.toAddress === null
      ? null
      : await read.address.findUnique({ where: { address: item.toAddress.toLowerCase() } });
  const prompt =
    condition.kind === 'decision'
      ? await read.prompt.findUnique({ where: { id: condition.promptId } })
      : null;
  return stillWanted({
    condition,
    subject: about === null ? null : await caseOf(read, about),
    bouncedAt: address?.bouncedAt ?? null,
    answer: prompt?.answer ?? null,
    programme,
    now: shell.now(),
  });
}

/** The stored condition; what is stored was written by commit from a Condition. */
function conditionOf(item: OutboxItem): Condition {
  return (item.condition as Condition | null) ?? { kind: 'always' };
}
