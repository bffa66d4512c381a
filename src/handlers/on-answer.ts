// A click: what is stored decides, the click only says who wants what. Exactly one answer stands.
import { decideAnswer, refusal } from '../core/approval.ts';
import { wordsForInstant } from '../core/calendar.ts';
import type { ApplicationCase } from '../core/case.ts';
import type { PromptKind } from '../core/decision.ts';
import type { AnswerOutcome, StaffAnswer } from '../core/prompt.ts';
import { caseOf } from '../store/cases.ts';
import { commit } from '../store/commit.ts';
import { askForRedraw, noteRefusal, type Prompt, promptById } from '../store/prompts.ts';
import { prepare } from './prepare.ts';
import type { Desk, Shell } from './shell.ts';

const triesWhenStale = 6;

/** Takes an answer of staff. Always says what became of it; never throws for what a click may contain. */
export async function onAnswer(shell: Shell, answer: StaffAnswer): Promise<AnswerOutcome> {
  for (let tries = 0; tries < triesWhenStale; tries += 1) {
    const outcome = await answerOnce(shell, answer);
    if (outcome !== 'stale') return outcome;
  }
  return {
    kind: 'refused',
    tell: 'Something else was changing this case at the same moment. Nothing was changed: please try again.',
  };
}

/** What would be said to this click now, or null when it may be answered; asked before a form is filled in. */
export async function mayAnswer(shell: Shell, answer: StaffAnswer): Promise<AnswerOutcome | null> {
  const found = await findPrompt(shell, answer);
  if ('outcome' in found) return found.outcome;
  const application = await applicationOf(shell, found.prompt);
  const refused = refusal({
    ...answer,
    prompt: promptFacts(found.prompt),
    application,
    programme: found.desk.programme,
  });
  return refused === null ? null : refuse(shell, answer, refused);
}

async function answerOnce(shell: Shell, answer: StaffAnswer): Promise<AnswerOutcome | 'stale'> {
  const found = await findPrompt(shell, answer);
  if ('outcome' in found) return found.outcome;
  const { prompt, desk } = found;
  const application = await applicationOf(shell, prompt);
  const now = shell.now();
  const decision = decideAnswer({
    ...answer,
    prompt: promptFacts(prompt),
    application,
    programme: desk.programme,
    now,
  });
  if (decision.kind === 'refuse') return refuse(shell, answer, decision.tell);
  const result = await commit(shell.database, {
    cause: {
      kind: 'answer',
      promptId: prompt.id,
      version: prompt.version,
      choice: answer.choice,
      by: answer.by,
      reason: answer.reason,
    },
    programme: desk.programme.name,
    event: decision.event,
    by: answer.by,
    reason: answer.reason ?? decision.event,
    about: prompt.applicationId === null ? null : { kind: 'application', id: prompt.applicationId },
    personId: application?.person.id ?? null,
    expects: decision.expects,
    facts: decision.facts,
    drafts: await prepare(shell, desk, decision.drafts),
    now,
  });
  // `done-before`: somebody was first between our reading and our writing; the next round says who.
  return result === 'committed' ? { kind: 'stands', tell: decision.tell } : 'stale';
}

type Found = { prompt: Prompt; desk: Desk } | { outcome: AnswerOutcome };

async function findPrompt(shell: Shell, answer: StaffAnswer): Promise<Found> {
  const prompt = await promptById(shell.database, answer.promptId);
  const desk = shell.desks.find(({ programme }) => programme.name === prompt?.programme);
  if (prompt === null || desk === undefined) {
    shell.log.warn(
      { promptId: answer.promptId, by: answer.by },
      'an answer to a question that does not exist',
    );
    return { outcome: { kind: 'refused', tell: 'torq does not know this question. Nothing was changed.' } };
  }
  if (answer.place !== null && prompt.cardTs !== null && answer.place.ts !== prompt.cardTs)
    return {
      outcome: await refuse(shell, answer, 'That button does not belong to this card. Nothing was changed.'),
    };
  if (prompt.answeredAt === null) return { prompt, desk };
  await askForRedraw(shell.database, prompt.id);
  return { outcome: await refuse(shell, answer, lateWords(prompt, desk), 'too-late') };
}

function lateWords(prompt: Prompt, { programme }: Desk): string {
  const when = wordsForInstant(prompt.answeredAt ?? prompt.openedAt, programme.timeZone);
  const who = prompt.answeredBy === 'torq' ? 'torq' : `<@${prompt.answeredBy ?? 'unknown'}>`;
  const what =
    prompt.answerReason !== null && prompt.answeredBy === 'torq'
      ? prompt.answerReason
      : (prompt.answer ?? '');
  return `This was answered before: ${what}, by ${who} on ${when}. Your click changed nothing.`;
}

async function refuse(
  shell: Shell,
  answer: StaffAnswer,
  tell: string,
  kind: 'refused' | 'too-late' = 'refused',
): Promise<AnswerOutcome> {
  const { promptId, by, choice, reason } = answer;
  await noteRefusal(shell.database, { promptId, by, choice, reason, because: tell, now: shell.now() });
  return { kind, tell };
}

function promptFacts(prompt: Prompt) {
  const { id, outboxItemId, inboundMailId, paymentId } = prompt;
  return { id, kind: prompt.kind as PromptKind, outboxItemId, inboundMailId, paymentId };
}

async function applicationOf({ database }: Shell, prompt: Prompt): Promise<ApplicationCase | null> {
  if (prompt.applicationId === null) return null;
  const subject = await caseOf(database.read, { kind: 'application', id: prompt.applicationId });
  return subject?.kind === 'application' ? subject : null;
}
