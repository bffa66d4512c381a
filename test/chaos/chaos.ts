// Real servers, the real service, and kill -9: each message has exactly one effect, no mail goes out twice without
// having been `unknown` first, nothing is lost. Servers, taps and people are in the files beside this one.
import { openDatabase } from '../../src/store/database.ts';
import type { Stage } from './acts.ts';
import { checkCards } from './check-cards.ts';
import { checkIncoming } from './check-incoming.ts';
import { checkOutgoing, type Twice } from './check-outgoing.ts';
import { createFindings, type Evidence, gather } from './evidence.ts';
import { historyOf } from './history.ts';
import { createLedger, type Ledger, newApplicant } from './ledger.ts';
import { comeToRest } from './quiet.ts';
import { createRandom } from './random.ts';
import { playRound } from './rounds.ts';
import { createStaff } from './staff.ts';
import { startWorld, type World } from './world.ts';

export type ChaosOptions = {
  rounds: number;
  /** The same seed makes the same choices; what comes of them also depends on the machine. */
  seed: number;
  database: 'sqlite' | 'postgresql';
  say: (line: string) => void;
};

export type ChaosResult = { violations: readonly string[]; summary: readonly string[]; log: string };

/** Plays the rounds and looks what became of everything. Needs root. */
export async function runChaos({ rounds, seed, database, say }: ChaosOptions): Promise<ChaosResult> {
  const began = performance.now();
  const mostApplicants = Math.max(4, rounds);
  const users = Array.from({ length: mostApplicants }, (_, index) => newApplicant(index).user);
  const world = await startWorld({ database, users });
  const ledger = createLedger();
  try {
    const staff = createStaff(world, ledger, createRandom(seed + 1));
    const stageOf = (round: number): Stage => {
      ledger.round = round;
      return { world, ledger, staff, random: createRandom(seed * 1009 + round), mostApplicants };
    };
    for (let round = 1; round <= rounds; round++) {
      const { did, killedAt, aliveMs } = await playRound(stageOf(round));
      say(
        `${String(round).padStart(4)}  ${killedAt.padEnd(18)} ${(aliveMs / 1000).toFixed(1)} s  ${did.join(', ')}`,
      );
    }
    say('no more kills: until everything has come to rest');
    return await judge(world, stageOf(rounds + 1), (performance.now() - began) / 1000);
  } finally {
    await world.stop();
  }
}

async function judge(world: World, stage: Stage, seconds: number): Promise<ChaosResult> {
  const { ledger } = stage;
  const database = openDatabase(world.databaseUrl);
  try {
    const findings = createFindings();
    const began = performance.now();
    const unrest = await comeToRest(stage, database);
    if (unrest !== null) findings.violation(null, unrest);
    const evidence = await gather(world, ledger, database);
    checkIncoming(evidence, findings);
    const twice = checkOutgoing(evidence, findings);
    checkCards(evidence, findings);
    const affected = new Set(findings.violations.flatMap(({ applicant }) => applicant ?? []));
    const violations = [
      ...findings.violations.map(({ applicant, what }) => `${applicant?.user ?? 'all'}: ${what}`),
      ...[...affected]
        .slice(0, 5)
        .flatMap((applicant) => [
          `--- history of ${applicant.user}, ${applicant.first} ${applicant.last}, order ${applicant.order}`,
          ...historyOf(evidence, applicant),
        ]),
    ];
    const times = { seconds, rest: (performance.now() - began) / 1000 };
    const found = findings.violations.length;
    const summary = summaryOf(world, evidence, { twice, found, ...times });
    return { violations, summary, log: world.service.log() };
  } finally {
    await database.close();
  }
}

type Totals = { twice: readonly Twice[]; found: number; seconds: number; rest: number };

function summaryOf(
  world: World,
  { ledger, rows, letters, cards, threads }: Evidence,
  totals: Totals,
): string[] {
  const kills = [...ledger.killsBy].toSorted(([, one], [, other]) => other - one);
  const deliveries = ledger.mails.reduce((sum, mail) => sum + mail.deliveries, 0);
  const places = rows.inbound.reduce((sum, mail) => sum + mail.places.length, 0);
  const out = [...letters.values()].flat().length;
  const superseded = rows.outbox.filter(({ status }) => status === 'superseded').length;
  const documents = threads.filter((message) => 'files' in message).length;
  const uploads = rows.outbox.filter(
    ({ message, status }) => message === 'documents' && status === 'sent',
  ).length;
  return [
    `rounds      ${kills.reduce((sum, [, count]) => sum + count, 0)} in ${totals.seconds.toFixed(0)} s, then ${totals.rest.toFixed(0)} s to come to rest`,
    `kills       ${kills.map(([point, count]) => `${point} ${count}`).join(', ')}`,
    `mails in    ${ledger.mails.length} different ones, delivered ${deliveries} times, seen in ${places} places, of ${ledger.applicants.length} applicants`,
    `mails out   ${out} in the applicants' mailboxes; ${superseded} items superseded`,
    `cards       ${cards.length} in Slack, ${documents} documents under them (${Math.max(0, documents - uploads)} twice), ${ledger.clicks} clicks`,
    `unknown     ${unknownWords(ledger, rows)}`,
    ...totals.twice.map(
      ({ messageId, copies }) => `            sent ${copies} times because staff said so: ${messageId}`,
    ),
    ...complaintsIn(world.service.log()),
    `violations  ${totals.found}`,
  ];
}

function unknownWords({ inquiries }: Ledger, { prompts }: Evidence['rows']): string {
  const asked = prompts.filter(({ kind }) => kind === 'outbox-unknown');
  const wentOut = asked.filter(({ answer }) => answer === 'went-out').length;
  const again = asked.filter(({ answer }) => answer === 'send-again');
  const hasty = again.filter(({ id }) => inquiries.get(id)?.hasty === true).length;
  return `${asked.length}: ${wentOut} answered "It went out", ${again.length - hasty} "Send again" rightly, ${hasty} "Send again" wrongly`;
}

/** What the service complained about, how often. */
function complaintsIn(log: string): string[] {
  const counts = new Map<string, number>();
  for (const line of log.split('\n')) {
    const found = /"level":(?:50|60).*"msg":"([^"]*)"/.exec(line)?.[1];
    if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].map(([message, count]) => `log error   ${count} × ${message}`);
}
