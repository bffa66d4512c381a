// Words from left to right as they stand on paper. Letters within a word are the font's business; here are the words of a
// name, by the rules of UAX #9 as far as whole words need them.

const rightToLeft = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;

/** Whether a word, or the first word of a text that has a direction, runs from right to left. */
function isRightToLeft(text: string): boolean {
  const [first] = /\p{L}/u.exec(text) ?? [];
  return first !== undefined && rightToLeft.test(first);
}

/** The words of one line in the order in which they are drawn from left to right. */
export function drawnOrder(line: string): readonly string[] {
  const words = line.split(' ').filter((word) => word !== '');
  const base = isRightToLeft(line);
  const runs: { reversed: boolean; words: string[] }[] = [];
  for (const word of words) {
    const reversed = isRightToLeft(word);
    const last = runs.at(-1);
    if (last !== undefined && last.reversed === reversed) last.words.push(word);
    else runs.push({ reversed, words: [word] });
  }
  const drawn = runs.map((run) => (run.reversed ? run.words.toReversed() : run.words));
  return (base ? drawn.toReversed() : drawn).flat();
}
