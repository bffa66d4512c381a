// "CASQA confirms steps 1-4 are completed": a card for each renewal whose checklist is complete, and the click that confirms
// it, or all of them (domain.md 1a, section 3 D). The certificate follows by itself.
import type { Programme } from '../../programme/schema.ts';
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { wordsForDate, wordsForInstant } from '../calendar.ts';
import type { ChecklistItem, TermCase } from '../case.ts';
import { caseOwnerWords, namesIn } from '../case-words.ts';
import type { ConfirmChoice } from '../choice.ts';
import type { CardDraft } from '../decision.ts';
import { openItems } from '../reminder-message.ts';

/** The items of the checklist as staff read them. */
const itemNames: Record<ChecklistItem, string> = {
  qisp: 'QISP kept',
  meeting: 'Renewal meeting',
  agreement: 'Agreement in force',
  fee: 'Annual fee',
};

const prefix = 'term-confirm.';

/** Names its term, so that there is one for ever. */
function confirmPromptId({ term: { id } }: TermCase): string {
  return prefix + id;
}

/** The term that such a card is about, or null. */
export function termOfPrompt(promptId: string): string | null {
  return promptId.startsWith(prefix) ? promptId.slice(prefix.length) : null;
}

/** The card of one renewal; what it says follows the facts. */
export function confirmCard(subject: TermCase, programme: Programme): CardDraft {
  const id = confirmPromptId(subject);
  const { startsOn, endsOn, ticks } = subject.term;
  const when = (at: Date | null) =>
    at === null ? 'open again' : `yes, noted on ${wordsForInstant(at, programme.timeZone)}`;
  return {
    channel: 'slack',
    key: `card/${id}`,
    prompt: {
      id,
      kind: 'term-confirm',
      title: `Renewal to confirm: ${subject.person.name}`,
      facts: [
        ['Trainer', caseOwnerWords(subject)],
        ['Term', `${wordsForDate(startsOn)} to ${wordsForDate(endsOn)}`],
        ...programme.renewal.checklist.map((item) => [itemNames[item], when(ticks[item])] as const),
        ...(subject.term.qispLostAt === null
          ? []
          : [
              [
                'QISP',
                `lapsed, found on ${wordsForInstant(subject.term.qispLostAt, programme.timeZone)}`,
              ] as const,
            ]),
      ],
      applicationId: null,
      submissionId: null,
      paymentId: null,
      inboundMailId: null,
      outboxItemId: null,
    },
  };
}

/** Why a term cannot be confirmed now, as the rest of "Pat Doe ...", or null. */
function unconfirmable(subject: TermCase, programme: Programme): string | null {
  const { confirmedAt, lapsedAt, qispLostAt } = subject.term;
  if (confirmedAt !== null) return `was confirmed on ${wordsForInstant(confirmedAt, programme.timeZone)}`;
  if (lapsedAt !== null || subject.credential.endedOn !== null) return 'has lapsed';
  if (qispLostAt !== null) return 'has lost the QISP registration';
  const open = openItems(subject, programme);
  return open.length === 0 ? null : `still has to ${open.join(', and to ')}`;
}

/** `confirm`: the one of this card. `confirm-all`: every complete one with an open card; only called for who may. */
export function confirmTerms(input: AnswerInput, choice: ConfirmChoice): AnswerDecision {
  const { programme, prompt, terms, by, now } = input;
  const own = terms.find((subject) => confirmPromptId(subject) === prompt.id);
  if (own === undefined) return { kind: 'refuse', tell: 'This card names no renewal. Nothing was changed.' };
  const problem = unconfirmable(own, programme);
  if (problem !== null)
    return { kind: 'refuse', tell: `Not confirmed: ${own.person.name} ${problem}. Nothing was changed.` };
  const complete =
    choice === 'confirm' ? [own] : terms.filter((subject) => unconfirmable(subject, programme) === null);
  const others = complete.filter((subject) => subject !== own);
  const because = `confirmed together with ${own.person.name} by <@${by}>`;
  return {
    kind: 'stand',
    tell: `Confirmed: ${namesIn(complete)}. The certificate follows by itself.`,
    event: 'term-confirmed',
    expects: complete.map(({ term: { id, version } }) => ({ row: 'term', id, version })),
    facts: [
      ...complete.map(({ term }) => ({ fact: 'term-confirmed', termId: term.id, by, at: now }) as const),
      ...others.map(
        (subject) => ({ fact: 'prompt-superseded', promptId: confirmPromptId(subject), because }) as const,
      ),
    ],
    drafts: [],
  };
}
