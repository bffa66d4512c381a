// Reading what is sent from the windows of the settings; whether a value may be what it says is for others to judge.

import type { Asking, SettingsWish } from '../core/settings/view.ts';
import type { SettingValue } from '../programme/overlay.ts';
import { at, listAt, parsed, textAt, userId } from './payload.ts';
import { blockIdOf, type Part, parts } from './settings-fields.ts';
import { type Carried, chooseId, confirmId, formId } from './settings-views.ts';

export type SettingsSubmission = { asking: Asking; viewId: string } & (
  | { form: 'choose'; programme: string; section: string }
  | { form: 'values'; wish: SettingsWish; blocks: readonly string[] }
  | { form: 'confirm'; carried: Carried }
);

const name = /^[\w.-]{1,100}$/;
const path = /^[\w.-]{1,150}$/;

/** Null when it is none of ours. */
export function readSettings(body: unknown): SettingsSubmission | null {
  const by = textAt(body, userId, 'user', 'id');
  const viewId = textAt(body, /^[\w.:-]{1,100}$/, 'view', 'id');
  if (by === null || viewId === null) return null;
  const byName = textAt(body, /^[^\p{Cc}]{1,80}$/u, 'user', 'name') ?? by;
  const form = formOf(body);
  return form === null ? null : { asking: { by, byName }, viewId, ...form };
}

function formOf(body: unknown) {
  const carried = parsed(at(body, 'view', 'private_metadata'));
  const programme = textAt(carried, name, 'programme');
  const basedOn = at(carried, 'basedOn');
  switch (at(body, 'view', 'callback_id')) {
    case chooseId:
      return chosen(body);
    case formId: {
      if (programme === null || !isVersion(basedOn)) return null;
      const values = inputsOf(body);
      return {
        form: 'values' as const,
        wish: { programme, basedOn, changes: changesOf(values) },
        blocks: values.map(({ path: of, part }) => blockIdOf(of, part)),
      };
    }
    case confirmId: {
      const mark = textAt(carried, /^[0-9a-f]{64}$/, 'mark');
      const changes = valuesOf(at(carried, 'changes'));
      if (programme === null || !isVersion(basedOn) || mark === null) return null;
      return { form: 'confirm' as const, carried: { programme, basedOn, changes, mark } };
    }
    default:
      return null;
  }
}

function isVersion(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

function chosen(body: unknown) {
  const value = at(body, 'view', 'state', 'values', chooseId, chooseId, 'selected_option', 'value');
  const said = parsed(value);
  const [programme, section] = Array.isArray(said) ? said : [];
  if (typeof programme !== 'string' || typeof section !== 'string') return null;
  return { form: 'choose' as const, programme, section };
}

type Input = { path: string; part: Part; value: SettingValue };

function inputsOf(body: unknown): Input[] {
  const values = at(body, 'view', 'state', 'values');
  if (typeof values !== 'object' || values === null) return [];
  return Object.keys(values).flatMap((id) => {
    const [of = '', suffix] = id.split('#');
    const part = parts.find((known) => known === suffix);
    if (part === undefined || !path.test(of)) return [];
    return [{ path: of, part, value: elementValue(at(values, id, 'value'), part) }];
  });
}

function elementValue(element: unknown, part: Part): SettingValue {
  switch (part) {
    case 'date':
      return textAt(element, /^.{1,20}$/, 'selected_date');
    case 'time':
      return textAt(element, /^.{1,20}$/, 'selected_time');
    case 'money':
      return moneyOf(textAt(element, /^.{1,20}$/, 'value'));
    case 'count':
      return Number(textAt(element, /^\d{1,6}$/, 'value') ?? Number.NaN) || null;
    case 'link':
      return textAt(element, /^.{1,1000}$/, 'value');
    case 'people':
      return listAt(element, 'selected_users').filter((id) => typeof id === 'string');
  }
}

/** "530", "530.5" as programme files write them: "$530", "$530.50". */
function moneyOf(text: string | null): string | null {
  if (text === null) return null;
  return `$${text.replace(/^(\d+\.\d)$/, '$10')}`;
}

/** A date and its time are one value. */
function changesOf(inputs: readonly Input[]): Record<string, SettingValue> {
  const times = new Map(
    inputs.flatMap(({ path: of, part, value }) => (part === 'time' ? [[of, value]] : [])),
  );
  return Object.fromEntries(
    inputs
      .filter(({ part }) => part !== 'time')
      .map(({ path: of, value }) => [of, times.has(of) ? dateAndTime(value, times.get(of) ?? null) : value]),
  );
}

/** None where both are empty; half of it is refused by the check of the values. */
function dateAndTime(date: SettingValue, time: SettingValue): SettingValue {
  return date === null && time === null ? null : `${date ?? ''} ${time ?? ''}`;
}

function valuesOf(said: unknown): Record<string, SettingValue> {
  if (typeof said !== 'object' || said === null) return {};
  return Object.fromEntries(
    Object.entries(said).filter(
      (entry): entry is [string, SettingValue] => path.test(entry[0]) && isValue(entry[1]),
    ),
  );
}

function isValue(value: unknown): value is SettingValue {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return value === null || typeof value === 'string' || typeof value === 'number';
}
