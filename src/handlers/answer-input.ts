// Everything that an answer of staff is judged by, loaded at one moment and handed to core.
import type { AnswerInput } from '../core/answer.ts';
import type { ApplicationCase, Person } from '../core/case.ts';
import { reasonOf } from '../core/chosen-reasons.ts';
import { namedIn } from '../core/decide/assign.ts';
import type { PromptKind } from '../core/decision.ts';
import type { StaffAnswer } from '../core/prompt.ts';
import { deciders } from '../core/staff-list.ts';
import { searchWords } from '../core/staff-view.ts';
import { agreementOfMail } from '../store/agreements.ts';
import { factsOf, peopleOf } from '../store/card-facts.ts';
import { caseOf, personByAddress } from '../store/cases.ts';
import type { Reads } from '../store/database.ts';
import { addressOfPerson, findPeople } from '../store/find-people.ts';
import { standingHold } from '../store/holds.ts';
import type { Prompt } from '../store/prompts.ts';
import { strangerOn } from '../store/strangers.ts';
import { castAnswers, toldAt } from '../store/votes.ts';
import { listToPublish } from './plan-list.ts';
import { replyToSend } from './reply-to-send.ts';
import type { Desk, Shell } from './shell.ts';
import { signedCopy } from './signed-copy.ts';
import { isAboutSomebody, onTheWay } from './terms-asked.ts';

/** Everything that the answer is judged by, as it is stored now. */
export async function answerInput(
  shell: Shell,
  { prompt, desk: { programme } }: { prompt: Prompt; desk: Desk },
  answer: StaffAnswer,
): Promise<AnswerInput> {
  const { choice, by } = answer;
  const { id, outboxItemId, inboundMailId, paymentId, submissionId, title, answeredAt } = prompt;
  const { read } = shell.database;
  const application = await applicationOf(shell, prompt);
  const found = await foundBy(read, answer);
  return {
    prompt: {
      id,
      kind: prompt.kind as PromptKind,
      outboxItemId,
      inboundMailId,
      paymentId,
      submissionId,
      title,
      facts: factsOf(prompt.facts),
      people: peopleOf(prompt.people) ?? [],
      answer: prompt.answer,
      answeredAt,
    },
    choice,
    by,
    // Only who decides about a person may be that person.
    byAddress: isAboutSomebody(prompt) || choice === 'always-theirs' ? await shell.staff.addressOf(by) : null,
    reason: reasonOf(answer, programme),
    application,
    ...(await onTheWay(shell, prompt, application)),
    cast: await castAnswers(read, prompt),
    toldAt: await toldAt(read, id),
    named: await namedBy(read, { prompt, answer, found }),
    found,
    stranger: await strangerOn(read, prompt),
    hold: await standingHold(read),
    reply: await replyToSend(shell, prompt),
    signed: prompt.kind === 'agreement' ? await agreementOfMail(read, inboundMailId ?? '') : null,
    // Nothing is fetched for who may not answer.
    copy:
      choice === 'countersigned' && deciders(programme).includes(by)
        ? await signedCopy(shell, prompt, programme)
        : null,
    list: await listToPublish(shell, prompt, programme),
    promptId: shell.newId(),
    programme,
    now: shell.now(),
  };
}

/** Whom staff mean by the button that they clicked, or by the address that they wrote. */
async function namedBy(
  read: Reads,
  { prompt, answer, found }: { prompt: Prompt; answer: StaffAnswer; found: readonly Found[] },
): Promise<Person | null> {
  const { choice, reason } = answer;
  if (!choice.startsWith('match-')) return null;
  const written = choice === 'match-other' || choice === 'match-new' ? namedIn(reason) : null;
  const only = found.length === 1 ? found[0] : null;
  const meant = written ?? only ?? peopleOf(prompt.people)?.[Number(choice.slice('match-'.length))] ?? null;
  return meant === null ? null : personByAddress(read, meant.address);
}

type Found = { name: string; address: string };

/** One more than a sentence can name. */
const mostFound = 6;

/** Who is known by the name or order number that was written for "Other person". */
async function foundBy(read: Reads, { choice, reason }: StaffAnswer): Promise<readonly Found[]> {
  const words = searchWords(reason ?? '');
  if (choice !== 'match-other' || words === '' || namedIn(reason) !== null) return [];
  const people = await findPeople(read, words, mostFound);
  const found = await Promise.all(
    people.map(async ({ id, name }) => ({ name, address: await addressOfPerson(read, id) })),
  );
  return found.flatMap(({ name, address }) => (address === null ? [] : [{ name, address }]));
}

async function applicationOf({ database }: Shell, prompt: Prompt): Promise<ApplicationCase | null> {
  if (prompt.applicationId === null) return null;
  const subject = await caseOf(database.read, { kind: 'application', id: prompt.applicationId });
  return subject?.kind === 'application' ? subject : null;
}
