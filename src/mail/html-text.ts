// HTML as lines of text, in one pass and without a tree: depth and size of a hostile mail cost nothing extra.
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { TextLayout } from './text-layout.ts';

/** More HTML than this is not read; a confirmation or a letter has a hundredth of it. */
const longestHtml = 2_000_000;

const silent = new Set(['script', 'style', 'title']);
const blocks = new Set(
  'address article aside body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section ul'.split(
    ' ',
  ),
);

/** The text of an HTML part, and why some of it is missing if it is. */
export function htmlText(html: string): { text: string; note: string | null } {
  const read = html.length > longestHtml ? html.slice(0, longestHtml) : html;
  const layout = new TextLayout();
  // The tokenizer below htmlparser2's Parser: the Parser's stack of open elements makes deep nesting quadratic.
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, eventsTo(layout, read));
  tokenizer.write(read);
  tokenizer.end();
  const note = read === html ? null : `HTML longer than ${longestHtml} characters, the rest was not read`;
  return { text: layout.finish(), note };
}

function eventsTo(layout: TextLayout, html: string): TokenizerCallbacks {
  let silence: string | null = null;
  const nothing = () => {};
  return {
    ontext(start, end) {
      if (silence === null) {
        layout.text(html.slice(start, end));
      }
    },
    ontextentity(codePoint) {
      if (silence === null) {
        layout.text(String.fromCodePoint(codePoint));
      }
    },
    onopentagname(start, end) {
      const name = html.slice(start, end).toLowerCase();
      if (silent.has(name)) {
        silence ??= name;
      }
      opened(layout, name);
    },
    onclosetag(start, end) {
      const name = html.slice(start, end).toLowerCase();
      if (silence === name) {
        silence = null;
      }
      closed(layout, name);
    },
    onattribdata: nothing,
    onattribentity: nothing,
    onattribend: nothing,
    onattribname: nothing,
    oncdata: nothing,
    oncomment: nothing,
    ondeclaration: nothing,
    onend: nothing,
    onopentagend: nothing,
    onprocessinginstruction: nothing,
    onselfclosingtag: nothing,
  };
}

function opened(layout: TextLayout, name: string): void {
  if (name === 'br') {
    layout.breakLine();
  } else if (name === 'table') {
    layout.openTable();
  } else if (name === 'tr') {
    layout.breakRow();
  } else if (name === 'td' || name === 'th') {
    layout.closeCell();
    layout.openCell();
  } else if (name === 'blockquote') {
    layout.quote(1);
  } else if (blocks.has(name)) {
    layout.breakBlock();
  }
}

function closed(layout: TextLayout, name: string): void {
  if (name === 'table') {
    layout.closeTable();
  } else if (name === 'tr') {
    layout.breakRow();
  } else if (name === 'td' || name === 'th') {
    layout.closeCell();
  } else if (name === 'blockquote') {
    layout.quote(-1);
  } else if (blocks.has(name)) {
    layout.breakBlock();
  }
}
