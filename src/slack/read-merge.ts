// Reading what is clicked and sent about people who are there twice; whether it may be done is for others to judge.
import type { MergeWish } from '../core/merge.ts';
import {
  addressId,
  chooseId,
  closingId,
  confirmId,
  findId,
  intoId,
  type MergeButton,
  mergeButtonId,
  mergeButtons,
  nameId,
  oneId,
  otherId,
} from './merge-ids.ts';
import { at, listAt, parsed, textAt, userId } from './payload.ts';

type Ids = readonly [string, string];

export type MergeClick = {
  by: string;
  triggerId: string;
  /** The window that it was clicked in; null: a message, or App Home. */
  viewId: string | null;
  asked:
    | { button: 'list' | 'newer' | 'older'; from: number }
    | { button: 'compare' | 'not-same'; ids: Ids }
    | { button: 'find' }
    | { button: 'undo'; mergeId: string };
};

export type MergeSubmission = { by: string; viewId: string } & (
  | { form: 'find'; addresses: Ids }
  | { form: 'choose'; wish: MergeWish }
  /** `missing`: not everything that is asked for is ticked. */
  | { form: 'confirm'; wish: MergeWish; missing: boolean }
);

const id = /^[\w.:-]{1,100}$/;
const anything = /^.{0,300}$/s;

/** Null when it is none of our buttons. */
export function readMergeClick(body: unknown): MergeClick | null {
  const [action] = listAt(body, 'actions');
  const by = textAt(body, userId, 'user', 'id');
  const triggerId = textAt(body, /^.{1,500}$/, 'trigger_id');
  const button = mergeButtons.find((name) => mergeButtonId(name) === at(action, 'action_id'));
  const asked = button === undefined ? null : askedBy(button, parsed(at(action, 'value')));
  if (by === null || triggerId === null || asked === null || at(action, 'type') !== 'button') return null;
  const viewId = at(body, 'view', 'type') === 'home' ? null : textAt(body, id, 'view', 'id');
  return { by, triggerId, viewId, asked };
}

function askedBy(button: MergeButton, value: unknown): MergeClick['asked'] | null {
  switch (button) {
    case 'list':
    case 'newer':
    case 'older': {
      const from = value ?? 0;
      return isCount(from) ? { button, from } : null;
    }
    case 'compare':
    case 'not-same': {
      const ids = idsIn(value);
      return ids === null ? null : { button, ids };
    }
    case 'find':
      return { button };
    case 'undo':
      return typeof value === 'string' && id.test(value) ? { button, mergeId: value } : null;
  }
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1_000_000_000;
}

function idsIn(value: unknown): Ids | null {
  const [one, other] = Array.isArray(value) ? value : [];
  return typeof one === 'string' && typeof other === 'string' && id.test(one) && id.test(other)
    ? [one, other]
    : null;
}

/** Null when it is none of our windows. */
export function readMergeForm(body: unknown): MergeSubmission | null {
  const by = textAt(body, userId, 'user', 'id');
  const viewId = textAt(body, id, 'view', 'id');
  if (by === null || viewId === null) return null;
  const carried = parsed(at(body, 'view', 'private_metadata'));
  switch (at(body, 'view', 'callback_id')) {
    case findId: {
      const [one, other] = [written(body, oneId), written(body, otherId)];
      return one === null || other === null ? null : { by, viewId, form: 'find', addresses: [one, other] };
    }
    case chooseId: {
      const wish = chosenIn(body, carried);
      return wish === null ? null : { by, viewId, form: 'choose', wish };
    }
    case confirmId: {
      const wish = wishIn(at(carried, 'wish'));
      if (wish === null) return null;
      const closing = tickedIn(body);
      const asked = at(carried, 'asked');
      const missing = typeof asked === 'number' && closing.length < asked;
      return { by, viewId, form: 'confirm', wish: { ...wish, closing }, missing };
    }
    default:
      return null;
  }
}

function written(body: unknown, block: string): string | null {
  return textAt(body, anything, 'view', 'state', 'values', block, block, 'value');
}

function selected(body: unknown, block: string): string | null {
  return textAt(body, anything, 'view', 'state', 'values', block, block, 'selected_option', 'value');
}

function tickedIn(body: unknown): string[] {
  const options = listAt(at(body, 'view', 'state', 'values', closingId, closingId), 'selected_options');
  return options.flatMap((option) => textAt(option, /^[\w./:-]{1,150}$/, 'value') ?? []).slice(0, 10);
}

/** What was chosen about the two whom the window carries. */
function chosenIn(body: unknown, carried: unknown): MergeWish | null {
  const ids = idsIn(at(carried, 'ids'));
  const [first, second] = listAt(carried, 'versions');
  if (ids === null || !isCount(first) || !isCount(second)) return null;
  const into = selected(body, intoId);
  if (into !== ids[0] && into !== ids[1]) return null;
  const isFirst = into === ids[0];
  return {
    intoId: into,
    fromId: isFirst ? ids[1] : ids[0],
    seen: isFirst ? { into: first, from: second } : { into: second, from: first },
    nameOf: selected(body, nameId) ?? into,
    mainAddress: selected(body, addressId) ?? '',
    closing: [],
  };
}

function wishIn(value: unknown): MergeWish | null {
  const text = (shape: RegExp, ...path: string[]) => textAt(value, shape, ...path);
  const [into, from, nameOf] = [text(id, 'intoId'), text(id, 'fromId'), text(id, 'nameOf')];
  const mainAddress = text(anything, 'mainAddress');
  const seen = { into: at(value, 'seen', 'into'), from: at(value, 'seen', 'from') };
  if (into === null || from === null || nameOf === null || mainAddress === null) return null;
  if (!isCount(seen.into) || !isCount(seen.from)) return null;
  const versions = { into: seen.into, from: seen.from };
  return { intoId: into, fromId: from, seen: versions, nameOf, mainAddress, closing: [] };
}
