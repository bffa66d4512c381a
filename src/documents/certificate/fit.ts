// A name in the largest letters that its place has room for: smaller first, then on several lines, then smaller still.

export type Fitted = { size: number; lines: readonly string[] };

/** Steps of the letters, in points, with on how many lines a name of that size may stand. */
const steps = [
  ...[40, 36, 32, 28, 26].map((size) => ({ size, lines: 1 })),
  ...[28, 25, 22, 19].map((size) => ({ size, lines: 2 })),
  ...[18, 16, 14, 12, 10].map((size) => ({ size, lines: 3 })),
];
const smallest = 6;

/**
 * @param widthOf how wide a text is, in points, in letters of one point
 * @param width of the place, in points
 */
export function fitted(name: string, widthOf: (text: string) => number, width: number): Fitted {
  const widthOfLine = remembered(widthOf);
  for (const step of steps) {
    const lines = wrapped(name, widthOfLine, width / step.size);
    if (lines !== null && lines.length <= step.lines) return { size: step.size, lines };
  }
  // One endless word: as small as it takes, and no smaller than a printer can.
  const size = Math.max(smallest, Math.floor(width / widthOf(name)));
  return { size, lines: [name] };
}

/** As few lines as the width takes, of about the same length; null when a word is wider than that. */
function wrapped(name: string, widthOf: (text: string) => number, width: number): string[] | null {
  const fewest = broken(name, widthOf, width);
  if (fewest === null || fewest.length === 1) return fewest;
  // The narrowest width that needs no more lines: a single word on the last one looks like a mistake.
  let even = fewest;
  for (let narrower = width * 0.95; narrower > 0; narrower *= 0.95) {
    const lines = broken(name, widthOf, narrower);
    if (lines === null || lines.length > fewest.length) return even;
    even = lines;
  }
  return even;
}

function broken(name: string, widthOf: (text: string) => number, width: number): string[] | null {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    if (widthOf(word) > width) return null;
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The same lines are measured for every size: letters are shaped once. */
function remembered(widthOf: (text: string) => number): (text: string) => number {
  const widths = new Map<string, number>();
  return (text) => {
    const known = widths.get(text) ?? widthOf(text);
    widths.set(text, known);
    return known;
  };
}
