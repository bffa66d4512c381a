// A question to staff as it is shown and answered.
import type { Choice, ChoiceForm, TakeBack } from './choice.ts';
import { alwaysTheirsForm, choicesOf, takeBackForms } from './choices.ts';
import type { NamedPerson, PromptKind } from './decision.ts';

/** The buttons that a card shows. */
export function buttonsOf(prompt: PromptView): readonly ChoiceForm[] {
  const { kind, answered, takeBack, people, facts } = prompt;
  if (answered !== null)
    return [
      ...takeBackForms.filter(({ choice }) => takeBack.includes(choice)),
      ...(prompt.mayRemember === true ? [alwaysTheirsForm] : []),
    ];
  // Who is on a card for another reason than a resemblance is known by the address already.
  const suggested = people !== null && people.length > 0 && facts.some(([label]) => label === 'Likely');
  return choicesOf[kind].flatMap((form: ChoiceForm) => {
    if (form.choice === 'none-of-these') return suggested ? [form] : [];
    if (!form.choice.startsWith('match-')) return [form];
    if (people === null) return [];
    if (form.choice === 'match-other' || form.choice === 'match-new') return [form];
    const person = people[Number(form.choice.slice('match-'.length))];
    return person === undefined ? [] : [{ ...form, label: `It is ${person.name}` }];
  });
}

/** A prompt as its card is drawn: always from what is stored. */
export type PromptView = {
  id: string;
  kind: PromptKind;
  title: string;
  facts: readonly (readonly [label: string, value: string])[];
  /** The Slack channel of its programme. */
  channel: string;
  /** Where the card is, once it has been posted. */
  place: CardPlace | null;
  /** The card in whose thread this one stands; null: in the channel. Left out: it may be in no thread. */
  thread?: CardPlace | null;
  /** What somebody wrote, or a mail as it will go out. */
  body?: string | null;
  /** Whether the whole of a mail can be looked at. */
  hasMail?: boolean;
  version: number;
  /** IANA zone in which times on the card are written. */
  timeZone: string;
  /** How it stands now, a line each, such as the votes so far; our own words, in which people are mentioned. */
  state: readonly string[];
  /** Whose it may be; null where that is not asked. */
  people: readonly NamedPerson[] | null;
  /** How what was answered may be taken back. */
  takeBack: readonly TakeBack[];
  /** Whether it can be said that the address is always theirs; left out: no. */
  mayRemember?: boolean;
  answered: { choice: string; by: string; at: Date; reason: string | null } | null;
};

export type CardPlace = { channel: string; ts: string };

/** A click or a submitted modal. Everything in it comes from outside; only the prompt's id is looked up. */
export type StaffAnswer = {
  promptId: string;
  choice: Choice;
  by: string;
  reason: string | null;
  /** Which of the programme's standard reasons were chosen, by their place in its list. */
  chosen?: readonly number[];
  /** The message whose button was clicked, when Slack says it. */
  place: CardPlace | null;
};

/** What becomes of an answer, with the sentence the person is told. */
export type AnswerOutcome =
  | { kind: 'stands'; tell: string }
  | { kind: 'too-late'; tell: string }
  | { kind: 'refused'; tell: string };
