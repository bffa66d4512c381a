// A decision that was made too soon: undone within some minutes, or reopened later with a reason.
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { plusMinutes, wordsForInstant } from '../calendar.ts';
import type { TakeBack } from '../choice.ts';
import type { CardDraft } from '../decision.ts';

/** Until when a decision may be undone without a reason. */
export function undoUntil(decidedAt: Date, { undoMinutes }: { undoMinutes: number }): Date {
  return plusMinutes(decidedAt, undoMinutes);
}

/** How the decision on a card may be taken back, for its buttons; nothing else can be. */
export function takeBacksOf(
  { kind, answer, answeredAt }: { kind: string; answer: string | null; answeredAt: Date | null },
  rules: { undoMinutes: number },
  now: Date,
): readonly TakeBack[] {
  if (kind !== 'soq-approval' || answeredAt === null || !isDecision(answer)) return [];
  return now <= undoUntil(answeredAt, rules) ? ['undo', 'reopen'] : ['reopen'];
}

function isDecision(answer: string | null): boolean {
  return answer === 'approve' || answer === 'decline';
}

/**
 * The application is undecided again, its mail does not go out if it has not yet, and a new card asks. Only the decision
 * of this very card can be taken back.
 */
export function takeBack(input: AnswerInput, choice: TakeBack): AnswerDecision {
  const { application, prompt, by, now } = input;
  const problem = takeBackProblem(input, choice);
  if (application === null || problem !== null)
    return { kind: 'refuse', tell: problem ?? 'This card names no application. Nothing was changed.' };
  const { id, version } = application.application;
  const reason = choice === 'undo' ? null : (input.reason ?? '').trim();
  return {
    kind: 'taken-back',
    tell: `Taken back: ${application.person.name} is undecided again. ${mailWords(input)}`,
    event: choice === 'undo' ? 'decision-undone' : 'decision-reopened',
    expects: [{ row: 'application', id, version }],
    facts: [{ fact: 'decision-taken-back', applicationId: id, promptId: prompt.id, at: now, by }],
    drafts: [newCard(input, reason)],
  };
}

function takeBackProblem(
  { application, prompt, programme, now, reason, toldAt }: AnswerInput,
  choice: TakeBack,
) {
  if (prompt.answeredAt === null || !isDecision(prompt.answer))
    return 'There is no decision on this card to take back. Nothing was changed.';
  if (application?.application.withdrawnAt != null)
    return 'This application was withdrawn. Nothing was changed.';
  if (application?.application.decision == null)
    return 'This application is undecided: there is nothing to take back. Nothing was changed.';
  if (application.application.decision.at.getTime() !== prompt.answeredAt.getTime())
    return 'What counts now was decided on another card. Nothing was changed.';
  if (choice === 'reopen')
    return (reason ?? '').trim() === ''
      ? 'Reopening needs a reason, for the record. Nothing was changed.'
      : null;
  const until = undoUntil(prompt.answeredAt, programme.decisions);
  if (toldAt !== null) return 'The applicant has been told already. Use Reopen, which asks for a reason.';
  return now <= until
    ? null
    : `The ${programme.decisions.undoMinutes} minutes for Undo were over at ${wordsForInstant(until, programme.timeZone)}. Use Reopen, which asks for a reason.`;
}

function mailWords({ toldAt, programme }: AnswerInput): string {
  return toldAt === null
    ? 'The mail about the decision does not go out.'
    : `The applicant was told on ${wordsForInstant(toldAt, programme.timeZone)}: please write to them yourself that this is being looked at again.`;
}

/** The same question once more, on a card of its own, with who took back what. */
function newCard(
  { prompt, by, promptId, application, programme, now }: AnswerInput,
  reason: string | null,
): CardDraft {
  const when = wordsForInstant(now, programme.timeZone);
  const why = reason === null ? '' : `: ${reason}`;
  const facts = prompt.facts.filter(([label]) => label !== 'Taken back');
  return {
    channel: 'slack',
    key: `card/soq-approval-again/${promptId}`,
    prompt: {
      id: promptId,
      kind: 'soq-approval',
      title: prompt.title,
      facts: [...facts, ['Taken back', `${prompt.answer}, by <@${by}> on ${when}${why}`]],
      applicationId: application?.application.id ?? null,
      submissionId: prompt.submissionId,
      paymentId: null,
      inboundMailId: prompt.inboundMailId,
      outboxItemId: null,
    },
  };
}
