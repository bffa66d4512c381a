// People who may be there twice, for staff to look at. Nothing is ever merged by this: it suggests, with reasons.
import { domainOf, isFreeMail, isTelling, localOf } from './address-parts.ts';
import { folded, type NameFit, nameFit, nameWords } from './names.ts';

/** `payers`: addresses that payments which count for this person were made from. All lower-cased. */
export type ComparedPerson = {
  id: string;
  name: string;
  organisation: string | null;
  addresses: readonly string[];
  payers: readonly string[];
};

/** Two that may be one; `one` is the lesser id. `byNameAlone`: nothing but the name says so. */
export type Suggestion = {
  one: string;
  other: string;
  score: number;
  reasons: readonly string[];
  byNameAlone: boolean;
};

type Prepared = ComparedPerson & { words: readonly string[]; firm: string };

/** What makes a pair worth showing. A full name does alone; a slip in it, a firm or a payer do not. */
const threshold = 40;
/** A key that so many people share says little; each is then only compared with its next ones in it. */
const crowd = 40;
const nextInCrowd = 3;

/** How two people are named in the list of those who are not the same. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/**
 * Pairs that resemble each other, the likeliest first. Only people who share a key are compared: an address, or a word of
 * the name with an initial.
 * @param notSame `pairKey` of those who were found to be two people
 */
export function suggestDuplicates(
  people: readonly ComparedPerson[],
  notSame: ReadonlySet<string>,
): readonly Suggestion[] {
  const blocks = Map.groupBy(
    // In one order, so that what is said does not depend on how the database lists them.
    people
      .map(prepare)
      .toSorted((a, b) => compared(a.id, b.id))
      .flatMap((person) => keysOf(person).map((key) => ({ key, person }))),
    ({ key }) => key,
  );
  const found = new Map<string, Suggestion>();
  const seen = new Set<string>();
  for (const block of blocks.values())
    for (const [one, other] of pairsIn(block.map(({ person }) => person))) {
      const key = pairKey(one.id, other.id);
      if (seen.has(key)) continue;
      seen.add(key);
      const suggestion = notSame.has(key) ? null : compare(one, other);
      if (suggestion !== null) found.set(key, suggestion);
    }
  return [...found.values()].toSorted(
    (a, b) => b.score - a.score || compared(pairKey(a.one, a.other), pairKey(b.one, b.other)),
  );
}

const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function prepare(person: ComparedPerson): Prepared {
  return { ...person, words: nameWords(person.name), firm: firmOf(person.organisation) };
}

/** "Storm & Water, Inc." and "Storm and Water" are one firm. */
function firmOf(organisation: string | null): string {
  return folded((organisation ?? '').slice(0, 200))
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:inc|llc|llp|ltd|corp|co|company|the)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function keysOf({ words, addresses, payers }: Prepared): string[] {
  const names = words.flatMap((word, at) =>
    word.length < 2 ? [] : words.flatMap((other, i) => (i === at ? [] : [`name ${word} ${other.charAt(0)}`])),
  );
  const mail = [...addresses, ...payers].flatMap((address) => [
    `address ${sameMailbox(address)}`,
    ...(isTelling(localOf(address)) ? [`local ${localOf(address)}`] : []),
  ]);
  return [...new Set([...names, ...mail])];
}

/** The address as its provider takes it: without what follows a plus, at Gmail without dots. */
function sameMailbox(address: string): string {
  const domain = domainOf(address).replace('googlemail.com', 'gmail.com');
  const local = domain === 'gmail.com' ? localOf(address).replaceAll('.', '') : localOf(address);
  return `${local}@${domain}`;
}

function* pairsIn(people: readonly Prepared[]): Generator<[Prepared, Prepared]> {
  const reach = people.length > crowd ? nextInCrowd : people.length;
  for (const [at, one] of people.entries())
    for (const other of people.slice(at + 1, at + 1 + reach)) yield [one, other];
}

const nameScores: Readonly<Record<NameFit, readonly [score: number, reason: string]>> = {
  same: [40, 'the same name'],
  close: [30, 'nearly the same name'],
  initials: [25, 'the same name but for initials'],
};

type Reason = readonly [score: number, reason: string];

function compare(one: Prepared, other: Prepared): Suggestion | null {
  const mailbox = sharedMailbox(one, other);
  const name = nameReason(one.words, other.words);
  // Colleagues pay for each other and share a firm: without anything of the name that says nothing.
  if (mailbox === null && name === null) return null;
  const others = mailbox === null ? otherReasons(one, other) : [mailbox];
  const all = [...(name === null ? [] : [name]), ...others];
  const score = all.reduce((sum, [points]) => sum + points, 0);
  if (score < threshold) return null;
  return {
    one: one.id,
    other: other.id,
    score,
    reasons: all.map(([, reason]) => reason),
    byNameAlone: others.length === 0,
  };
}

function nameReason(one: readonly string[], other: readonly string[]): Reason | null {
  const fit = nameFit(one, other);
  if (fit !== null) return nameScores[fit];
  const word = one.find((part) => part.length > 2 && other.includes(part));
  return word === undefined ? null : [10, `a name in common (${word})`];
}

function sharedMailbox(one: Prepared, other: Prepared): Reason | null {
  const theirs = other.addresses.map(sameMailbox);
  const mailbox = one.addresses.map(sameMailbox).find((address) => theirs.includes(address));
  return mailbox === undefined ? null : [60, `addresses of one mailbox (${mailbox})`];
}

function otherReasons(one: Prepared, other: Prepared): Reason[] {
  const used = paidFrom(one, other) ?? paidFrom(other, one);
  const payer = used === undefined ? one.payers.find((address) => other.payers.includes(address)) : undefined;
  const local = inCommon(one, other, localOf, isTelling);
  const domain = inCommon(one, other, domainOf, (part) => !isFreeMail(part));
  const sameFirm = one.firm !== '' && one.firm === other.firm;
  return [
    ...reasonIf(used, 30, (address) => `${address} is one's address and paid for the other`),
    ...reasonIf(payer, 20, (address) => `both were paid for from ${address}`),
    ...reasonIf(local, 30, (part) => `the same name before the @ (${part})`),
    ...(sameFirm
      ? [[15, `the same organisation (${one.organisation})`] as const]
      : reasonIf(domain, 10, (part) => `addresses of one organisation (${part})`)),
  ];
}

function reasonIf(found: string | undefined, score: number, words: (found: string) => string): Reason[] {
  return found === undefined ? [] : [[score, words(found)]];
}

/** The address of `owner` that a payment for `paid` was made from. */
function paidFrom(owner: Prepared, paid: Prepared): string | undefined {
  const own = owner.addresses.map(sameMailbox);
  return paid.payers.find((payer) => own.includes(sameMailbox(payer)));
}

function inCommon(
  one: Prepared,
  other: Prepared,
  partOf: (address: string) => string,
  tells: (part: string) => boolean,
): string | undefined {
  const theirs = new Set(other.addresses.map(partOf));
  return one.addresses.map(partOf).find((part) => tells(part) && theirs.has(part));
}
