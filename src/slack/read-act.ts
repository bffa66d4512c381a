// Reading what is sent from the windows of an action about a person; whether it may be done is for others to judge.

import { personActions } from '../core/person-actions.ts';
import type { ActionWish } from '../core/person-acts.ts';
import { at, parsed, textAt, userId } from './payload.ts';
import { type Carried, type Chosen, chooseId, dateId, formId, timeId, wordsId } from './person-acts-views.ts';

export type ActSubmission = { by: string; viewId: string } & (
  | { form: 'choose'; chosen: Chosen }
  | { form: 'act'; wish: ActionWish }
);

const id = /^[\w.:-]{1,100}$/;

/** Null when it is none of ours. */
export function readAct(body: unknown): ActSubmission | null {
  const by = textAt(body, userId, 'user', 'id');
  const viewId = textAt(body, id, 'view', 'id');
  const carried = carriedIn(body);
  if (by === null || viewId === null || carried === null) return null;
  switch (at(body, 'view', 'callback_id')) {
    case chooseId: {
      const value = at(body, 'view', 'state', 'values', chooseId, chooseId, 'selected_option', 'value');
      const chosen = chosenOf(parsed(value));
      return chosen === null ? null : { by, viewId, form: 'choose', chosen: { ...carried, ...chosen } };
    }
    case formId: {
      const metadata = parsed(at(body, 'view', 'private_metadata'));
      const chosen = chosenOf([at(metadata, 'action'), at(metadata, 'caseId')]);
      return chosen === null ? null : { by, viewId, form: 'act', wish: wishOf(body, carried, chosen) };
    }
    default:
      return null;
  }
}

function carriedIn(body: unknown): Carried | null {
  const metadata = parsed(at(body, 'view', 'private_metadata'));
  const personId = textAt(metadata, id, 'personId');
  const name = textAt(metadata, /^/, 'name');
  const version = at(metadata, 'version');
  if (personId === null || name === null || typeof version !== 'number' || !Number.isInteger(version))
    return null;
  return { personId, name, version };
}

function chosenOf(said: unknown): Pick<Chosen, 'action' | 'caseId'> | null {
  const [wanted, caseId] = Array.isArray(said) ? said : [];
  const action = personActions.find((known) => known === wanted);
  if (action === undefined) return null;
  if (caseId === null) return { action, caseId };
  return typeof caseId === 'string' && id.test(caseId) ? { action, caseId } : null;
}

function wishOf(
  body: unknown,
  { personId, version }: Carried,
  { action, caseId }: Pick<Chosen, 'action' | 'caseId'>,
): ActionWish {
  const value = (...path: string[]) => textAt(body, /^/, 'view', 'state', 'values', ...path);
  const date = value(dateId, dateId, 'selected_date');
  const time = value(timeId, timeId, 'selected_time');
  const isTime = date !== null && time !== null && /^\d{4}-\d\d-\d\d$/.test(date) && /^\d\d:\d\d$/.test(time);
  return {
    personId,
    seenVersion: version,
    action,
    caseId,
    words: value(wordsId, wordsId, 'value')?.slice(0, 1000) ?? null,
    received: isTime ? { date, time } : null,
  };
}
