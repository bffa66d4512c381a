// "NEW ADDRESS pat@new.example.org": mail programs add marks around an address, and some its link.

/** RFC 5321 section 4.5.3.1: 64 octets before the @, 255 after it; no quoted local parts. */
const address = /[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/g;
const words = /^[\s"'*\u201c\u201d]*new[\s-]+(?:e-?mail[\s-]+)?address\b/;
const longest = 700;

/** The different addresses that a line names after NEW ADDRESS, lower-cased; null when the line is no such command. */
export function newAddressesIn(line: string): readonly string[] | null {
  const lower = line.slice(0, longest).toLowerCase();
  const start = words.exec(lower);
  if (start === null) return null;
  const rest = lower.slice(start[0].length);
  const found = [...new Set((rest.match(address) ?? []).map(withoutPoints).filter(isPlausible))];
  const beside = rest.replace(address, ' ').replaceAll('mailto:', ' ');
  // Anything else beside it is a sentence, and for a person.
  return /^[\s"'*\u201c\u201d<>()[\].,:;!]*$/.test(beside) ? found : null;
}

/** The one address that the subject or else the first line names, or null when there is not exactly one. */
export function newAddressOf(subject: string, replyText: string): string | null {
  const firstLine = replyText.split('\n').find((line) => line.trim() !== '') ?? '';
  const found = new Set([subject, firstLine].flatMap((line) => newAddressesIn(line) ?? []));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function withoutPoints(text: string): string {
  return text.replace(/^[*'`.]{1,9}/, '');
}

function isPlausible(text: string): boolean {
  const [local = '', domain = ''] = text.split('@');
  const labels = domain.split('.');
  return (
    text.length <= 254 &&
    !/^\.|\.$|\.\./.test(local) &&
    labels.every((label) => !/^-|-$/.test(label)) &&
    /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(labels.at(-1) ?? '')
  );
}
