// A list of people (who attended, who is registered) against those whose tick is open: what it ticks, and what it does not.
import type { CaseReference } from './decision.ts';
import type { LikelySame } from './likely-same.ts';

/** Somebody on the list who counts; `note` says why, such as "78 minutes". */
export type Listed = { place: string; email: string | null; name: string; note: string | null };

/** Somebody whose tick the list is about. `blocked` null: it can be set; else why not, as in "Pat Doe: ticked already". */
export type ListTarget = {
  personId: string;
  name: string;
  about: CaseReference;
  version: number;
  done: boolean;
  blocked: string | null;
};

export type ListTick = { target: ListTarget; listed: Listed };

export type ListPlan = {
  ticks: readonly ListTick[];
  /** How many on the list were ticked before. */
  before: number;
  /** On the list, and not ticked: a sentence each. */
  left: readonly string[];
  /** Not on the list, whether or not the tick is set. */
  absent: readonly ListTarget[];
};

export type ListQuestion = {
  listed: readonly Listed[];
  targets: readonly ListTarget[];
  /** Whose somebody on the list is, for certain: the person's id, or null. A name alone is never certain. */
  personOf: (one: Listed) => { id: string; name: string } | null;
  likely: (one: Listed) => readonly LikelySame[];
  /** What is open, such as "renewal". */
  what: string;
};

/** A tick is set for somebody who is certain and has exactly one open case; whatever else there is, is said. */
export function planListTicks({ listed, targets, personOf, likely, what }: ListQuestion): ListPlan {
  const byPerson = Map.groupBy(targets, ({ personId }) => personId);
  const ticks = new Map<string, ListTick>();
  const onList = new Set<string>();
  const left: string[] = [];
  let before = 0;
  for (const one of listed) {
    const person = personOf(one);
    if (person === null) {
      left.push(`${one.place}: ${wordsFor(one)}: nobody known${likelyWords(likely(one))}`);
      continue;
    }
    const own = byPerson.get(person.id) ?? [];
    const [target] = own;
    if (onList.has(person.id)) continue;
    onList.add(person.id);
    if (target === undefined) left.push(`${one.place}: ${person.name}: no open ${what}`);
    else if (own.length > 1)
      left.push(`${one.place}: ${person.name}: more than one open ${what}; say which with an option`);
    else if (target.done) before += 1;
    else if (target.blocked !== null) left.push(`${one.place}: ${person.name}: ${target.blocked}`);
    else ticks.set(target.about.id, { target, listed: one });
  }
  const absent = targets.filter(({ personId }) => !onList.has(personId));
  return { ticks: [...ticks.values()], before, left, absent };
}

function wordsFor({ name, email, note }: Listed): string {
  const who = email === null ? name : name === '' ? email : `${name} <${email}>`;
  return note === null ? who : `${who}, ${note}`;
}

function likelyWords(likely: readonly LikelySame[]): string {
  if (likely.length === 0) return '';
  const named = likely.map(
    ({ person, reasons }) =>
      `${person.name} <${person.addresses[0] ?? 'no address'}> (${reasons.join(', ')})`,
  );
  return `; perhaps ${named.join(', or ')}: add the address in Slack and import again`;
}
