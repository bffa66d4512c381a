// What a person writes in Slack, as text with formatting. Slack marks bold, lists and the like in its own way, and names
// people and channels by ids that nobody outside may see.
import type { Block, Inline } from '../core/rich-text.ts';
import { takeTokens, textOf } from './mrkdwn-tokens.ts';

export type Written = {
  words: readonly Block[];
  /** What a mail cannot show, a sentence each. */
  problems: readonly string[];
};

/** Emoji of a message by their names; null: it exists in this workspace only. */
export type EmojiByName = ReadonlyMap<string, string | null>;

type Reading = { tokens: readonly Inline[]; emoji: EmojiByName; problems: Set<string> };

/** More is a document, and no message: Slack itself cuts at 40,000. */
const longest = 20_000;

/** Reads Slack's "mrkdwn", entities and all. Nothing in it makes this slow, and nothing is left out without a problem. */
export function readMrkdwn(text: string, emoji: EmojiByName): Written {
  const problems = new Set<string>();
  if (text.length > longest) problems.add('It is too long for a mail from here.');
  const { marked, tokens } = takeTokens(text.slice(0, longest).toWellFormed(), problems);
  return { words: blocksOf(marked.split('\n'), { tokens, emoji, problems }), problems: [...problems] };
}

const quoted = /^\s*(?:&gt;|>)\s?/;
const quotedToTheEnd = /^\s*(?:&gt;|>){3}\s?/;
const bullet = /^\s*[•◦▪‣]\s+|^\s*-\s+/;
const numbered = /^\s*(\d{1,3})[.)]\s+/;

/** Lines of one kind that follow each other are one block; an empty line ends a paragraph. */
function blocksOf(lines: readonly string[], reading: Reading): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const end = endOfBlock(lines, at);
    blocks.push(blockOf(lines.slice(at, end), reading));
    at = end;
  }
  return blocks;
}

type Kind = 'quote' | 'bullets' | 'numbers' | 'paragraph' | 'none';

function kindOf(line: string): Kind {
  if (line.trim() === '') return 'none';
  if (quoted.test(line)) return 'quote';
  if (bullet.test(line)) return 'bullets';
  return numbered.test(line) ? 'numbers' : 'paragraph';
}

function endOfBlock(lines: readonly string[], from: number): number {
  const first = lines[from] ?? '';
  if (quotedToTheEnd.test(first)) return lines.length;
  let end = from + 1;
  while (end < lines.length && kindOf(lines[end] ?? '') === kindOf(first)) end += 1;
  return end;
}

function blockOf(lines: readonly string[], reading: Reading): Block {
  const [first = ''] = lines;
  switch (kindOf(first)) {
    case 'quote': {
      const inner = quotedToTheEnd.test(first)
        ? [first.replace(quotedToTheEnd, ''), ...lines.slice(1)]
        : lines.map((line) => line.replace(quoted, ''));
      return { kind: 'quote', blocks: blocksOf(inner, reading) };
    }
    case 'bullets':
      return {
        kind: 'list',
        start: null,
        items: lines.map((line) => itemOf(line.replace(bullet, ''), reading)),
      };
    case 'numbers':
      return {
        kind: 'list',
        start: Number(numbered.exec(first)?.[1] ?? 1),
        items: lines.map((line) => itemOf(line.replace(numbered, ''), reading)),
      };
    default:
      return { kind: 'paragraph', children: linesOf(lines, reading) };
  }
}

function itemOf(text: string, reading: Reading): readonly Block[] {
  return [{ kind: 'paragraph', children: inlinesOf(text, reading) }];
}

function linesOf(lines: readonly string[], reading: Reading): Inline[] {
  return lines.flatMap((line, at) => [
    ...(at === 0 ? [] : [{ kind: 'break' as const }]),
    ...inlinesOf(line.trim(), reading),
  ]);
}

/** Marks count only around words: `2*3*4` and `a_b_c` are as they were written. */
const marks =
  /\uE000(\d+)\uE001|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]*[^\s_])_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\p{L}\p{N}~])|:([a-z0-9_+'-]{1,100}):(?::skin-tone-[2-6]:)?/gu;

function inlinesOf(text: string, reading: Reading): Inline[] {
  const found: Inline[] = [];
  let done = 0;
  for (const match of text.matchAll(marks)) {
    const inline = inlineOf(match, reading);
    if (inline === null) continue;
    found.push(...plain(text.slice(done, match.index)), ...inline);
    done = match.index + match[0].length;
  }
  return [...found, ...plain(text.slice(done))];
}

/** Null: it only looks like a mark. */
function inlineOf(match: RegExpExecArray, reading: Reading): Inline[] | null {
  const [, token, bold, italic, struck, emoji] = match;
  if (token !== undefined) return [reading.tokens[Number(token)] ?? textOf('')];
  if (bold !== undefined) return [{ kind: 'strong', children: inlinesOf(bold, reading) }];
  if (italic !== undefined) return [{ kind: 'em', children: inlinesOf(italic, reading) }];
  if (struck !== undefined) {
    reading.problems.add(
      'It has struck-out text, which a mail would show as if it still stood. Please leave it out.',
    );
    return inlinesOf(struck, reading);
  }
  const sign = reading.emoji.get(emoji ?? '');
  if (sign === undefined) return null;
  if (sign === null) reading.problems.add(`The emoji :${emoji}: exists in Slack only. Please leave it out.`);
  return [textOf(sign ?? '')];
}

function plain(text: string): Inline[] {
  return text === '' ? [] : [textOf(text)];
}
