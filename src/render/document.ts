// The little of Markdown that a mail needs, as a tree of our own; everything else is refused.
import { Marked, type MarkedToken, type Token } from 'marked';
import type { Block, Inline } from '../core/rich-text.ts';

/** Something in a template that mails do not have; `start` is where it begins, up to the end of its line or a value. */
export class UnsupportedMarkdown extends Error {
  readonly start: string;
  constructor(construct: string, raw: string) {
    super(`${construct} cannot be used in a mail`);
    this.start = (/[^\n\uFDD0]+/.exec(raw.trim())?.[0] ?? '').trim();
  }
}

/** `gfm: false`: no tables, no bare addresses that become links by themselves. */
const marked = new Marked({ gfm: false });

/** Reads Markdown. Throws UnsupportedMarkdown for raw HTML, images, tables, code and the like. */
export function readMarkdown(markdown: string): readonly Block[] {
  const known = alreadyRead.get(markdown);
  if (known !== undefined) return known;
  const read = blocks(marked.lexer(markdown));
  if (alreadyRead.size >= mostRemembered) alreadyRead.clear();
  alreadyRead.set(markdown, read);
  return read;
}

/** Values are slots, so a template gives the same Markdown for thousands of people; reading it is most of the work. */
const alreadyRead = new Map<string, readonly Block[]>();
const mostRemembered = 200;

function blocks(tokens: readonly Token[]): readonly Block[] {
  return (tokens as readonly MarkedToken[]).flatMap(block);
}

function block(token: MarkedToken): readonly Block[] {
  switch (token.type) {
    case 'space':
      return [];
    case 'heading':
      return [{ kind: 'heading', depth: token.depth, children: inlines(token.tokens) }];
    case 'paragraph':
      return [{ kind: 'paragraph', children: inlines(token.tokens) }];
    case 'text':
      return [{ kind: 'paragraph', children: inlines(token.tokens ?? [token]) }];
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocks(token.tokens) }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'list': {
      const start = token.ordered ? Number(token.start) : null;
      return [{ kind: 'list', start, items: token.items.map((item) => blocks(item.tokens)) }];
    }
    default:
      throw unsupported(token);
  }
}

function inlines(tokens: readonly Token[]): readonly Inline[] {
  return (tokens as readonly MarkedToken[]).map(inline);
}

function inline(token: MarkedToken): Inline {
  switch (token.type) {
    case 'text':
    case 'escape':
      return { kind: 'text', text: token.text };
    case 'strong':
    case 'em':
      return { kind: token.type, children: inlines(token.tokens) };
    case 'link':
      return { kind: 'link', href: token.href, children: inlines(token.tokens) };
    case 'br':
      return { kind: 'break' };
    default:
      throw unsupported(token);
  }
}

const constructs: Partial<Record<MarkedToken['type'], string>> = {
  html: 'HTML',
  image: 'an image',
  code: 'a line that starts with four spaces (or a code block)',
  codespan: 'text between backticks',
  def: 'a link definition',
};

function unsupported(token: MarkedToken): UnsupportedMarkdown {
  return new UnsupportedMarkdown(constructs[token.type] ?? `Markdown "${token.type}"`, token.raw);
}
