// One person through a season: what happens to them, what the clock does, and what must then be true of their reminders.

import { isQuiet } from '../../src/core/calendar.ts';
import type { Condition } from '../../src/core/decision.ts';
import type { Fact } from '../../src/core/facts.ts';
import { type DateSource, referenceOf } from '../../src/core/references.ts';
import { activeRung, offsetWords } from '../../src/core/rungs.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { onTick } from '../../src/handlers/on-tick.ts';
import { createPace } from '../../src/handlers/pace.ts';
import { recover } from '../../src/handlers/recover.ts';
import type { Desk, Shell } from '../../src/handlers/shell.ts';
import { noteSignsOfLife } from '../../src/store/addresses.ts';
import { commit } from '../../src/store/commit.ts';
import { crashing, type DiesAt } from './crashing.ts';
import type { TestDatabase } from './database.ts';
import { createTestShell, type TestShell } from './shell.ts';

export type Step =
  | { do: 'tick' | 'deliver' | 'tick-twice' | 'deliver-twice'; late: boolean }
  | { do: 'crash'; in: 'tick' | 'deliver'; at: DiesAt }
  | { do: 'done' | 'undone' | 'withdrawn' | 'bounced' | 'heard' | 'held' | 'resumed' | 'moved' };
export type Moment = { minutes: number; step: Step };

/** Whom a history is about. */
export type Hero = {
  address: string;
  source: DateSource;
  /** When it begins, and the same programme before and after a date was moved. */
  begin: string;
  desks: readonly [Desk, Desk];
  /** Brings the person into the database. */
  enter(line: TestShell): Promise<void>;
  /** The id of the application or term, once there is one. */
  caseId(): Promise<string | null>;
  /** Facts that end the reminders, and that bring them back. */
  done(caseId: string, at: Date): readonly Fact[];
  undone(caseId: string): readonly Fact[];
  withdrawn(caseId: string, at: Date): readonly Fact[];
};

type State = { done: boolean; withdrawn: boolean; bounced: boolean; held: boolean; desk: Desk };

/** What was wrong; empty when all is well. */
export async function live(db: TestDatabase, hero: Hero, moments: readonly Moment[]): Promise<string[]> {
  const wrong: string[] = [];
  const { read } = db.database;
  const state: State = { done: false, withdrawn: false, bounced: false, held: false, desk: hero.desks[0] };
  /** Keys of mails that have to be there, since a tick ran to its end while they were right. */
  const wanted = new Set<string>();
  let now = new Date(hero.begin);
  let owners = 0;
  const first = createTestShell(db, { now: hero.begin });
  const given: { itemId: string; at: Date; state: State }[] = [];

  /** Another process on the same database; one that is late has a clock behind the others'. */
  const start = (late = false): Shell => {
    owners += 1;
    const clock = new Date(now.getTime() - (late ? 100 * 60_000 : 0));
    return {
      ...first.shell,
      owner: `process ${owners}`,
      now: () => clock,
      clock: () => clock,
      desks: [state.desk],
      pace: createPace({ perSecond: 1e5, perSecondAndDomain: 1e5, connections: 3 }),
      sendMail: async (mail) => {
        given.push({ itemId: mail.itemId, at: clock, state: { ...state } });
        return { kind: 'sent', reply: '250 2.0.0 Ok' };
      },
    };
  };

  /** The keys of the reminders that are right at this time, as the README describes them. */
  const right = async (at: Date): Promise<string[]> => {
    const id = await hero.caseId();
    if (id === null || state.done || state.withdrawn || state.bounced) return [];
    const { programme } = state.desk;
    return programme.reminders.flatMap((rule) => {
      if (rule.when.about !== hero.source.about || isQuiet(at, programme.quietHours, programme.timeZone))
        return [];
      const reference = referenceOf(hero.source, rule.reference, programme);
      const rung = reference === null ? null : activeRung(rule, reference, programme, at);
      if (reference === null || rung === null || rung.due < new Date(hero.begin)) return [];
      const kind = hero.source.about === 'application' ? 'application' : 'term';
      return [`reminder/${kind}-${id}/${rule.rule}/${reference.date}/${offsetWords(rung.offset)}`];
    });
  };

  const facts = async (facts: readonly Fact[]) => {
    const about = { cause: { kind: 'tick' }, event: 'test', by: 'test', reason: 'test' } as const;
    const rest = { about: null, personId: null, expects: [], drafts: [], now };
    const result = await commit(db.database, { ...about, ...rest, programme: 'igp-tor', facts });
    if (result !== 'committed') wrong.push(`facts were ${result}`);
  };

  const tick = async (late: boolean, twice: boolean) => {
    const processes = twice ? [start(late), start()] : [start(late)];
    await Promise.all(processes.map((shell) => onTick(shell, state.desk)));
    for (const shell of processes) for (const key of await right(shell.now())) wanted.add(key);
  };

  const send = async (late: boolean, twice: boolean) => {
    const processes = twice ? [start(late), start()] : [start(late)];
    for (const shell of processes) await recover(shell);
    const at = processes.at(-1)?.now() ?? now;
    const underWay = await read.outboxItem.count({ where: { status: 'sending' } });
    const due = { status: 'pending', notBefore: { lte: at } };
    const pending = await read.outboxItem.findMany({ where: due, select: { key: true } });
    await Promise.all(processes.map((shell) => deliver(shell, 'mail')));
    // What one of two had in its hands and gave back, its clock being behind, the next round takes up.
    if (twice) await deliver(start(), 'mail');
    // While a mail of a process that died is not given up, those to the same address wait; so they do while all is held.
    if (underWay > 0 || state.held) return;
    const rightNow = await right(at);
    for (const { key } of pending) if (wanted.has(key) && rightNow.includes(key)) await mustBeSent(key);
  };
  const mustBeSent = async (key: string) => {
    const item = await read.outboxItem.findUnique({ where: { key } });
    if (item?.status !== 'sent')
      wrong.push(`${key} is ${item?.status} (${item?.statusReason}) and should be sent`);
  };

  const crash = async (what: 'tick' | 'deliver', at: DiesAt) => {
    const dying = crashing(start(), at);
    const work = what === 'tick' ? onTick(dying.shell, state.desk) : deliver(dying.shell, 'mail');
    await work.catch((error: unknown) => {
      if (!dying.hasCrashed()) throw error;
    });
  };

  const happen = async (
    step: Exclude<Step['do'], 'tick' | 'deliver' | 'tick-twice' | 'deliver-twice' | 'crash'>,
  ) => {
    const id = await hero.caseId();
    switch (step) {
      case 'done':
        if (id === null || state.done) return;
        state.done = true;
        return facts(hero.done(id, now));
      case 'undone':
        if (id === null || !state.done || hero.undone(id).length === 0) return;
        state.done = false;
        return facts(hero.undone(id));
      case 'withdrawn':
        if (id === null || state.withdrawn || hero.withdrawn(id, now).length === 0) return;
        state.withdrawn = true;
        return facts(hero.withdrawn(id, now));
      case 'bounced':
        state.bounced = true;
        return facts([{ fact: 'address-bounced', address: hero.address, at: now }]);
      case 'heard':
        state.bounced = false;
        return noteSignsOfLife(db.database, [{ address: hero.address, at: now }], now);
      case 'held':
        if (state.held) return;
        state.held = true;
        return facts([{ fact: 'mail-held', by: 'test', at: now }]);
      case 'resumed':
        if (!state.held) return;
        state.held = false;
        return facts([{ fact: 'mail-resumed', by: 'test', at: now }]);
      case 'moved':
        state.desk = state.desk === hero.desks[0] ? hero.desks[1] : hero.desks[0];
    }
  };

  await hero.enter(first);
  given.length = 0;
  for (const { minutes, step } of moments) {
    now = new Date(now.getTime() + minutes * 60_000);
    if (step.do === 'crash') await crash(step.in, step.at);
    else if (step.do === 'tick' || step.do === 'tick-twice') await tick(step.late, step.do === 'tick-twice');
    else if (step.do === 'deliver' || step.do === 'deliver-twice')
      await send(step.late, step.do === 'deliver-twice');
    else await happen(step.do);
  }
  return [...wrong, ...(await judged(db, { given, wanted }))];
}

