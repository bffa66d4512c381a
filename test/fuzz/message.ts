// A raw message in the pieces that mutations turn around. Latin-1 text, so that one character is one byte.
import type { Random } from '../chaos/random.ts';

export type Message = { fields: string[]; body: string };

/** Fields with their folded lines, without line ends; the body as it is. */
export function messageOf(raw: Buffer): Message {
  const text = raw.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  return {
    fields: head.split(/\r?\n(?![ \t])/),
    body: end === null ? '' : text.slice(end.index + end[0].length),
  };
}

export function rawOf({ fields, body }: Message): Buffer {
  return Buffer.from(`${fields.join('\r\n')}\r\n\r\n${body}`, 'latin1');
}

export function nameOf(field: string): string {
  return field.slice(0, Math.max(0, field.indexOf(':'))).trim().toLowerCase();
}

/** The place of a line that matches, by chance; -1 if there is none. */
export function placeOf(random: Random, lines: readonly string[], pattern: RegExp): number {
  const places = [...lines.keys()].filter((at) => pattern.test(lines[at] ?? ''));
  return random.pick(places) ?? -1;
}

/** Characters that regular expressions and parsers stumble over. */
const hostile = [' ', '\t', '>', '<', '-', '@', '(', ')', '"', '=', '?', '&', ';', ',', ':', '.', '0', '1,', 'a', '\\', '\u00a0', '\u0000'];
const phrases = ['=?', '=?utf-8?b?', '<a@', 'a@b.', '--', '> ', '<td>', '<table>', '<!--', '&#', '[order #', 'total: ', '$1,111', ' 111,', 'on 1 ', 'From: ', '\r\n', '\n', '\r', '\r\n ', '\n\n', ';a=', '"a" <a', 'wrote: ', 'delivered ', 'to: ', '{"a":', '[['];

/** Many times the same; mostly short, sometimes as long as a whole mail. */
export function run(random: Random): string {
  const unit = random.pick(random.chance(0.5) ? hostile : phrases) ?? ' ';
  const length = random.chance(0.1) ? 200_000 : random.chance(0.3) ? 20_000 : 200;
  return unit.repeat(Math.max(1, Math.floor((length * random.next()) / unit.length)));
}

/** Any bytes. */
export function noise(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(random.below(256))).join('');
}
