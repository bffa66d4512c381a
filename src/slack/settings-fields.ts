// One input a value, by the kind of the value. A date with a time is two: Slack's own input for both shows, and takes,
// times in the zone of who looks, which need not be the programme's.
import type { types as slack } from '@slack/bolt';
import type { SettingField } from '../core/settings/view.ts';
import { limits } from './limits.ts';
import { plain } from './look-blocks.ts';
import { fitLine } from './text.ts';

/** How the block of an input is called: the path of its value, and which input it is. */
export const parts = ['date', 'time', 'money', 'link', 'people', 'count'] as const;
export type Part = (typeof parts)[number];

export function blockIdOf(path: string, part: Part): string {
  return `${path}#${part}`;
}

type Element = slack.InputBlock['element'];

export function fieldBlocks(field: SettingField): slack.InputBlock[] {
  const text = field.value === null ? '' : String(field.value);
  switch (field.kind) {
    case 'date':
      return [input(field, 'date', date(text))];
    case 'date-and-time':
    case 'date-and-time-or-none':
      return [
        input(field, 'date', date(text.slice(0, 10))),
        input({ ...field, label: `${field.label}: time`, setHere: null }, 'time', time(text.slice(11))),
      ];
    case 'money':
      return [input(field, 'money', amount(text.replace('$', '')))];
    case 'count':
      return [input(field, 'count', count(text))];
    case 'link':
    case 'link-or-none':
      return [input(field, 'link', link(text))];
    case 'people':
      return [input(field, 'people', people(field.value))];
  }
}

function input({ path, label, kind, setHere }: SettingField, part: Part, element: Element): slack.InputBlock {
  return {
    type: 'input',
    block_id: blockIdOf(path, part),
    label: plain(fitLine(part === 'money' ? `${label}, in $` : label, limits.inputLabel)),
    ...(setHere === null ? {} : { hint: plain(fitLine(setHere, limits.inputHint)) }),
    ...(kind.endsWith('-or-none') || kind === 'people' ? { optional: true } : {}),
    element,
  };
}

const action_id = 'value';

function date(value: string): Element {
  return { type: 'datepicker', action_id, ...(value === '' ? {} : { initial_date: value }) };
}

function time(value: string): Element {
  return { type: 'timepicker', action_id, ...(value === '' ? {} : { initial_time: value }) };
}

function amount(value: string): Element {
  return {
    type: 'number_input',
    action_id,
    is_decimal_allowed: true,
    min_value: '0',
    ...(value === '' ? {} : { initial_value: value }),
  };
}

function count(value: string): Element {
  return {
    type: 'number_input',
    action_id,
    is_decimal_allowed: false,
    min_value: '1',
    initial_value: value === '' ? '1' : value,
  };
}

function link(value: string): Element {
  return { type: 'url_text_input', action_id, ...(value === '' ? {} : { initial_value: value }) };
}

function people(value: SettingField['value']): Element {
  const ids = Array.isArray(value) ? (value as string[]) : [];
  return {
    type: 'multi_users_select',
    action_id,
    ...(ids.length === 0 ? {} : { initial_users: ids }),
  };
}
