import type { Condition } from '../core/decision.ts';
import { type SendingVerdict, stillWanted } from '../core/still-wanted.ts';
import type { Programme } from '../programme/schema.ts';
import { addressesByName } from '../store/addresses.ts';
import { type Readers, readersOf } from '../store/announcements.ts';
import { casesOf } from '../store/cases.ts';
import { heldPeople } from '../store/held-people.ts';
import type { OutboxItem } from '../store/outbox.ts';
import { promptAnswers } from '../store/prompts.ts';
import { caseReferenceOf } from '../store/threads.ts';
import type { Shell } from './shell.ts';

/**
 * Loads what the reasons of these mails depend on, as it is now, and asks core about each.
 * @param programmeOf the programme of a mail; mails without one get no verdict
 */
export async function areStillWanted(
  { database: { read }, now }: Pick<Shell, 'database' | 'now'>,
  items: readonly OutboxItem[],
  programmeOf: (item: OutboxItem) => Programme | undefined,
): Promise<Map<string, SendingVerdict>> {
  const conditions = new Map(items.map((item) => [item.id, conditionOf(item)]));
  const asked = items.filter((item) => dependsOnCase(conditions.get(item.id)));
  const cases = await casesOf(
    read,
    asked.flatMap((item) => caseReferenceOf(item) ?? []),
  );
  const addresses = await addressesByName(
    read,
    items.flatMap(({ toAddress }) => toAddress?.toLowerCase() ?? []),
  );
  const readers = await readersOf(
    read,
    items.flatMap((item) => {
      const condition = conditions.get(item.id);
      return condition?.kind === 'announcement' ? [{ item, cycle: condition.cycle }] : [];
    }),
  );
  const answers = await promptAnswers(
    read,
    [...conditions.values()].flatMap((entry) => (entry.kind === 'decision' ? [entry.promptId] : [])),
  );
  const holds = await heldPeople(
    read,
    items.flatMap(({ personId }) => personId ?? []),
  );
  const verdictOn = (item: OutboxItem, programme: Programme): SendingVerdict => {
    const condition = conditions.get(item.id) ?? { kind: 'always' };
    return stillWanted({
      condition,
      subject: item.caseId === null ? null : (cases.get(item.caseId) ?? null),
      bouncedAt: addresses.get(item.toAddress?.toLowerCase() ?? '')?.bouncedAt ?? null,
      personHeld: item.personId === null ? null : (holds.get(item.personId) ?? null),
      answer: condition.kind === 'decision' ? (answers.get(condition.promptId) ?? null) : null,
      ...readerOf(readers, item),
      programme,
      now: now(),
    });
  };
  return new Map(
    items.flatMap((item) => {
      const programme = programmeOf(item);
      return programme === undefined ? [] : [[item.id, verdictOn(item, programme)] as const];
    }),
  );
}

const caseless: ReadonlySet<Condition['kind']> = new Set(['always', 'address-confirm', 'announcement']);

/** What always stands, hangs on nothing but its answer, or goes to somebody on a list, needs no case. */
function dependsOnCase(condition: Condition | undefined): boolean {
  return condition !== undefined && !caseless.has(condition.kind);
}

/** The stored condition; what is stored was written by commit from a Condition. */
function conditionOf(item: OutboxItem): Condition {
  return (item.condition as Condition | null) ?? { kind: 'always' };
}

function readerOf(readers: Readers, { id }: OutboxItem) {
  const reader = readers.get(id);
  return reader === undefined ? {} : { reader };
}
