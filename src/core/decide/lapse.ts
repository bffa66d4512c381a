// What a click on a card about a status that may end does. Nobody's status ends without one (domain.md, decision 5).
import type { Programme } from '../../programme/schema.ts';
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { addDays, dateOf, wordsForDate } from '../calendar.ts';
import { mailAddressOf, type TermCase } from '../case.ts';
import { namesIn } from '../case-words.ts';
import type { MailDraft } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { renewalDates } from '../fee.ts';
import { type LapseCause, lapseCause, lastDayOf, reducedUntil } from '../ladder.ts';
import type { Message } from '../messages.ts';
import { wordsForCents } from '../money.ts';
import { dueWords, openItems } from '../reminder-message.ts';
import { waitingForTerm } from '../waiting.ts';
import { lapseListId, lapsePromptId, termOfLapsePrompt } from './lapse-card.ts';
import { answerDraft } from './payment-input.ts';
import { untilIn } from './until.ts';

type Ending = { subject: TermCase; cause: LapseCause };

/** `lapse-all`: everybody on the list who may end now. Only called for who may. */
export function answerLapse(input: AnswerInput, choice: 'lapse' | 'lapse-all' | 'keep'): AnswerDecision {
  if (choice === 'lapse-all') return endAll(input);
  const { prompt, terms, programme, now } = input;
  const own = terms.find(({ term }) => term.id === termOfLapsePrompt(prompt.id));
  if (own === undefined) return refuse('This card names no term. Nothing was changed.');
  const cause = lapseCause(own, programme, now);
  if (cause === null || lapsePromptId(own, cause, programme) !== prompt.id)
    return refuse(`${own.person.name} ${standing(own)}. Nothing was changed.`);
  return choice === 'lapse' ? end(input, [{ subject: own, cause }]) : keep(input, own);
}

function refuse(tell: string): AnswerDecision {
  return { kind: 'refuse', tell };
}

/** Why nothing is to be decided about somebody any more. */
function standing({ term, credential }: TermCase): string {
  if (term.lapsedAt !== null || credential.endedOn !== null) return 'is no Trainer of Record any more';
  if (term.confirmedAt !== null) return 'has a confirmed renewal, and nothing is wrong with it now';
  return 'has completed the renewal, or has more time';
}

/** Of whom a payment waits for staff, that is looked at first: their own card says so. */
function endAll(input: AnswerInput): AnswerDecision {
  const { prompt, terms, programme, now } = input;
  const listed = terms.filter(
    (subject) =>
      lapseListId(programme, subject) === prompt.id && lapseCause(subject, programme, now) === 'not-renewed',
  );
  const clear = listed.filter(
    (subject) => waitingForTerm(subject, renewalDates(subject.term.startsOn, programme.renewal)) === null,
  );
  if (clear.length === 0)
    return refuse(
      listed.length === 0
        ? 'Nobody on this card is open any more. Nothing was changed.'
        : 'Of everybody on this card a payment waits to be looked at first. Nothing was changed.',
    );
  const left = listed.filter((subject) => !clear.includes(subject)).map(({ person }) => person.name);
  const decision = end(
    input,
    clear.map((subject) => ({ subject, cause: 'not-renewed' })),
  );
  if (left.length === 0 || decision.kind !== 'stand') return decision;
  const words = `Not ended, as a payment waits to be looked at first: ${left.join(', ')}. Their cards stay open.`;
  return { ...decision, tell: `${decision.tell} ${words}` };
}

