// The HTML part: the same tree as the text part, with the layout's styles written into each element, because many
// mail programs drop style sheets.
import type { Block, Inline } from '../core/rich-text.ts';
import { fillSlots, linesOfOnlySlot } from './slots.ts';

/** CSS declarations by element name ("p" -> "margin:0 0 16px;..."), from the layout's first <style>. */
export type Styles = Readonly<Record<string, string>>;

type Page = { slots: readonly string[]; styles: Styles };

/** Blocks -> the inside of the layout's body. Every value is escaped; no line comes near 998 characters. */
export function toHtml(blocks: readonly Block[], slots: readonly string[], styles: Styles): string {
  return blocksHtml(blocks, { slots, styles });
}

/** Text as HTML text or attribute value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function blocksHtml(blocks: readonly Block[], page: Page): string {
  return blocks.map((block) => blockHtml(block, page)).join('\n');
}

function blockHtml(block: Block, page: Page): string {
  switch (block.kind) {
    case 'heading':
      return element(`h${Math.min(block.depth, 3)}`, inlinesHtml(block.children, page), page);
    case 'paragraph':
      return element('p', paragraphHtml(block.children, page), page);
    case 'list':
      return listHtml(block, page);
    case 'quote':
      return element('blockquote', blocksHtml(block.blocks, page), page);
    case 'rule':
      return `${openTag('hr', page)}`;
  }
}

function listHtml(list: Extract<Block, { kind: 'list' }>, page: Page): string {
  const items = list.items.map((item) => {
    const [only, ...others] = item;
    const tight = only?.kind === 'paragraph' && others.length === 0;
    return element('li', tight ? inlinesHtml(only.children, page) : blocksHtml(item, page), page);
  });
  const inside = `\n${items.join('\n')}\n`;
  if (list.start === null) return element('ul', inside, page);
  return element('ol', inside, page, list.start === 1 ? '' : ` start="${list.start}"`);
}

function paragraphHtml(children: readonly Inline[], page: Page): string {
  const [only, ...others] = children;
  const lines = only?.kind === 'text' && others.length === 0 ? linesOfOnlySlot(only.text, page.slots) : null;
  return lines === null ? inlinesHtml(children, page) : lines.map(textHtml).join('<br>\n');
}

function inlinesHtml(children: readonly Inline[], page: Page): string {
  return children.map((child) => inlineHtml(child, page)).join('');
}

function inlineHtml(inline: Inline, page: Page): string {
  switch (inline.kind) {
    case 'text':
      return textHtml(fillSlots(inline.text.replace(/\s+/g, ' '), page.slots));
    case 'strong':
    case 'em':
      return inlineElement(inline.kind, inlinesHtml(inline.children, page), page);
    case 'break':
      return '<br>\n';
    case 'link': {
      const label = inlinesHtml(inline.children, page);
      const href = safeAddress(fillSlots(inline.href, page.slots));
      return href === null ? label : inlineElement('a', label, page, `\nhref="${escapeHtml(href)}"`);
    }
  }
}

/** An address must fit on a line (RFC 5322 section 2.1.1) after it has been escaped. */
const longestAddress = 900;

/** Only addresses that a person can follow without anything being run: web and mail. Else null. */
function safeAddress(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || !['https:', 'http:', 'mailto:'].includes(url.protocol)) return null;
  return escapeHtml(url.href).length <= longestAddress ? url.href : null;
}

function element(name: string, inside: string, page: Page, attributes = ''): string {
  return `${openTag(name, page, attributes)}${inside}</${name}>`;
}

/** As `element`, but its end may be in the middle of a line. */
function inlineElement(name: string, inside: string, page: Page, attributes = ''): string {
  return `${openTag(name, page, attributes)}${inside}</${name}\n>`;
}

/** The line break inside the tag keeps lines short without adding a space to the text. */
function openTag(name: string, { styles }: Page, attributes = ''): string {
  const style = styles[name];
  return `<${name}${attributes}\n${style === undefined ? '' : `style="${escapeHtml(style)}"`}>`;
}

/** Escaped text with a line break instead of a space now and then, and places to break in words without end. */
function textHtml(text: string): string {
  let column = 0;
  const words = text.split(/(?= )/).map((word) => {
    const breaks = column > 100 && word.startsWith(' ');
    const escaped = chunks(breaks ? word.slice(1) : word)
      .map(escapeHtml)
      .join('<wbr\n>');
    column = breaks ? escaped.length : column + escaped.length;
    return `${breaks ? '\n' : ''}${escaped}`;
  });
  return words.join('');
}

function chunks(word: string): readonly string[] {
  return word.match(/.{1,120}/gsu) ?? [];
}
