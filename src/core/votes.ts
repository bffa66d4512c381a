// What several approvers have said about one SOQ. A committee recommends with a quorum; with a final approver, that
// person decides then, else the quorum itself is the decision (domain.md section 2: review committee, executive director).
import type { Programme } from '../programme/schema.ts';

/** What can be voted for. */
export type Ballot = 'approve' | 'decline' | 'resubmittal';

/** A vote on a card, or a recusal from its application. In the order in which they were cast. */
export type CastAnswer = { by: string; choice: string; reason: string | null; outcome: 'vote' | 'recused' };

export type Vote = { by: string; choice: Ballot; reason: string | null };

export type Tally = {
  /** The last vote of each person who has not recused themselves. */
  votes: readonly Vote[];
  /** Slack user ids. */
  recused: readonly string[];
  /** How many have to agree. */
  quorum: number;
  /** What enough of them agree on, or null. */
  agreed: Ballot | null;
  /** Whether fewer may vote than have to agree. */
  isShort: boolean;
};

type Rules = Pick<Programme['slack'], 'approvers' | 'quorum' | 'finalApprover'>;

/** Counts; somebody who votes again has changed their mind. */
export function tallyOf(cast: readonly CastAnswer[], { approvers, quorum }: Rules): Tally {
  const recused = [...new Set(cast.filter(({ outcome }) => outcome === 'recused').map(({ by }) => by))];
  const last = new Map<string, Vote>();
  for (const { by, choice, reason, outcome } of cast)
    if (outcome === 'vote' && isBallot(choice)) last.set(by, { by, choice, reason });
  const votes = [...last.values()].filter(({ by }) => !recused.includes(by) && approvers.includes(by));
  const agreed = ballots.find((ballot) => votesFor(votes, ballot).length >= quorum) ?? null;
  const mayVote = approvers.filter((approver) => !recused.includes(approver));
  return { votes, recused, quorum, agreed, isShort: mayVote.length < quorum };
}

const ballots = ['approve', 'decline', 'resubmittal'] as const satisfies readonly Ballot[];

function isBallot(choice: string): choice is Ballot {
  return ballots.some((ballot) => ballot === choice);
}

export function votesFor(votes: readonly Vote[], ballot: Ballot): readonly Vote[] {
  return votes.filter(({ choice }) => choice === ballot);
}

/** Whether one click of an approver decides. */
export function decidesAlone({ quorum, finalApprover }: Rules): boolean {
  return quorum === 1 && finalApprover === null;
}

const phrases = { approve: 'to approve', decline: 'to decline', resubmittal: 'for a resubmittal' } as const;

/** "2 of 2 to approve". */
export function countWords({ votes, quorum }: Pick<Tally, 'votes' | 'quorum'>, ballot: Ballot): string {
  return `${votesFor(votes, ballot).length} of ${quorum} ${phrases[ballot]}`;
}

/** Why no decision can be reached. */
export function shortWords({ quorum }: Pick<Tally, 'quorum'>): string {
  return quorum === 1 ? 'Nobody is left who may vote' : `Fewer than ${quorum} approvers may still vote`;
}

/** How the voting stands, for the card: one line each, with who. Empty while nobody has voted. */
export function tallyLines(tally: Tally, { finalApprover }: Rules): readonly string[] {
  const counted = ballots
    .filter((ballot) => votesFor(tally.votes, ballot).length > 0)
    .map(
      (ballot) =>
        `${countWords(tally, ballot)}: ${people(votesFor(tally.votes, ballot).map(({ by }) => by))}`,
    );
  const recused = tally.recused.length === 0 ? [] : [`Recused: ${people(tally.recused)}`];
  const short = tally.isShort ? [`${shortWords(tally)}: another one has to be listed`] : [];
  const final =
    tally.agreed !== null && tally.agreed !== 'resubmittal' && finalApprover !== null
      ? [`The committee recommends ${phrases[tally.agreed]}. ${people([finalApprover])} decides`]
      : [];
  return [...counted, ...recused, ...short, ...final];
}

function people(ids: readonly string[]): string {
  return ids.map((id) => `<@${id}>`).join(', ');
}
