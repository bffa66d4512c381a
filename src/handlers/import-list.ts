// A list of people that ticks something: looked at as a whole, then written in batches, each with its history. Whoever was
// ticked meanwhile, by whomever, is left as they are.
import { type ListItem, tickFact } from '../core/list-facts.ts';
import type { ListPlan, ListTarget, ListTick } from '../core/list-ticks.ts';
import { type Commit, commitAll } from '../store/commit.ts';
import type { Database } from '../store/database.ts';

export type ListImport = {
  programme: string;
  item: ListItem;
  how: 'attended' | 'viewed';
  /** The name of the file, for the history. */
  file: string;
  by: string;
  now: Date;
  /** Say what would change, and change nothing. */
  isRehearsal: boolean;
  /** What the history keeps of a line, beside the reason. */
  detailsOf?: (tick: ListTick) => Record<string, string>;
};

const batch = 100;
const triesAfterOthers = 4;

/**
 * @param look what is to be ticked as things stand now; asked again when somebody else was first
 * @returns sentences for whoever imports, the counts first
 */
export async function importList(
  database: Database,
  wanted: ListImport,
  look: () => Promise<ListPlan>,
): Promise<readonly string[]> {
  const first = await look();
  if (wanted.isRehearsal) return said(wanted, first, first.ticks, 'would be ticked; nothing was changed');
  const ticked: ListTick[] = [];
  let plan = first;
  for (let tries = 1; plan.ticks.length > 0; tries += 1) {
    const done = await tickAll(database, wanted, plan.ticks);
    ticked.push(...done);
    if (done.length === plan.ticks.length) break;
    if (tries >= triesAfterOthers)
      throw new Error(
        `${ticked.length} are ticked, ${plan.ticks.length - done.length} are not: somebody else was at it each time; import the file again`,
      );
    plan = await look();
  }
  return said(wanted, first, ticked, 'ticked');
}

/** @returns those that are written; of the others something has changed since they were read */
async function tickAll(
  database: Database,
  wanted: ListImport,
  ticks: readonly ListTick[],
): Promise<readonly ListTick[]> {
  const done: ListTick[] = [];
  for (let from = 0; from < ticks.length; from += batch) {
    const some = ticks.slice(from, from + batch);
    const result = await commitAll(
      database,
      some.map((tick) => changeOf(wanted, tick)),
    );
    if (result === 'committed') done.push(...some);
  }
  return done;
}

const events = {
  qisp: () => 'tick-qisp',
  meeting: (how: string) => `tick-meeting-${how}`,
  orientation: (how: string) => `orientation-${how}`,
} as const satisfies Record<ListItem, (how: string) => string>;

function changeOf({ programme, item, how, file, by, now, detailsOf }: ListImport, tick: ListTick): Commit {
  const { target, listed } = tick;
  const { id, kind } = target.about;
  return {
    cause: { kind: 'command', by },
    programme,
    event: events[item](how),
    by,
    reason: [`on the list ${file}`, ...(listed.note === null ? [] : [listed.note])].join(', '),
    about: target.about,
    personId: target.personId,
    expects: [{ row: kind, id, version: target.version }],
    facts: [tickFact(target, { item, how, by, at: now })],
    drafts: [],
    details: detailsOf?.(tick) ?? {},
    now,
  };
}

function said(
  { item }: ListImport,
  { before, left, absent }: ListPlan,
  ticked: readonly ListTick[],
  words: string,
): string[] {
  return [
    `${ticked.length} ${words}; ${before} were ticked before`,
    ...ticked.map(
      ({ target, listed }) => `  ${target.name}${listed.note === null ? '' : `, ${listed.note}`}`,
    ),
    ...(left.length === 0
      ? []
      : [`${left.length} on the list are not ticked:`, ...left.map((line) => `  ${line}`)]),
    ...absentWords(item, absent),
  ];
}

/** Who is missing on the register is told also where the tick is set: it may have been lost. A meeting is over. */
function absentWords(item: ListItem, absent: readonly ListTarget[]): string[] {
  const open = absent.filter(({ done, blocked }) => !done && blocked === null);
  const other = item === 'qisp' ? absent.filter((target) => !open.includes(target)) : [];
  return [
    ...(open.length === 0 ? [] : [`${open.length} are open and not on the list:`]),
    ...open.map(({ name }) => `  ${name}`),
    ...(other.length === 0
      ? []
      : [`${other.length} are ticked or confirmed, and not on the list; they stay so:`]),
    ...other.map(({ name }) => `  ${name}`),
  ];
}
