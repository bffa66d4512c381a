// How well two names of people fit. Never more than a hint for staff: a name alone never matches anything.

/** `same`: the same words in any order; `close`: with a slip of a letter; `initials`: first names are only initials. */
export type NameFit = 'same' | 'close' | 'initials';

/** Best first. */
const fits = ['same', 'close', 'initials'] as const satisfies readonly NameFit[];
const mostWords = 8;
const longestWord = 40;
const notNames = new Set([
  'mr',
  'mrs',
  'ms',
  'mx',
  'dr',
  'prof',
  'jr',
  'sr',
  'ii',
  'iii',
  'pe',
  'phd',
  'qsd',
  'qsp',
  'qisp',
  'cpesc',
]);
const letters = new Map([
  ['ß', 'ss'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['æ', 'ae'],
  ['œ', 'oe'],
]);

/** Lower case, without accents, special letters as the plain ones that people type for them. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßøłđæœ]/g, (letter) => letters.get(letter) ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** The words of a name, folded: lower case, without accents, titles and marks. */
export function nameWords(name: string): string[] {
  return folded(name.slice(0, 400))
    .replace(/['\u2019]/g, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && !notNames.has(word))
    .slice(0, mostWords)
    .map((word) => word.slice(0, longestWord));
}

/** How two names fit, or null. Each word of the shorter one needs a word of its own in the longer one. */
export function nameFit(one: readonly string[], other: readonly string[]): NameFit | null {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length < 2) return null;
  const left = [...longer];
  let worst = 0;
  let whole = 0;
  // Whole words first, so that an initial does not take the word that another one needs.
  for (const word of shorter.toSorted((a, b) => b.length - a.length)) {
    const [at, how] = bestOf(word, left);
    if (how === null) return null;
    left.splice(at, 1);
    if (how !== 'initials' && word.length > 1) whole += 1;
    worst = Math.max(worst, fits.indexOf(how));
  }
  return whole > 0 ? (fits[worst] ?? null) : null;
}

function bestOf(word: string, words: readonly string[]): [at: number, how: NameFit | null] {
  const same = words.indexOf(word);
  if (same >= 0) return [same, 'same'];
  const close = words.findIndex((other) => isClose(word, other));
  if (close >= 0) return [close, 'close'];
  const initial = words.findIndex(
    (other) => (word.length === 1 || other.length === 1) && word.charAt(0) === other.charAt(0),
  );
  return [initial, initial >= 0 ? 'initials' : null];
}

/** A slip in a word of four letters or more, two in one of eight or more. */
function isClose(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  const allowed = length >= 8 ? 2 : length >= 4 ? 1 : 0;
  return allowed > 0 && Math.abs(one.length - other.length) <= allowed && distance(one, other) <= allowed;
}

/** Letters changed, left out, added or swapped with their neighbour; words are at most 40 letters. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + cost,
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
}
