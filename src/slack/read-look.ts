// Reading what Slack sends when somebody looks: nothing in it is believed before it has its shape.
import { type PersonWanted, personParts, searchWords } from '../core/staff-view.ts';
import {
  lookActs,
  lookMail,
  personCallbackId,
  personOfCard,
  searchCallbackId,
  searchWordsId,
} from './look-ids.ts';
import { at, listAt, parsed, textAt, userId } from './payload.ts';

/** `isNew`: the person has never seen the tab. */
export type HomeOpening = { by: string; isNew: boolean };
export type SlashCommand = { by: string; text: string; triggerId: string | null };
export type LookClick = {
  by: string;
  triggerId: string;
  asked:
    | { kind: 'home' }
    | { kind: 'search' | 'settings' }
    /** `ofCard`: from a card that everybody in the channel sees. */
    | { kind: 'person'; wanted: PersonWanted; ofCard?: true }
    | { kind: 'mail'; promptId: string }
    | { kind: 'acts'; personId: string };
  /** Where it was clicked: a view by its id, or a message. */
  where: 'home' | 'message' | { viewId: string; isPerson: boolean };
};
export type Search = { by: string; viewId: string; words: string };

const id = /^[\w.:-]{1,100}$/;
const trigger = /^.{1,500}$/;

/** App Home was opened; null for another tab of the app, and for what is not Slack's. */
export function readHomeOpening(body: unknown): HomeOpening | null {
  const by = textAt(body, userId, 'event', 'user');
  if (by === null || at(body, 'event', 'tab') !== 'home') return null;
  return { by, isNew: textAt(body, id, 'event', 'view', 'id') === null };
}

export function readCommand(body: unknown): SlashCommand | null {
  const by = textAt(body, userId, 'user_id');
  const text = at(body, 'text') ?? '';
  if (by === null || typeof text !== 'string') return null;
  return { by, text, triggerId: textAt(body, trigger, 'trigger_id') };
}

/** A click on one of the buttons with which one looks further; null when it is not what they send. */
export function readLookClick(body: unknown): LookClick | null {
  const [first] = listAt(body, 'actions');
  const by = textAt(body, userId, 'user', 'id');
  const triggerId = textAt(body, trigger, 'trigger_id');
  const asked = askedOf(first);
  if (by === null || triggerId === null || asked === null || at(first, 'type') !== 'button') return null;
  return { by, triggerId, asked, where: whereOf(body) };
}

/** The submitted form of a search; null when it is not one. */
export function readSearch(body: unknown): Search | null {
  const by = textAt(body, userId, 'user', 'id');
  const viewId = textAt(body, id, 'view', 'id');
  const words = textAt(body, /^/, 'view', 'state', 'values', searchWordsId, searchWordsId, 'value');
  if (at(body, 'view', 'callback_id') !== searchCallbackId || by === null || viewId === null) return null;
  return { by, viewId, words: searchWords(words ?? '') };
}

/** Every workspace that a payload says it comes from. */
export function teamsOf(body: unknown): unknown[] {
  const said = [at(body, 'team_id'), at(body, 'team', 'id'), at(body, 'user', 'team_id')];
  return said.filter((team) => team !== null);
}

function askedOf(action: unknown): LookClick['asked'] | null {
  const actionId = at(action, 'action_id');
  if (actionId === 'look-home') return { kind: 'home' };
  if (actionId === 'look-settings') return { kind: 'settings' };
  if (actionId === 'look-search') return { kind: 'search' };
  if (actionId === lookMail) {
    const promptId = textAt(action, id, 'value');
    return promptId === null ? null : { kind: 'mail', promptId };
  }
  const value = parsed(at(action, 'value'));
  const personId = textAt(value, id, 'personId');
  if (actionId === lookActs) return personId === null ? null : { kind: 'acts', personId };
  const part = personParts.find((name) => name === at(value, 'part'));
  const from = at(value, 'from');
  if (personId === null || part === undefined || !isIndex(from)) return null;
  const wanted = { personId, part, from };
  const ofCard = typeof actionId === 'string' && actionId.startsWith(personOfCard);
  return { kind: 'person', wanted, ...(ofCard ? { ofCard } : {}) };
}

function isIndex(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1_000_000;
}

function whereOf(body: unknown): LookClick['where'] {
  const viewId = textAt(body, id, 'view', 'id');
  if (viewId === null) return 'message';
  if (at(body, 'view', 'type') === 'home') return 'home';
  return { viewId, isPerson: at(body, 'view', 'callback_id') === personCallbackId };
}
