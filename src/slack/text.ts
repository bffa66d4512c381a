// Text from outside made harmless and short enough for Slack.

// Marks that turn the direction of what follows around: they can make "$5" read as another sum. Letters of
// right-to-left scripts need none of them.
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
const controlCharacters = /[\u0000-\u0009\u000b-\u001f\u007f]/g;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Slack shows this where there is nothing to show; it refuses empty texts. */
const nothing = '–';

/**
 * The text as Slack is to show it, character for character: `<!channel>`, links and mentions stay text. At most
 * `limit` characters after escaping, cut between characters as people see them, with an ellipsis.
 */
export function fit(text: string, limit: number): string {
  const clean = cleaned(text.slice(0, limit * 4));
  const whole = escaped(clean);
  if (whole === '') return nothing;
  if (whole.length <= limit) return whole;
  const end = graphemes.segment(clean).containing(roomFor(clean, limit - 1))?.index ?? 0;
  return `${escaped(clean.slice(0, end)).trimEnd()}…`;
}

/** The same in one line. */
export function fitLine(text: string, limit: number): string {
  return fit(text.slice(0, limit * 4).replace(/\s+/g, ' '), limit);
}

/** A sentence of our own for one person: escaped, but mentions of people in it stay mentions. */
export function sentence(text: string): string {
  return fit(text, 2900).replace(/&lt;(@[UW][A-Z0-9]{1,30})&gt;/g, '<$1>');
}

/** Undoes Slack's escaping, for text that comes back in a payload. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** How many of the characters there is room for once they are escaped. */
function roomFor(text: string, limit: number): number {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    length += escapes[text.charAt(at)]?.length ?? 1;
    if (length > limit) return at;
  }
  return text.length;
}

function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(controlCharacters, ' ')
    .replace(directionMarks, '')
    .trim();
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => escapes[character] ?? character);
}
