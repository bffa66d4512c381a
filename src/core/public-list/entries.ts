// The public list of Trainers of Record: who stands on it, and what it says of them. It is made from confirmed terms and
// from what each person allowed, and from nothing else.
import type { Programme } from '../../programme/schema.ts';
import { addDays, firstOnOrAfter } from '../calendar.ts';
import { cleanLine } from '../clean.ts';

/** One line of the list as it is published. `personId` never leaves the house. */
export type ListEntry = {
  personId: string;
  name: string;
  organisation: string | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  area: string | null;
  /** YYYY-MM-DD: until when the confirmed terms last. */
  termEnds: string;
};

/** What is stored about somebody who is, or may be, a trainer. */
export type ListedPerson = {
  id: string;
  name: string;
  certificateName: string | null;
  organisation: string | null;
  /** What they allowed to be shown: { email, phone, website, area }, each a text; null: nothing of that. */
  listing: unknown;
  unlistedAt: Date | null;
  mergedIntoId: string | null;
  erasedAt: Date | null;
};

export type ListedTrainer = {
  person: ListedPerson;
  credential: { endedOn: string | null; removedAt: Date | null };
  terms: readonly {
    startsOn: string;
    endsOn: string;
    confirmedAt: Date | null;
    lapsedAt: Date | null;
    /** Those of this term, with those that were replaced or revoked. */
    certificates: readonly { supersededAt: Date | null; revokedAt: Date | null }[];
  }[];
};

/**
 * The list as it should be on `today` (YYYY-MM-DD in the programme's zone), by name. Who renews late stays on it as long
 * as late renewal is open (domain.md, decision 5); nobody leaves the published list without a click of staff.
 */
export function listEntries(
  trainers: readonly ListedTrainer[],
  { renewal }: Pick<Programme, 'renewal'>,
  today: string,
): ListEntry[] {
  return trainers
    .flatMap((trainer) => {
      const termEnds = confirmedUntil(trainer, today);
      if (termEnds === null || !isOnList(trainer)) return [];
      const late = firstOnOrAfter(renewal.lateUntil, termEnds);
      return today > late ? [] : [entryOf(trainer.person, termEnds)];
    })
    .toSorted((one, other) => byName(one, other));
}

const order = new Intl.Collator('en', { sensitivity: 'base' });

function byName(one: ListEntry, other: ListEntry): number {
  return order.compare(one.name, other.name) || (one.personId < other.personId ? -1 : 1);
}

function isOnList({ person, credential }: ListedTrainer): boolean {
  return credential.endedOn === null && credential.removedAt === null && mayBeShown(person);
}

function mayBeShown({ unlistedAt, mergedIntoId, erasedAt }: ListedPerson): boolean {
  return unlistedAt === null && mergedIntoId === null && erasedAt === null;
}

/**
 * The end of the last confirmed term of those that have begun, or that follow one of them without a gap. A term whose
 * certificate was revoked and not replaced does not count: the list must not say what the verify page denies.
 */
function confirmedUntil({ terms }: ListedTrainer, today: string): string | null {
  const confirmed = terms
    .filter((term) => term.confirmedAt !== null && term.lapsedAt === null && !isRevoked(term))
    .toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : 1));
  return confirmed.reduce<string | null>((until, { startsOn, endsOn }) => {
    const counts = startsOn <= today || (until !== null && startsOn <= addDays(until, 1));
    return counts && (until === null || endsOn > until) ? endsOn : until;
  }, null);
}

/** Terms of an imported roster may have no certificate at all, and count. */
function isRevoked({ certificates }: ListedTrainer['terms'][number]): boolean {
  const isCurrent = ({ supersededAt, revokedAt }: (typeof certificates)[number]) =>
    supersededAt === null && revokedAt === null;
  return certificates.length > 0 && !certificates.some(isCurrent);
}

function entryOf(person: ListedPerson, termEnds: string): ListEntry {
  const organisation = shown(person.organisation);
  return { personId: person.id, name: nameOf(person), organisation, ...contactOf(person), termEnds };
}

/** The name as its person wants to read it. */
export function nameOf({ name, certificateName }: Pick<ListedPerson, 'name' | 'certificateName'>): string {
  return cleanLine(certificateName ?? name);
}

type Contact = Pick<ListEntry, 'email' | 'phone' | 'website' | 'area'>;

function contactOf({ listing }: ListedPerson): Contact {
  const given = typeof listing === 'object' && listing !== null ? (listing as Record<string, unknown>) : {};
  const website = shown(given.website);
  return {
    email: shown(given.email),
    phone: shown(given.phone),
    website: website !== null && /^https?:\/\/[^\s"'<>]+$/i.test(website) ? website : null,
    area: shown(given.area),
  };
}

const longest = 200;

function shown(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = cleanLine(value).slice(0, longest);
  return text === '' ? null : text;
}

/**
 * What of a published list may be shown at this moment: who took back that they are shown, or a part of it, is not kept
 * waiting for a click of staff.
 */
export function stillAllowed(
  entries: readonly ListEntry[],
  people: ReadonlyMap<string, ListedPerson>,
): ListEntry[] {
  return entries.flatMap((entry) => {
    const person = people.get(entry.personId);
    if (person === undefined || !mayBeShown(person)) return [];
    const now = contactOf(person);
    const kept = (field: keyof Contact) => (now[field] === entry[field] ? entry[field] : null);
    return [
      { ...entry, email: kept('email'), phone: kept('phone'), website: kept('website'), area: kept('area') },
    ];
  });
}
