// A vote of one approver where several have to agree, and the recusal of one who should not take part.
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { type Ballot, countWords, shortWords, type Tally, tallyOf, votesFor } from '../votes.ts';
import { decideApplication, requestResubmittal, undecidableReason } from './application.ts';

/** Counts the vote. When it makes the quorum it decides, or recommends to the final approver, who alone decides then. */
export function castVote(input: AnswerInput, ballot: Ballot): AnswerDecision {
  const { by, programme, cast } = input;
  const { finalApprover } = programme.slack;
  const before = tallyOf(cast, programme.slack);
  const recommended = before.agreed;
  if (recommended !== null && finalApprover !== null)
    return by === finalApprover
      ? outcome(input, ballot, null)
      : refuse(recommendedWords(recommended, finalApprover));
  if (!programme.slack.approvers.includes(by))
    return refuse(
      `The committee has not recommended yet${leading(before)}. You decide when it has. Nothing was changed.`,
    );
  if (before.votes.some((vote) => vote.by === by && vote.choice === ballot))
    return refuse(`You have voted like that before: ${countWords(before, ballot)}. Nothing was changed.`);
  const said = voteProblem(input, ballot);
  if (said !== null) return refuse(said);
  const vote = { by, choice: ballot, reason: input.reason, outcome: 'vote' } as const;
  const after = tallyOf([...cast, vote], programme.slack);
  if (after.agreed === null || (finalApprover !== null && ballot !== 'resubmittal'))
    return noted(after, ballot, finalApprover);
  return outcome(input, ballot, after);
}

/** Whoever should not take part in this application says so, once for all its versions. */
export function recuse({ by, programme, cast, application }: AnswerInput): AnswerDecision {
  const before = tallyOf(cast, programme.slack);
  if (before.recused.includes(by)) return refuse('You have recused yourself before. Nothing was changed.');
  const after = tallyOf(
    [...cast, { by, choice: 'recuse', reason: null, outcome: 'recused' }],
    programme.slack,
  );
  const short = after.isShort
    ? ` ${shortWords(after)}, so another one has to be listed under slack.approvers.`
    : '';
  return {
    kind: 'noted',
    as: 'recused',
    tell: `Noted: you take no part in deciding about ${application?.person.name ?? 'this application'}.${short}`,
    event: 'recused',
    facts: [],
  };
}

function refuse(tell: string): AnswerDecision {
  return { kind: 'refuse', tell };
}

function leading(tally: Tally): string {
  const [first] = tally.votes;
  return first === undefined ? '' : ` (${countWords(tally, first.choice)})`;
}

const recommendations = {
  approve: 'to approve',
  decline: 'to decline',
  resubmittal: 'a resubmittal',
} as const;

function recommendedWords(ballot: Ballot, finalApprover: string): string {
  return `The committee has recommended ${recommendations[ballot]}, and <@${finalApprover}> decides. Nothing was changed.`;
}

/** What would be refused at the end is refused at the vote: nobody votes for what cannot be. */
function voteProblem(input: AnswerInput, ballot: Ballot): string | null {
  const undecidable = undecidableReason(input);
  if (undecidable !== null) return undecidable;
  const decision = outcome(input, ballot, null);
  return decision.kind === 'refuse' ? decision.tell : null;
}

function noted(tally: Tally, ballot: Ballot, finalApprover: string | null): AnswerDecision {
  const count = countWords(tally, ballot);
  const tell =
    tally.agreed === null
      ? `Your vote is noted: ${count}.`
      : `Your vote is noted: ${count}. The committee recommends it now, and <@${finalApprover}> decides.`;
  return { kind: 'noted', as: 'vote', tell, event: `voted-${ballot}`, facts: [] };
}

/** The decision that a quorum or the final approver has come to; the words of all who voted for it go to the applicant. */
function outcome(input: AnswerInput, ballot: Ballot, tally: Tally | null): AnswerDecision {
  const reasons =
    tally === null ? [] : votesFor(tally.votes, ballot).map(({ reason }) => reason?.trim() ?? '');
  const together = [...new Set(reasons.filter((reason) => reason !== ''))].join('\n');
  const decided = { ...input, reason: together === '' ? input.reason : together };
  if (ballot === 'resubmittal') return requestResubmittal(decided);
  return decideApplication(decided, ballot === 'approve' ? 'candidate' : 'not-selected');
}
