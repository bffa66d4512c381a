// What comes after the due date of a renewal: late until a day, then staff end the status or keep it open longer, then
// qualifying again (domain.md, decision 5). Nothing here ends anything by itself.
import type { Programme } from '../programme/schema.ts';
import { addDays, addMonths, dateOf, lastOnOrBefore } from './calendar.ts';
import type { TermCase } from './case.ts';
import { renewalDates } from './fee.ts';

type Renewal = Programme['renewal'];

/** The last day (YYYY-MM-DD, inclusive) for renewing into a term: the programme's, or a later one that staff gave. */
export function lastDayOf({ term }: Pick<TermCase, 'term'>, renewal: Renewal): string {
  const { lateUntil } = renewalDates(term.startsOn, renewal);
  return term.keptUntil !== null && term.keptUntil > lateUntil ? term.keptUntil : lateUntil;
}

/** The last day that staff may give: a renewal stays open until the next one opens, a confirmed term runs to its end. */
export function keepAtMostUntil({ term }: Pick<TermCase, 'term'>, renewal: Renewal): string {
  return term.confirmedAt === null ? addDays(lastOnOrBefore(renewal.opens, term.endsOn), -1) : term.endsOn;
}

/** Why staff have to decide whether a status ends. */
export type LapseCause =
  /** The last day for renewing is over, and something is open. */
  | 'not-renewed'
  /** The renewal was confirmed, and then its fee was given back or charged back. */
  | 'fee-returned'
  /** The registration that the status rests on was lost within the term. */
  | 'qisp-lost';

/** Why somebody's status may end at `now`, or null: nothing is wrong, or it has ended, or staff gave them more time. */
export function lapseCause(subject: TermCase, programme: Programme, now: Date): LapseCause | null {
  const { term, credential } = subject;
  const today = dateOf(now, programme.timeZone);
  const { checklist } = programme.renewal;
  if (credential.endedOn !== null || term.lapsedAt !== null) return null;
  if (term.confirmedAt === null) {
    const isOpen = checklist.some((item) => term.ticks[item] === null);
    return isOpen && today > lastDayOf(subject, programme.renewal) ? 'not-renewed' : null;
  }
  // What was wrong with a term that is over is told by the next one's checklist.
  if (today > term.endsOn) return null;
  if (term.keptUntil !== null && today <= term.keptUntil) return null;
  if (term.qispLostAt !== null) return 'qisp-lost';
  return checklist.includes('fee') && term.ticks.fee === null ? 'fee-returned' : null;
}

/**
 * Until which day (YYYY-MM-DD, inclusive) somebody whose status ended may pay the reduced fee for a new SOQ; null where
 * the programme wants the full one.
 */
export function reducedUntil(subject: Pick<TermCase, 'term'>, { renewal }: Programme): string | null {
  const { requalify, reducedMonths } = renewal.ladder;
  return requalify === 'full' ? null : addMonths(lastDayOf(subject, renewal), reducedMonths);
}
