// Staff's word that somebody's QISP registration was lost: by address, never because a list leaves them out.
import { dateOf } from '../core/calendar.ts';
import type { TermCase } from '../core/case.ts';
import type { RegisterLine } from '../documents/people-lists.ts';
import type { Programme } from '../programme/schema.ts';
import { personByAddress } from '../store/cases.ts';
import { commitAll } from '../store/commit.ts';
import type { Database } from '../store/database.ts';
import { termsInForce } from '../store/list-targets.ts';

export type QispLost = {
  /** Of those who lost it. */
  addresses: readonly string[];
  /** Whose word it is, and how they know. */
  reason: string;
  /** The register, on which they must not be. */
  lines: readonly RegisterLine[];
  by: string;
  now: Date;
  isRehearsal: boolean;
};

/** @returns `problems`: nothing was changed; or sentences for whoever imports */
export async function noteQispLost(
  database: Database,
  programme: Programme,
  wanted: QispLost,
): Promise<{ problems: readonly string[] } | { lines: readonly string[] }> {
  const today = dateOf(wanted.now, programme.timeZone);
  const all = await termsInForce(database.read, { programme: programme.name, startsOn: null });
  const terms: TermCase[] = [];
  const problems: string[] = [];
  for (const address of wanted.addresses.map((one) => one.toLowerCase())) {
    const person = await personByAddress(database.read, address);
    const own = all.filter((subject) => subject.person.id === person?.id && subject.term.endsOn >= today);
    const listed = wanted.lines.find(({ email }) => person?.addresses.some((one) => one.address === email));
    if (person === null) problems.push(`${address}: nobody known`);
    else if (listed !== undefined) problems.push(`${address}: is on the list (${listed.place})`);
    else if (own.length === 0) problems.push(`${address}: ${person.name} has no term that is not over`);
    terms.push(...own.filter(({ term }) => term.qispLostAt === null));
  }
  if (problems.length > 0) return { problems };
  const words = terms.map(({ person, term }) => `${person.name}, term from ${term.startsOn}: QISP lost`);
  if (wanted.isRehearsal) return { lines: [...words, 'nothing was changed'] };
  const result = await commitAll(
    database,
    terms.map((subject) => lostChange(subject, programme.name, wanted)),
  );
  return result === 'committed'
    ? { lines: words.length === 0 ? ['all of it was noted before'] : words }
    : { problems: ['somebody else was first; nothing was changed: look again'] };
}

function lostChange({ term, person }: TermCase, programme: string, { reason, by, now }: QispLost) {
  return {
    cause: { kind: 'command' as const, by },
    programme,
    event: 'qisp-lost',
    by,
    reason,
    about: { kind: 'term' as const, id: term.id },
    personId: person.id,
    expects: [{ row: 'term' as const, id: term.id, version: term.version }],
    facts: [{ fact: 'qisp-found' as const, termId: term.id, at: now }],
    drafts: [],
    now,
  };
}
