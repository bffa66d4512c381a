// Whom an announcement goes to: one mail to each human, however many lists and addresses they are on.

/** Somebody on a list; `address` is lower-cased, `name` is empty where the list has none. */
export type Listed = { audience: string; address: string; name: string };

/** What is known beside the lists. Addresses are lower-cased. */
export type KnownOfListed = {
  /** People by their addresses: each with all of them, the one that mail goes to first. */
  people: ReadonlyMap<string, { id: string; name: string; addresses: readonly string[] }>;
  /** Addresses that asked for no announcements. */
  optedOut: ReadonlySet<string>;
  /** Addresses that mail came back from for good. */
  bounced: ReadonlySet<string>;
  /** People who have an application in the cycle already. */
  applied: ReadonlySet<string>;
  /** Addresses that the announcement of the cycle was written to already. */
  told: ReadonlySet<string>;
};

export type Recipient = { address: string; name: string; personId: string | null; audience: string };

export type Audience = {
  /** Who is to be told and has not been, by address. */
  recipients: readonly Recipient[];
  /** How many entries each list has, in the order of the audiences. */
  lists: readonly { audience: string; entries: number }[];
  /** Humans, each counted once: those on any list, and of them those who are told, or why they are not. */
  people: number;
  told: number;
  optedOut: number;
  bounced: number;
  applied: number;
};

/**
 * @param audiences names of the lists, in the order in which they tell why somebody is written to
 * @param listed entries of these lists
 */
export function audienceOf(
  audiences: readonly string[],
  listed: readonly Listed[],
  known: KnownOfListed,
): Audience {
  const rank = new Map(audiences.map((name, at) => [name, at]));
  const entries = listed
    .filter(({ audience }) => rank.has(audience))
    .toSorted(
      (a, b) => (rank.get(a.audience) ?? 0) - (rank.get(b.audience) ?? 0) || compared(a.address, b.address),
    );
  const humans = [
    ...Map.groupBy(entries, ({ address }) => known.people.get(address)?.id ?? address).values(),
  ];
  const verdicts = humans.map((human) => verdictOn(human, known));
  const count = (what: Verdict['is']) => verdicts.filter(({ is }) => is === what).length;
  return {
    recipients: verdicts
      .flatMap((verdict) => (verdict.is === 'to-be-told' ? [verdict.recipient] : []))
      .toSorted((a, b) => compared(a.address, b.address)),
    lists: audiences.map((audience) => ({
      audience,
      entries: entries.filter((entry) => entry.audience === audience).length,
    })),
    people: humans.length,
    told: count('told'),
    optedOut: count('opted-out'),
    bounced: count('bounced'),
    applied: count('applied'),
  };
}

type Verdict =
  | { is: 'told' | 'opted-out' | 'bounced' | 'applied' }
  | { is: 'to-be-told'; recipient: Recipient };

/** Who asked for no announcements at one address has asked for all of theirs. */
function verdictOn(human: readonly Listed[], known: KnownOfListed): Verdict {
  const [first] = human;
  const person = known.people.get(first?.address ?? '');
  const listed = [...new Set(human.map(({ address }) => address))];
  const theirs = [...new Set([...(person?.addresses ?? []), ...listed])];
  if (theirs.some((address) => known.told.has(address))) return { is: 'told' };
  if (theirs.some((address) => known.optedOut.has(address))) return { is: 'opted-out' };
  if (person !== undefined && known.applied.has(person.id)) return { is: 'applied' };
  // Of a person's addresses on the lists the one that their other mail goes to, where it is among them.
  const address = theirs.find((one) => listed.includes(one) && !known.bounced.has(one));
  if (address === undefined || first === undefined) return { is: 'bounced' };
  const name = person?.name ?? human.find((entry) => entry.name !== '')?.name ?? '';
  return {
    is: 'to-be-told',
    recipient: { address, name, personId: person?.id ?? null, audience: first.audience },
  };
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
