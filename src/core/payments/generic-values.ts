// Finds values by the labels of a programme. Labels are people's data: they are looked up as they are, never as patterns.
import type { Body } from './body.ts';

const longestValue = 240;
/** A value that a mailer broke at every blank is as many lines as it has words. */
const mostLines = 16;

/** The label's words in front of the value and behind it, in the form in which bodies are searched. */
type Around = { front: string; behind: string };

/**
 * The values of the first of the labels that has any: first what begins a line, up to its end; else anywhere, up to the
 * next of `others`. A value of a line comes with one, two ... more lines too: a mailer may have broken it.
 */
export function valuesOf(
  body: Body,
  labels: readonly string[],
  others: readonly string[],
): readonly (readonly string[])[] {
  for (const label of labels) {
    const around = aroundOf(label);
    const ends = others.map(aroundOf);
    const inLines = valuesInLines(body.lines, around, ends);
    const found = inLines.length > 0 ? inLines : valuesInFlat(body.flat, around, ends);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

/** Whether one of the words is in the text, as whole words. */
export function saysOneOf(text: string, words: readonly string[]): boolean {
  const plain = searchable(text);
  return words.some((word) => wholeWordsAt(plain, searchable(word), 0) >= 0);
}

export function beginsWithOneOf(line: string, labels: readonly string[]): boolean {
  return labels.some((label) => searchable(line).startsWith(aroundOf(label).front));
}

function aroundOf(label: string): Around {
  const [front = '', behind = ''] = label.split('{}');
  return { front: searchable(front), behind: searchable(behind) };
}

/** The same length as the text, so that positions in one are positions in the other. */
function searchable(text: string): string {
  const lower = text
    .trim()
    .replace(/\s/g, ' ')
    .replace(/[\u2018\u2019]/g, "'");
  const small = lower.toLowerCase();
  return small.length === lower.length ? small : lower;
}

function valuesInLines(
  lines: readonly string[],
  { front, behind }: Around,
  others: readonly Around[],
): string[][] {
  return lines.flatMap((line, at) => {
    if (!searchable(line).startsWith(front)) {
      return [];
    }
    const rest = line.trim().slice(front.length).trim();
    const values = rest === '' ? [] : [rest];
    for (const next of lines.slice(at + 1, at + mostLines)) {
      const isLabel = others.some((other) => searchable(next).startsWith(other.front));
      if (isLabel || (next === '' && values.length > 0)) {
        break;
      }
      values.push([values.at(-1) ?? '', next].join(' ').trim());
    }
    return [values.map((value) => upTo(value, behind)).filter((value) => value !== '')];
  });
}

function valuesInFlat(flat: string, { front, behind }: Around, others: readonly Around[]): string[][] {
  const plain = searchable(flat);
  const values: string[][] = [];
  for (let at = wholeWordsAt(plain, front, 0); at >= 0 && values.length < 20; ) {
    const from = at + front.length;
    const ends = others.map((other) => wholeWordsAt(plain, other.front, from)).filter((end) => end >= 0);
    const end = Math.min(from + longestValue, plain.length, ...ends);
    values.push([upTo(flat.slice(from, end).trim(), behind)]);
    at = wholeWordsAt(plain, front, from);
  }
  return values;
}

function upTo(value: string, behind: string): string {
  const end = behind === '' ? -1 : searchable(value).indexOf(behind);
  return (end < 0 ? value : value.slice(0, end)).trim().slice(0, longestValue);
}

/** Where the words are as whole words: "Total:" is not in "Subtotal:". */
function wholeWordsAt(text: string, words: string, from: number): number {
  for (let at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + words.length] ?? ' ';
    const last = words.at(-1) ?? ' ';
    if (!isLetter(before) && !(isLetter(last) && isLetter(after))) {
      return at;
    }
  }
  return -1;
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
