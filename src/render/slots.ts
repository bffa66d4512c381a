// Values never meet Markdown, Handlebars or HTML as text. While a template runs, each value is a slot: a number between
// two characters that no text may contain. Only the last step, which knows what it writes, puts the value in and
// escapes it for that. So nothing in a value can become markup, and no escape sign is left behind in the text part.
import { cleanLine, cleanLines } from '../core/clean.ts';

type Value = string | boolean | null | readonly string[];

/** What a template is run with, and the raw values behind its slots. */
export type Slotted = { context: Record<string, unknown>; slots: readonly string[] };

const open = '\uFDD0';
const close = '\uFDD1';
const anySlot = new RegExp(`${open}(\\d+)${close}`, 'g');
const onlySlot = new RegExp(`^${open}(\\d+)${close}$`);

/** Takes every text among the values into a slot. What has no visible character stays '', so that `#if` sees it as absent. */
export function intoSlots(values: Readonly<Record<string, Value>>): Slotted {
  const slots: string[] = [];
  const take = (text: string): string =>
    cleanLine(text) === '' ? '' : `${open}${slots.push(text) - 1}${close}`;
  const context = Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      typeof value === 'string' ? take(value) : Array.isArray(value) ? value.map(take) : value,
    ]),
  );
  return { context, slots };
}

/** Puts the values in, each on one line. */
export function fillSlots(text: string, slots: readonly string[]): string {
  return text.replace(anySlot, (_slot, at: string) => cleanLine(slots[Number(at)] ?? ''));
}

/** The lines of a value when `text` is nothing but its slot; such a value keeps its line breaks. Else null. */
export function linesOfOnlySlot(text: string, slots: readonly string[]): readonly string[] | null {
  const at = onlySlot.exec(text.trim())?.[1];
  return at === undefined ? null : cleanLines(slots[Number(at)] ?? '');
}
