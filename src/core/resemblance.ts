// How somebody we know resembles what a mail says of a person: by addresses and names.

import { domainOf, isFreeMail, isTelling, localOf } from './address-parts.ts';
import { type NameFit, nameFit, nameWords } from './names.ts';
import type { Purpose } from './payments/reading.ts';

/** What a mail says of whom it is about. */
export type Clue = {
  about: 'payment' | 'documents';
  names: readonly string[];
  /** Addresses of the sender or payer, lower-cased. */
  addresses: readonly string[];
  /** What was written or forwarded; addresses in it count. */
  text: string;
  /** Domains that say nothing: our own and the stores'. */
  ourDomains: readonly string[];
  purpose: Purpose | null;
  amountCents: number | null;
};

export type KnownPerson = { id: string; name: string; addresses: readonly string[] };

/** `byAddress`: one of the person's own addresses is named. */
export type Resemblance = { score: number; reasons: readonly string[]; byAddress: boolean };

const mostRead = 20_000;
const mostAddresses = 20;
const mailbox = /[^\s<>()[\]:;,"'=]{1,64}@[a-z0-9][a-z0-9.-]{0,252}[a-z0-9]/gi;

type Prepared = {
  addresses: ReadonlySet<string>;
  locals: ReadonlySet<string>;
  domains: ReadonlySet<string>;
  names: readonly (readonly string[])[];
};

/** Those of the people who resemble the clue most, at most `limit`, best first. */
export function resembling(
  clue: Clue,
  people: Iterable<KnownPerson>,
  limit: number,
): readonly { person: KnownPerson; resemblance: Resemblance }[] {
  const prepared = prepare(clue);
  const found: { person: KnownPerson; resemblance: Resemblance }[] = [];
  for (const person of people) {
    const resemblance = resemblanceOf(prepared, person);
    if (resemblance.score > 0) found.push({ person, resemblance });
  }
  return found
    .toSorted((a, b) => b.resemblance.score - a.resemblance.score || a.person.id.localeCompare(b.person.id))
    .slice(0, limit);
}

function prepare({ names, addresses, text, ourDomains }: Clue): Prepared {
  const written = [...text.slice(0, mostRead).matchAll(mailbox)].map(([address]) => address.toLowerCase());
  const all = [...new Set([...addresses, ...written])]
    .filter((address) => !ourDomains.includes(domainOf(address)))
    .slice(0, mostAddresses);
  const fromAddresses = all.map((address) =>
    localOf(address)
      .replace(/[._-]+/g, ' ')
      .replace(/\d+/g, ' '),
  );
  return {
    addresses: new Set(all),
    locals: new Set(all.map(localOf).filter(isTelling)),
    domains: new Set(all.map(domainOf).filter((domain) => !isFreeMail(domain))),
    names: [...names, ...fromAddresses].slice(0, mostAddresses * 2).map(nameWords),
  };
}

function resemblanceOf(clue: Prepared, { name, addresses }: KnownPerson): Resemblance {
  const byAddress = addresses.some((address) => clue.addresses.has(address));
  const local = addresses.map(localOf).find((part) => clue.locals.has(part));
  const domain = addresses.map(domainOf).find((part) => clue.domains.has(part));
  const words = nameWords(name);
  const fits = clue.names.map((other) => nameFit(words, other));
  const fit = (['same', 'close', 'initials'] as const).find((one) => fits.includes(one));
  const found: [score: number, reason: string][] = [];
  if (byAddress) found.push([60, 'same address in the text']);
  else if (local !== undefined) found.push([30, `same name before the @ (${local})`]);
  if (!byAddress && domain !== undefined) found.push([15, `same company in the address (${domain})`]);
  if (fit !== undefined) found.push(nameScores[fit]);
  return {
    score: found.reduce((sum, [score]) => sum + score, 0),
    reasons: found.map(([, reason]) => reason),
    byAddress: byAddress || local !== undefined,
  };
}

const nameScores: Readonly<Record<NameFit, [score: number, reason: string]>> = {
  same: [30, 'name fits'],
  close: [22, 'name fits but for a letter or two'],
  initials: [18, 'name fits by its initials'],
};
