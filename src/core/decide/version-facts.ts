// What the card of an SOQ says about the version and the person beside the documents.
import type { Outcome } from '../case.ts';

import type { JoinedVersion } from './stitch.ts';

/** Staff read documents of several mails as one SOQ only if they know it. The time of the last one counts. */
export function togetherFact({ mails, parts, partsOf }: JoinedVersion): (readonly [string, string])[] {
  if (mails === 1) return [];
  const silent = parts.filter((part) => part === null).length;
  const said = partsOf === null ? '' : `, said to be ${partsOf} parts`;
  const doubt = partsOf === null || silent === 0 ? '' : `; ${silent} of them did not say which part it is`;
  return [['Put together from', `${mails} mails${said}${doubt}; received is when the last one came`]];
}

/** What became of a person's application in an earlier cycle. */
export type LastCycle = { name: string; outcome: Outcome | null; withdrawn: boolean };

/** What became of the person's application in the cycle before: a resubmittal is judged otherwise than a first try. */
export function lastCycleFact(lastCycle: LastCycle | null): (readonly [string, string])[] {
  if (lastCycle === null) return [];
  const { name, outcome, withdrawn } = lastCycle;
  const undecided = withdrawn ? 'withdrawn' : 'applied, and not decided';
  const became = outcome === null ? undecided : outcome === 'candidate' ? 'selected' : 'not selected';
  return [['Last time', `${became} in cycle ${name}`]];
}
