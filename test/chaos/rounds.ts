// One round: something happens, and the service is killed at a random moment or at a chosen one.
import { setTimeout as sleep } from 'node:timers/promises';
import { type ActName, liveActs, mailActs, perform, type Stage } from './acts.ts';
import type { Death } from './death.ts';
import type { Random } from './random.ts';
import type { TapPoint } from './trap.ts';

type KillPoint = 'time' | 'boot' | 'click' | Death['when'] | TapPoint;

/** When the service is killed: how often each is chosen. */
const points = {
  time: 30,
  boot: 6,
  click: 12,
  'before-commit': 6,
  'after-commit': 14,
  'imap-fetch': 12,
  'smtp-data': 7,
  'smtp-half-a-mail': 5,
  'smtp-250-lost': 12,
  'smtp-250-passed': 8,
  'slack-post-unsent': 4,
  'slack-post-lost': 8,
  'slack-post-passed': 4,
  'slack-update-lost': 4,
  'slack-upload-lost': 3,
} satisfies Record<KillPoint, number>;

/** Milliseconds within which the delay after a point lies; points without one kill before anything else happens. */
const delayWithin: Partial<Record<KillPoint, number>> = {
  time: 1500,
  boot: 1200,
  click: 80,
  'imap-fetch': 60,
  'smtp-250-passed': 8,
  'slack-post-passed': 8,
};

/** How long a round waits for a point that does not come. */
const patience = 2000;

type Plan = {
  early: ActName[];
  late: ActName[];
  point: KillPoint;
  nth: number;
  /** The how-many-th COMMIT it is, where that is the point. */
  commit: number;
  delay: number;
  answerUnknown: boolean;
};

/** What makes a point likely to come. */
function actFor(point: KillPoint): ActName[] {
  if (point === 'slack-update-lost') return ['approve'];
  return point.startsWith('slack-') ? ['soq'] : [];
}

function planRound(random: Random): Plan {
  const point = random.weighted<KillPoint>(points);
  const mails = Array.from({ length: 1 + random.below(2) }, () => random.weighted(mailActs));
  const live = random.chance(point === 'click' ? 1 : 0.6) ? [random.weighted(liveActs)] : [];
  const isEarly = point === 'boot' || random.chance(0.5);
  const [unfair, within] = [random.next() ** 1.5, delayWithin[point] ?? 0];
  return {
    early: isEarly ? mails : [],
    late: [...(isEarly ? [] : mails), ...actFor(point), ...live],
    point,
    nth: random.chance(0.75) ? 1 : 2,
    commit: 1 + random.below(14),
    delay: Math.round(unfair * within),
    answerUnknown: random.chance(0.75),
  };
}

export type RoundReport = { did: string[]; killedAt: string; aliveMs: number };

/** Plays one round; afterwards the service is dead. */
export async function playRound(stage: Stage): Promise<RoundReport> {
  const { world, ledger, staff } = stage;
  const { service, trap } = world;
  const { point, delay, ...plan } = planRound(stage.random);
  const did = await performAll(stage, plan.early);
  const isTimed = point === 'time' || point === 'boot' || point === 'click';
  const isDeath = point === 'before-commit' || point === 'after-commit';
  if (!isTimed && !isDeath) trap.arm({ point, nth: plan.nth, delay });
  const began = performance.now();
  const starting = service.start(isDeath ? { when: point, nth: plan.commit } : undefined);
  if (point === 'boot') {
    await sleep(delay);
    service.kill();
  }
  if ((await starting) === 'running') {
    if (plan.answerUnknown && (await staff.answerUnknown()) > 0) did.push('answer-unknown');
    did.push(...(await performAll(stage, plan.late)));
    await (isTimed ? sleep(delay) : Promise.race([service.gone(), sleep(patience)]));
  }
  trap.disarm();
  const killedAt = service.kill() && !isTimed ? 'nothing going on' : point;
  await service.gone();
  ledger.killsBy.set(killedAt, (ledger.killsBy.get(killedAt) ?? 0) + 1);
  ledger.note(null, `killed: ${killedAt}`);
  return { did, killedAt, aliveMs: performance.now() - began };
}

async function performAll(stage: Stage, names: readonly ActName[]): Promise<string[]> {
  const did: string[] = [];
  for (const name of names) {
    const done = await perform(stage, name);
    if (done !== null) did.push(done);
  }
  return did;
}
