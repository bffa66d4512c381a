// What both rows of a person have although one person can have only one: that of the row that remains counts, and the
// other one is closed and stays readable under the old id. Staff choose so for each; what would lose something is refused.
import type {
  Conflict,
  MergeSide,
  SideAgreement,
  SideApplication,
  SideCredential,
  SideTerm,
} from '../merge.ts';

export type Pair<T> = { kept: T; closed: T };

export type Clashes = {
  applications: readonly Pair<SideApplication>[];
  credentials: readonly Pair<SideCredential>[];
  agreements: readonly Pair<SideAgreement>[];
};

/** The pairs that cannot both be one person's. */
export function clashesOf(into: MergeSide, from: MergeSide): Clashes {
  return {
    applications: pairs(into.applications, from.applications, sameCycle),
    credentials: pairs(into.credentials, from.credentials, (one, other) => one.programme === other.programme),
    agreements: pairs(into.agreements, from.agreements, sameVersion),
  };
}

/** The terms of two credentials that begin on the same day: `kept` gets what was ticked and paid for `closed`. */
export function sameTerms({ kept, closed }: Pair<SideCredential>): readonly Pair<SideTerm>[] {
  return pairs(kept.terms, closed.terms, (one, other) => one.startsOn === other.startsOn);
}

/** The same for staff: what is closed for each, or why it cannot be. */
export function conflictsOf(into: MergeSide, from: MergeSide): readonly Conflict[] {
  const { applications, credentials, agreements } = clashesOf(into, from);
  return [
    ...applications.map((pair) => applicationConflict(pair)),
    ...credentials.map((pair) => credentialConflict(pair)),
    ...agreements.map((pair) => agreementConflict(pair)),
  ];
}

const otherWay = 'Let the other row remain, if that one is right';

function applicationConflict({ kept, closed }: Pair<SideApplication>): Conflict {
  const what = `application in cycle ${closed.cycle} (${closed.programme})`;
  const both = kept.payments.some(counts) && closed.payments.some(counts);
  return {
    key: `application/${closed.id}`,
    label: `Close the other ${what}`,
    explained: `Both have an ${what}. The one of the row that remains counts; the other one is closed as withdrawn, nobody is mailed about it, and its payments move along.${both ? ' Both have paid: whether one payment is given back is yours to say.' : ''}`,
    blocked: applicationBlocked({ kept, closed }, what),
  };
}

const counts = ({ state }: { state: string }) => state === 'matched';

function applicationBlocked({ kept, closed }: Pair<SideApplication>, what: string): string | null {
  if (closed.withdrawnAt !== null) return null;
  if (kept.withdrawnAt !== null)
    return `Both have an ${what}, and the one that would remain is withdrawn. ${otherWay}.`;
  if (closed.decision !== null || closed.qualifiedAt !== null)
    return `Both have an ${what}, and the one that would be closed has been decided. ${otherWay}.`;
  if (closed.submissions > 0)
    return `Both have an ${what}, and an SOQ came for the one that would be closed. ${otherWay}, or withdraw it first.`;
  return null;
}

function credentialConflict(pair: Pair<SideCredential>): Conflict {
  const what = `Trainers of Record (${pair.closed.programme})`;
  return {
    key: `credential/${pair.closed.id}`,
    label: `Join the status (${pair.closed.programme})`,
    explained: `Both are kept as ${what}. Terms that only the other row has move along. Of a term that both have, what is ticked and paid at the other row counts too.`,
    blocked: credentialBlocked(pair, what),
  };
}

function credentialBlocked(pair: Pair<SideCredential>, what: string): string | null {
  const { kept, closed } = pair;
  if (kept.endedOn !== null && closed.endedOn === null)
    return `Both are kept as ${what}, and the status of the row that would remain has ended. ${otherWay}.`;
  const problem = sameTerms(pair)
    .map(termProblem)
    .find((found) => found !== null);
  return problem === undefined ? null : `Both are kept as ${what}: ${problem}`;
}

function termProblem({ kept, closed }: Pair<SideTerm>): string | null {
  const term = `the term ${closed.startsOn} to ${closed.endsOn} of the other row`;
  const [certificate] = closed.certificates;
  if (certificate !== undefined) return `${term} has the certificate ${certificate}. ${otherWay}.`;
  if (closed.confirmedAt !== null && kept.confirmedAt === null) return `${term} is confirmed. ${otherWay}.`;
  if (kept.lapsedAt !== null && closed.lapsedAt === null) return `only ${term} is in force. ${otherWay}.`;
  const waiting = closed.payments.find(({ state }) => state === 'review');
  if (waiting !== undefined)
    return `order ${waiting.orderNumber} for ${term} waits for an answer. Answer its card first.`;
  return null;
}

function agreementConflict({ kept, closed }: Pair<SideAgreement>): Conflict {
  const what = `Compliance Agreement, version ${closed.version} (${closed.programme})`;
  const further = (one: SideAgreement) =>
    [one.sentAt, one.signedAt, one.countersignedAt].findLastIndex((at) => at !== null);
  return {
    key: `agreement/${closed.id}`,
    label: `Keep one agreement (${closed.programme})`,
    explained: `Both have a ${what}. The one of the row that remains counts.`,
    blocked:
      further(closed) > further(kept)
        ? `Both have a ${what}, and the one that would not count is further along. ${otherWay}.`
        : null,
  };
}

const sameCycle = (one: SideApplication, other: SideApplication) =>
  one.programme === other.programme && one.cycle === other.cycle;
const sameVersion = (one: SideAgreement, other: SideAgreement) =>
  one.programme === other.programme && one.version === other.version;

function pairs<T>(
  ours: readonly T[],
  theirs: readonly T[],
  same: (one: T, other: T) => boolean,
): readonly Pair<T>[] {
  return theirs.flatMap((closed) => {
    const kept = ours.find((one) => same(one, closed));
    return kept === undefined ? [] : [{ kept, closed }];
  });
}