/** What is true of every history, however it went. */
async function judged(
  { database: { read } }: TestDatabase,
  {
    given,
    wanted,
  }: { given: readonly { itemId: string; at: Date; state: State }[]; wanted: ReadonlySet<string> },
): Promise<string[]> {
  const wrong: string[] = [];
  const items = await read.outboxItem.findMany({ where: { key: { startsWith: 'reminder/' } } });
  for (const key of wanted)
    if (!items.some((item) => item.key === key)) wrong.push(`${key} was never planned`);
  for (const item of items) {
    const times = given.filter(({ itemId }) => itemId === item.id);
    const allowed = { sent: [1], sending: [0, 1], unknown: [0, 1] }[item.status] ?? [0];
    if (!allowed.includes(times.length))
      wrong.push(`${item.key} is ${item.status} and went out ${times.length} times`);
    for (const { at, state } of times) {
      const { done, withdrawn, bounced, held, desk } = state;
      if (done || withdrawn || bounced || held)
        wrong.push(
          `${item.key} went out at ${at.toISOString()} though ${JSON.stringify({ done, withdrawn, bounced, held })}`,
        );
      const condition = item.condition as Condition;
      if (condition.kind !== 'reminder') wrong.push(`${item.key} has no reason of its own`);
      else if (!isItsTime(condition, desk, at))
        wrong.push(`${item.key} went out at ${at.toISOString()}, not its time`);
    }
  }
  return wrong;
}

function isItsTime(
  { rule: name, referenceDate, offset }: Extract<Condition, { kind: 'reminder' }>,
  { programme }: Desk,
  at: Date,
): boolean {
  const rule = programme.reminders.find((candidate) => candidate.rule === name);
  const source: DateSource =
    rule?.when.about === 'renewal'
      ? { about: 'renewal', startsOn: '2023-07-01', endsOn: '2024-06-30' }
      : { about: 'application', cycle: '2023' };
  const reference = rule === undefined ? null : referenceOf(source, rule.reference, programme);
  if (rule === undefined || reference?.date !== referenceDate) return false;
  return activeRung(rule, reference, programme, at)?.offset === offset;
}
