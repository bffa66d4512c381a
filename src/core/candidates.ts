// Whom a payment or a mail may belong to when nothing names them for certain. Only ever shown to staff: a likeness
// matches nobody (Zammad #5064; two people of one surname score as high as one person's two spellings).

export type KnownPerson = { id: string; name: string; addresses: readonly string[] };

/** What the mail or receipt says of somebody. */
export type Clues = {
  /** Addresses of the sender or payer; lower-cased. */
  addresses: readonly string[];
  names: readonly string[];
  /** Words of the mail, in which an address may stand. */
  text: string;
};

export type Candidate = { person: KnownPerson; score: number; reasons: readonly string[] };

const most = 3;
const longestText = 50_000;

/** Domains at which everybody may have an address: sharing one says nothing. */
const freeMail =
  /^(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|proton|protonmail|comcast|att|sbcglobal|verizon|earthlink|cox)\.(?:[a-z]{2,3}|co\.[a-z]{2})$/;

/** The likeliest first, at most three, each with its reasons in words; nobody of whom only a domain speaks. */
export function candidates(clues: Clues, people: readonly KnownPerson[]): readonly Candidate[] {
  const said = new Set(addressesIn(clues.text));
  return people
    .map((person) => score(person, clues, said))
    .filter(({ score }) => score >= 30)
    .toSorted((one, other) => other.score - one.score || one.person.name.localeCompare(other.person.name))
    .slice(0, most);
}

/** "Pat Doe <pat@example.org>: the name is the same; both write from example.org". */
export function candidateWords({ person, reasons }: Candidate): string {
  return `${person.name} <${person.addresses[0] ?? 'no address'}>: ${reasons.join('; ')}`;
}

function score(person: KnownPerson, { addresses, names }: Clues, said: ReadonlySet<string>): Candidate {
  const found: [points: number, reason: string][] = [];
  const theirs = person.addresses.filter((address) => said.has(address) && !addresses.includes(address));
  if (theirs.length > 0) found.push([60, `${theirs[0]} stands in the text`]);
  const own = new Set(person.addresses.map(localPart));
  const local = addresses.map(localPart).find((part) => part.length >= 4 && own.has(part));
  if (local !== undefined) found.push([35, `${local}@ at another domain`]);
  const domains = new Set(person.addresses.map(domainOf));
  const shared = addresses.map(domainOf).find((domain) => domains.has(domain) && !freeMail.test(domain));
  if (shared !== undefined) found.push([20, `both write from ${shared}`]);
  const likeness = Math.max(0, ...names.map((name) => nameLikeness(name, person.name)));
  if (likeness === 2) found.push([40, 'the name is the same']);
  if (likeness === 1) found.push([15, 'surname and initial are the same']);
  return {
    person,
    score: found.reduce((sum, [points]) => sum + points, 0),
    reasons: found.map(([, reason]) => reason),
  };
}

/** 2: the same words in any order; 1: the same last word and the same first letter; accents and case do not matter. */
function nameLikeness(one: string, other: string): 0 | 1 | 2 {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length < 2 || b.length < 2) return 0;
  if (a.toSorted().join(' ') === b.toSorted().join(' ')) return 2;
  return a.at(-1) === b.at(-1) && a[0]?.[0] === b[0]?.[0] ? 1 : 0;
}

function wordsOf(name: string): string[] {
  const plain = name.slice(0, 200).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function addressesIn(text: string): string[] {
  const found = text
    .slice(0, longestText)
    .matchAll(/[^\s<>()[\]:;,"']{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g);
  return [...found].map(([address]) => address.toLowerCase());
}

function localPart(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('@'))).replace(/\+.*$/, '');
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
