// Reading what Slack sends. A payload says who clicked what, and nothing in it is believed before it has its shape.
import type { Choice, ChoiceForm } from '../core/choice.ts';
import { formsOf, kinds } from '../core/choices.ts';
import type { CardPlace, StaffAnswer } from '../core/prompt.ts';
import { cardIds } from './blocks.ts';
import { type AskingForm, formCallbackId, reasonsId, wordsId } from './form.ts';
import { limits } from './limits.ts';
import { unescaped } from './text.ts';

export type Click = {
  answer: StaffAnswer;
  form: ChoiceForm;
  /** Good for 3 seconds. */
  triggerId: string;
  /** What the clicked card says in one line. */
  matter: string | null;
};

/** `complaint` is what the person must mend in the form before it counts. */
export type Submission = { answer: StaffAnswer } | { complaint: string };

/** The id of a person in Slack. */
export const userId = /^[UW][A-Z0-9]{1,30}$/;
/** The id of a channel or of a direct conversation. */
export const channelId = /^[CDG][A-Z0-9]{1,30}$/;
/** What names a message within its channel. */
export const timestamp = /^\d{1,12}\.\d{1,6}$/;
const promptId = /^[\w.:/-]{1,200}$/;

const forms: readonly ChoiceForm[] = kinds.flatMap(formsOf);

/** Every choice there is, once. */
export const choices: readonly Choice[] = [...new Set(forms.map(({ choice }) => choice))];

/** A click on one of our buttons; null when it is not what our buttons send. */
export function readClick(body: unknown): Click | null {
  const [first] = listAt(body, 'actions');
  const form = formFor(at(first, 'action_id'));
  const prompt = textAt(first, promptId, 'value');
  const by = textAt(body, userId, 'user', 'id');
  const triggerId = textAt(body, /^.{1,500}$/, 'trigger_id');
  if (form === null || prompt === null || by === null || triggerId === null) return null;
  if (at(first, 'type') !== 'button' || at(first, 'block_id') !== cardIds(prompt).buttons) return null;
  const answer = { promptId: prompt, choice: form.choice, by, reason: null, place: placeOf(body) };
  const matter = textAt(body, /^.{1,4000}$/s, 'message', 'text');
  return { answer, form, triggerId, matter: matter === null ? null : unescaped(matter) };
}

/** A submitted form with its words; null when it is not one of ours. */
export function readSubmission(body: unknown): Submission | null {
  const by = textAt(body, userId, 'user', 'id');
  const asked = parsed(at(body, 'view', 'private_metadata'));
  const form = formFor(at(asked, 'choice'));
  const prompt = textAt(asked, promptId, 'promptId');
  const words = textAt(body, /^/, 'view', 'state', 'values', wordsId, wordsId, 'value');
  if (at(body, 'view', 'callback_id') !== formCallbackId) return null;
  if (by === null || prompt === null || form === null || !asksForWords(form)) return null;
  const reason = words?.trim() ?? '';
  const chosen = chosenOf(body);
  if (reason === '' && chosen.length === 0)
    return { complaint: 'Write something here first: it is what the other side reads.' };
  if (reason.length > limits.inputText)
    return { complaint: `At most ${limits.inputText} characters, please.` };
  const place = placeFrom(at(asked, 'place', 'channel'), at(asked, 'place', 'ts'));
  return {
    answer: {
      promptId: prompt,
      choice: form.choice,
      by,
      reason: reason === '' ? null : reason,
      ...(chosen.length === 0 ? {} : { chosen }),
      place,
    },
  };
}

/** Which check boxes are set, by their place in the list. */
function chosenOf(body: unknown): number[] {
  const options = listAt(at(body, 'view', 'state', 'values', reasonsId, reasonsId), 'selected_options');
  const values = options.map((option) => textAt(option, /^\d{1,2}$/, 'value'));
  return values.flatMap((value) => (value === null ? [] : [Number(value)])).slice(0, limits.checkBoxes);
}

/** Who did it and where, from any payload: enough to tell them something. */
export function readPerson(body: unknown): { user: string; place: CardPlace | null } | null {
  const user = textAt(body, userId, 'user', 'id');
  return user === null ? null : { user, place: placeOf(body) };
}

/** Whether a choice asks for words first. */
export function asksForWords(form: ChoiceForm): form is AskingForm {
  return form.asks !== null;
}

function formFor(choice: unknown): ChoiceForm | null {
  return forms.find((form) => form.choice === choice) ?? null;
}

function placeOf(body: unknown): CardPlace | null {
  return placeFrom(at(body, 'container', 'channel_id'), at(body, 'container', 'message_ts'));
}

function placeFrom(channel: unknown, ts: unknown): CardPlace | null {
  const whole = typeof channel === 'string' && typeof ts === 'string';
  return whole && channelId.test(channel) && timestamp.test(ts) ? { channel, ts } : null;
}

/** The value that a JSON text says, null when it is none. */
export function parsed(json: unknown): unknown {
  if (typeof json !== 'string') return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** What is at the end of a path of keys, null when there is nothing. */
export function at(value: unknown, ...path: string[]): unknown {
  let found: unknown = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return null;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/** The list under a key, empty when there is none. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = at(value, key);
  return Array.isArray(found) ? found : [];
}

/** The text at the end of a path, null when it has not this shape. */
export function textAt(value: unknown, shape: RegExp, ...path: string[]): string | null {
  const found = at(value, ...path);
  return typeof found === 'string' && shape.test(found) ? found : null;
}
