// Whose a payment or a mail may be that nothing ties to a person: hints for staff with their reasons in words. Nothing is
// ever matched by them.
import type { Programme } from '../programme/schema.ts';
import { type ApplicationCase, type Case, currentSubmission, isSoqFeeMet, type TermCase } from './case.ts';
import { caseWords } from './case-words.ts';
import type { NamedPerson } from './decision.ts';
import { assessFee, feeOn, renewalDates } from './fee.ts';
import type { Purpose } from './payments/reading.ts';
import type { Clue, KnownPerson, Resemblance } from './resemblance.ts';

/** Somebody whose it may be. `score` only puts them in order. */
export type Candidate = {
  personId: string;
  name: string;
  address: string;
  /** Their application or renewal, or null. */
  about: string | null;
  score: number;
  reasons: readonly string[];
};

/** Somebody who resembles the clue, with the cases that are under way. */
export type KnownCandidate = { person: KnownPerson; resemblance: Resemblance; cases: readonly Case[] };

const mostShown = 3;
const enough = 30;

/** The likely people, best first, at most three. A name alone is not enough, and circumstances alone are nothing. */
export function likelyPeople(
  clue: Clue,
  known: readonly KnownCandidate[],
  programme: Programme,
  today: string,
): readonly Candidate[] {
  return known
    .map((one) => candidate(clue, one, programme, today))
    .filter(
      ({ score, reasons }, at) =>
        score >= enough && (reasons.length > 1 || known[at]?.resemblance.byAddress === true),
    )
    .toSorted(
      (a, b) => b.score - a.score || a.name.localeCompare(b.name) || a.personId.localeCompare(b.personId),
    )
    .slice(0, mostShown);
}

function candidate(
  clue: Clue,
  { person, resemblance, cases }: KnownCandidate,
  programme: Programme,
  today: string,
): Candidate {
  const found = cases.map((subject) => ({ subject, ...circumstances(clue, subject, programme, today) }));
  const best = found.toSorted((a, b) => b.score - a.score)[0];
  return {
    personId: person.id,
    name: person.name,
    address: person.addresses[0] ?? 'no address',
    about: best === undefined ? null : caseWords(best.subject),
    score: resemblance.score + (best?.score ?? 0),
    reasons: [...resemblance.reasons, ...(best?.reasons ?? [])],
  };
}

type Circumstances = { score: number; reasons: readonly string[] };
const none: Circumstances = { score: 0, reasons: [] };
const open = 12;
const amountFits = 8;

function circumstances(clue: Clue, subject: Case, programme: Programme, today: string): Circumstances {
  return subject.kind === 'application'
    ? ofApplication(clue, subject, programme)
    : ofTerm(clue, subject, programme, today);
}

function ofApplication(
  { about, purpose, amountCents }: Clue,
  subject: ApplicationCase,
  { fees }: Programme,
): Circumstances {
  const { withdrawnAt, decision } = subject.application;
  if (withdrawnAt !== null || decision !== null) return none;
  const paid = isSoqFeeMet(subject);
  if (about === 'documents')
    return paid && currentSubmission(subject) === null
      ? { score: open, reasons: ['their fee is paid and no SOQ has come'] }
      : none;
  if (paid || isAnnual(purpose)) return none;
  const fits = amountCents === fees.soqNew || amountCents === fees.soqResubmittal;
  return fitting({ score: open, reasons: ['their SOQ fee is open'] }, fits);
}

function ofTerm(
  { about, purpose, amountCents }: Clue,
  subject: TermCase,
  programme: Programme,
  today: string,
): Circumstances {
  const { term, payments } = subject;
  if (about === 'documents' || term.ticks.fee !== null) return none;
  if (purpose !== null && purpose !== 'unknown' && !isAnnual(purpose)) return none;
  const dates = renewalDates(term.startsOn, programme.renewal);
  const fee = assessFee(payments, dates, programme.fees);
  const due = fee.state === 'underpaid' ? fee.missingCents : feeOn(today, dates, programme.fees);
  return fitting({ score: open, reasons: ['their annual fee is open'] }, amountCents === due);
}

function fitting({ score, reasons }: Circumstances, fits: boolean): Circumstances {
  return fits ? { score: score + amountFits, reasons: [...reasons, 'the amount fits'] } : { score, reasons };
}

function isAnnual(purpose: Purpose | null): boolean {
  return purpose === 'tor-annual' || purpose === 'late-fee';
}

/** Lines for a card: "Pat Doe <pat@example.org>, application in cycle 2023: same address in the text; name fits". */
export function likelyFacts(candidates: readonly Candidate[]): readonly (readonly [string, string])[] {
  return candidates.map(({ name, address, about, reasons }) => [
    'Likely',
    `${name} <${address}>${about === null ? '' : `, ${about}`}: ${reasons.join('; ')}`,
  ]);
}

/** A candidate for a button of a card. */
export function named({ name, address }: Candidate): NamedPerson {
  return { name, address };
}
