import { limits } from './limits.ts';
import { fit } from './text.ts';

/** A longer one may grow beyond what a section takes when its signs are escaped. */
const longest = 2800;

/** A text of any length in portions that each fit into a section, made harmless; where it can be, cut between lines. */
export function portionsOf(text: string): string[] {
  const portions: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const end = endOf(rest);
    portions.push(fit(rest.slice(0, end), limits.section));
    rest = rest.slice(end).replace(/^\n+/, '');
  }
  return portions;
}

function endOf(text: string): number {
  let end = Math.min(text.length, longest);
  while (escapedLength(text.slice(0, end)) > limits.section) end = Math.floor(end / 2);
  if (end === text.length) return end;
  const line = text.lastIndexOf('\n', end);
  if (line > end / 2) return line;
  return text.slice(0, end).isWellFormed() ? end : end - 1;
}

function escapedLength(text: string): number {
  return text.replace(/&/g, '&amp;').replace(/[<>]/g, '&lt;').length;
}
