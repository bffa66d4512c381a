// A click: what is stored decides, the click only says who wants what. Exactly one answer stands.
import type { AnswerInput } from '../core/answer.ts';
import { decideAnswer, refusal } from '../core/approval.ts';
import { wordsForInstant } from '../core/calendar.ts';
import type { AnswerOutcome, StaffAnswer } from '../core/prompt.ts';
import { commit } from '../store/commit.ts';
import { askForRedraw, noteRefusal, type Prompt, promptById } from '../store/prompts.ts';
import { answerInput } from './answer-input.ts';
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
  const refused = refusal(await answerInput(shell, found, answer));
  return refused === null ? null : refuse(shell, answer, refused);
}

async function answerOnce(shell: Shell, answer: StaffAnswer): Promise<AnswerOutcome | 'stale'> {
  const found = await findPrompt(shell, answer);
  if ('outcome' in found) return found.outcome;
  const { prompt, desk } = found;
  const input = await answerInput(shell, found, answer);
  const decision = decideAnswer(input);
  if (decision.kind === 'refuse')
    return (await answeredMeanwhile(shell, prompt)) ? 'stale' : refuse(shell, answer, decision.tell);
  const noted = decision.kind === 'noted';
  const { expects = [], facts, drafts } = noted ? { drafts: [], ...decision } : decision;
  const { choice, by, reason } = input;
  const result = await commit(shell.database, {
    cause: {
      kind: 'answer',
      promptId: prompt.id,
      version: prompt.version,
      as: noted ? decision.as : decision.kind === 'stand' ? 'stands' : decision.kind,
      choice,
      by,
      reason,
    },
    programme: desk.programme.name,
    event: decision.event,
    by,
    reason: reason ?? decision.event,
    about:
      prompt.applicationId === null
        ? (input.reply?.about ?? null)
        : { kind: 'application', id: prompt.applicationId },
    personId: decision.kind === 'noted' ? personOf(input) : (decision.personId ?? personOf(input)),
    expects,
    facts,
    drafts: await prepare(shell, desk, drafts, { answering: input.reply?.answering ?? null, opened: [] }),
    now: input.now,
  });
  // `done-before`: somebody was first between our reading and our writing; the next round says who.
  return result === 'committed' ? { kind: 'stands', tell: decision.tell } : 'stale';
}

function personOf({ application, reply }: AnswerInput): string | null {
  return application?.person.id ?? reply?.personId ?? null;
}

/** Somebody was first while we were reading: what speaks against this answer is then theirs, and the next round says so. */
async function answeredMeanwhile({ database }: Shell, prompt: Prompt): Promise<boolean> {
  if (prompt.answeredAt !== null) return false;
  return (await promptById(database, prompt.id))?.answeredAt !== null;
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
  // What was answered may be taken back or added to; whether it still can is asked with everything else.
  if (prompt.answeredAt === null || isOfAnswered(answer.choice)) return { prompt, desk };
  await askForRedraw(shell.database, prompt.id);
  return { outcome: await refuse(shell, answer, lateWords(prompt, desk), 'too-late') };
}

function isOfAnswered(choice: StaffAnswer['choice']): boolean {
  return choice === 'undo' || choice === 'reopen' || choice === 'always-theirs';
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
  // The button was shown longer than it counts.
  if (choice === 'undo') await askForRedraw(shell.database, promptId);
  await noteRefusal(shell.database, { promptId, by, choice, reason, because: tell, now: shell.now() });
  return { kind, tell };
}
