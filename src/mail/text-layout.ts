// Lines of text from a stream of HTML events: one table row a line, its cells parted by a tab.

/** Tables nested deeper than this are laid out as plain blocks: no reader looks for a row there, and work stays linear. */
const deepestTable = 40;

/** `line` is the open line in pieces: asking a growing string for its end each time would cost its whole length. */
type Block = { lines: string[]; line: string[]; quoteDepth: number };
type Table = { loose: Block; cells: Block[] | null; inCell: boolean };

/** Collects text into lines. Every call costs no more than the text it adds. */
export class TextLayout {
  readonly #root: Block = { lines: [], line: [], quoteDepth: 0 };
  readonly #tables: Table[] = [];
  #tooDeep = 0;
  #quoteDepth = 0;

  text(data: string): void {
    const block = this.#block();
    const words = data.replace(/[\u200b\u2060\ufeff\u00ad]/g, '').replace(/[\s\u00a0]+/g, ' ');
    const needsNoSpace = block.line.length === 0 || block.line.at(-1)?.endsWith(' ');
    const piece = needsNoSpace && words.startsWith(' ') ? words.slice(1) : words;
    if (piece !== '') {
      block.line.push(piece);
    }
  }

  /** Ends the line if it has text. */
  breakBlock(): void {
    const block = this.#block();
    if (block.line.length > 0) {
      this.#endLine(block);
    }
  }

  /** Ends the line also when it is empty: `<br>`. */
  breakLine(): void {
    this.#endLine(this.#block());
  }

  /** Lines of a quotation get "> " in front, as in plain text, so that one rule finds both. */
  quote(step: 1 | -1): void {
    this.breakBlock();
    this.#quoteDepth = Math.max(0, this.#quoteDepth + step);
  }

  openTable(): void {
    this.breakBlock();
    if (this.#tables.length >= deepestTable) {
      this.#tooDeep += 1;
      return;
    }
    this.#tables.push({ loose: this.#newBlock(), cells: null, inCell: false });
  }

  closeTable(): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      this.breakBlock();
      return;
    }
    this.#closeRow();
    const table = this.#tables.pop();
    if (table) {
      this.#appendTo(this.#block(), table.loose.lines);
    }
  }

  breakRow(): void {
    if (this.#tooDeep > 0) {
      this.breakBlock();
      return;
    }
    this.#closeRow();
  }

  openCell(): void {
    const table = this.#tables.at(-1);
    if (this.#tooDeep > 0 || !table) {
      this.text(' ');
      return;
    }
    this.breakBlock();
    table.cells ??= [];
    table.cells.push(this.#newBlock());
    table.inCell = true;
  }

  closeCell(): void {
    const table = this.#tables.at(-1);
    if (this.#tooDeep === 0 && table?.inCell) {
      this.breakBlock();
      table.inCell = false;
    }
  }

  finish(): string {
    this.#tooDeep = 0;
    while (this.#tables.length > 0) {
      this.closeTable();
    }
    this.breakBlock();
    return this.#root.lines.join('\n').trim();
  }

  #block(): Block {
    const table = this.#tables.at(-1);
    return (table?.inCell ? table.cells?.at(-1) : table?.loose) ?? this.#root;
  }

  #newBlock(): Block {
    return { lines: [], line: [], quoteDepth: this.#quoteDepth };
  }

  #endLine(block: Block): void {
    const line = block.line.join('').trim();
    block.line = [];
    this.#appendTo(block, [line]);
  }

  #appendTo(block: Block, lines: readonly string[]): void {
    const mark = '> '.repeat(Math.min(20, Math.max(0, this.#quoteDepth - block.quoteDepth)));
    for (const line of lines) {
      // Two empty lines say no more than one.
      if (line !== '' || (block.lines.length > 0 && block.lines.at(-1) !== '')) {
        block.lines.push(line === '' ? '' : `${mark}${line}`);
      }
    }
  }

  #closeRow(): void {
    this.breakBlock();
    const table = this.#tables.at(-1);
    if (!table?.cells) {
      return;
    }
    const row = layRow(table.cells.map((cell) => cell.lines));
    table.cells = null;
    table.inCell = false;
    this.breakBlock();
    this.#appendTo(table.loose, row);
  }
}

/**
 * One row as lines. A cell of several lines (an item's name with its details) keeps its first line in the row and
 * the rest below it; two such cells (addresses side by side) are no row of values and follow each other.
 */
function layRow(cells: readonly string[][]): string[] {
  const filled = cells.map(trimBlankLines).filter((lines) => lines.length > 0);
  const long = filled.filter((lines) => lines.length > 1);
  if (filled.length < 2 || long.length > 1) {
    return filled.length === 1 ? (filled[0] ?? []) : filled.flat();
  }
  return [filled.map((lines) => lines[0]).join('\t'), ...(long[0]?.slice(1) ?? [])];
}

function trimBlankLines(lines: string[]): string[] {
  while (lines.at(-1) === '') {
    lines.pop();
  }
  return lines;
}
