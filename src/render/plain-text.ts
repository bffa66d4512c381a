// The text part: what a person with a plain-text reader gets, pleasant to read, not Markdown.
import type { Block, Inline } from '../core/rich-text.ts';
import { fillSlots, linesOfOnlySlot } from './slots.ts';

const width = 75;
/** RFC 5322 section 2.1.1 allows 998 octets a line; only a word without any space can come near. */
const longestWord = 900;

/** Blocks -> text with lines of at most 75 columns (a longer word, such as an address, stays whole up to 900 bytes). */
export function toPlainText(blocks: readonly Block[], slots: readonly string[]): string {
  return `${linesOf(blocks, slots, width).join('\n')}\n`;
}

function linesOf(blocks: readonly Block[], slots: readonly string[], columns: number): readonly string[] {
  return blocks.flatMap((block, at) => [...(at === 0 ? [] : ['']), ...blockLines(block, slots, columns)]);
}

function blockLines(block: Block, slots: readonly string[], columns: number): readonly string[] {
  switch (block.kind) {
    case 'heading': {
      const lines = wrap(inlineText(block.children, slots), columns);
      const longest = Math.max(...lines.map((line) => line.length));
      return [...lines, (block.depth === 1 ? '=' : '-').repeat(Math.min(longest, columns))];
    }
    case 'paragraph':
      return paragraphLines(block.children, slots, columns);
    case 'list':
      return listLines(block, slots, columns);
    case 'quote':
      return linesOf(block.blocks, slots, columns - 2).map((line) => `> ${line}`.trimEnd());
    case 'rule':
      return ['-'.repeat(columns)];
  }
}

function paragraphLines(
  children: readonly Inline[],
  slots: readonly string[],
  columns: number,
): readonly string[] {
  const [only, ...others] = children;
  const lines = only?.kind === 'text' && others.length === 0 ? linesOfOnlySlot(only.text, slots) : null;
  return (lines ?? inlineText(children, slots).split('\n')).flatMap((line) => wrap(line, columns));
}

function listLines(
  list: Extract<Block, { kind: 'list' }>,
  slots: readonly string[],
  columns: number,
): readonly string[] {
  const loose = list.items.some((item) => item.length > 1);
  return list.items.flatMap((item, at) => {
    const marker = list.start === null ? '- ' : `${list.start + at}. `;
    const lines = linesOf(item, slots, columns - marker.length);
    const indented = lines.map((line, row) =>
      `${row === 0 ? marker : ' '.repeat(marker.length)}${line}`.trimEnd(),
    );
    return loose && at > 0 ? ['', ...indented] : indented;
  });
}

/** One line of text; only a hard break is a line break in it. */
function inlineText(children: readonly Inline[], slots: readonly string[]): string {
  return children.map((child) => inlineWord(child, slots)).join('');
}

function inlineWord(inline: Inline, slots: readonly string[]): string {
  switch (inline.kind) {
    case 'text':
      return fillSlots(inline.text.replace(/\s+/g, ' '), slots);
    case 'strong':
    case 'em':
      return inlineText(inline.children, slots);
    case 'break':
      return '\n';
    case 'link': {
      const label = inlineText(inline.children, slots);
      const address = fillSlots(inline.href, slots).replace(/^mailto:/, '');
      return label === address ? address : `${label} (${address})`;
    }
  }
}

function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap(pieces)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A word that no mail server would carry on one line, in pieces that fit. */
function pieces(word: string): readonly string[] {
  if (Buffer.byteLength(word) <= longestWord) return [word];
  const characters = [...word];
  const size = Math.floor(longestWord / 4);
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, at) =>
    characters.slice(at * size, (at + 1) * size).join(''),
  );
}