function end(input: AnswerInput, ending: readonly Ending[]): AnswerDecision {
  const { programme, now, by } = input;
  const endedOn = dateOf(now, programme.timeZone);
  const drafts = ending.flatMap((one) => endMail(one, programme, endedOn));
  const untold = ending.filter(({ subject }) => mailAddressOf(subject.person) === null);
  const names = namesIn(ending.map(({ subject }) => subject));
  return {
    kind: 'stand',
    tell: `Ended: ${names}. ${toldWords(untold)}`,
    event: 'status-ended',
    expects: ending.map(({ subject: { term } }) => ({ row: 'term', id: term.id, version: term.version })),
    facts: [
      ...ending.map(
        ({ subject, cause }): Fact => ({
          fact: 'term-lapsed',
          termId: subject.term.id,
          credentialId: subject.credential.id,
          personId: subject.person.id,
          endedOn,
          reason: recordWords(subject, cause, programme),
          by,
          at: now,
        }),
      ),
      ...others(input, ending),
    ],
    drafts,
  };
}

function toldWords(untold: readonly Ending[]): string {
  if (untold.length === 0) return 'They are told by mail.';
  const names = untold.map(({ subject }) => subject.person.name).join(', ');
  return `The others are told by mail; no address of ${names} takes mail: please tell them another way.`;
}

/** The cards of the people whom a click on the list has decided about. */
function others({ prompt, programme, by }: AnswerInput, ending: readonly Ending[]): Fact[] {
  return ending
    .map(({ subject, cause }) => lapsePromptId(subject, cause, programme))
    .filter((promptId) => promptId !== prompt.id)
    .map((promptId) => ({
      fact: 'prompt-superseded',
      promptId,
      because: `ended with all of the list by <@${by}>`,
    }));
}

function recordWords(subject: TermCase, cause: LapseCause, programme: Programme): string {
  if (cause === 'fee-returned') return 'the annual fee was given back';
  if (cause === 'qisp-lost') return 'the QISP registration was lost';
  return `not renewed by ${lastDayOf(subject, programme.renewal)}: still to ${openItems(subject, programme).join(', to ')}`;
}

function endMail({ subject, cause }: Ending, programme: Programme, endedOn: string): MailDraft[] {
  const to = mailAddressOf(subject.person);
  if (to === null) return [];
  const { id, version } = subject.term;
  return [
    answerDraft({
      // Who was reinstated and ends again is told again.
      key: `lapsed/${id}/${version}`,
      to,
      toName: subject.person.name,
      message: endMessage(subject, cause, { programme, endedOn }),
      about: { kind: 'term', id },
      personId: subject.person.id,
      condition: { kind: 'status', ended: true },
    }),
  ];
}

function endMessage(
  subject: TermCase,
  cause: LapseCause,
  { programme, endedOn }: { programme: Programme; endedOn: string },
): Message {
  if (cause !== 'not-renewed') {
    const because = {
      'fee-returned': 'the annual fee was given back and has not been paid again',
      'qisp-lost': 'your QISP registration is no longer current',
    }[cause];
    return { name: 'status-ended', values: { endedOn: wordsForDate(endedOn), because } };
  }
  const reduced = reducedUntil(subject, programme);
  return {
    name: 'lapsed',
    values: {
      termEnded: wordsForDate(addDays(subject.term.startsOn, -1)),
      lateUntil: dueWords(lastDayOf(subject, programme.renewal), programme),
      openItems: openItems(subject, programme),
      reducedFee: reduced === null ? null : wordsForCents(programme.fees.soqResubmittal),
      reducedUntil: reduced === null ? null : wordsForDate(reduced),
    },
  };
}

function keep(input: AnswerInput, subject: TermCase): AnswerDecision {
  const { programme, reason, by, now } = input;
  const wanted = untilIn(reason, subject, { programme, now });
  if ('tell' in wanted) return refuse(wanted.tell);
  const { id: termId, version } = subject.term;
  const { id: personId, name } = subject.person;
  return {
    kind: 'stand',
    tell: `Kept: ${name} has until ${wordsForDate(wanted.until)}, that day included. Then a card asks again.`,
    event: 'status-kept',
    expects: [{ row: 'term', id: termId, version }],
    facts: [{ fact: 'term-kept', termId, personId, by, at: now, ...wanted }],
    drafts: [],
  };
}
