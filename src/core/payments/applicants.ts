// Whom an order says that it is for: a store may ask for the applicant's name and print it beside the item.
import { nameFit, nameWords } from '../names.ts';

const asked =
  /^(?:-\s*)?(?:name of (?:the )?)?(?:soq )?(?:applicant|attendee|participant|candidate|trainer)s?(?: ?#?\d{1,2})?(?:['\u2019]s)?(?: (?:full )?names?)?\s*:\s*(\S.{0,300})$/i;
const several = /\s*(?:[,;/&+]|\band\b)\s*/i;
const most = 20;

/** Why a person must look at whom the order is for: several people, or another one than the payer. */
export function applicantDoubts(lines: readonly string[], payerName: string | null): string[] {
  const named = lines
    .map((line) => asked.exec(line)?.[1]?.trim())
    .filter((value) => value !== undefined)
    .slice(0, most);
  const people = distinct(named.flatMap(peopleIn));
  if (people.length > 1) return [`the order names several applicants: ${people.join('; ')}`];
  const [only] = people;
  return only === undefined || payerName === null || isSame(only, payerName)
    ? []
    : [`the order is for "${only}", and "${payerName}" paid`];
}

/** "Pat Doe and Robin Roe" are two; "Doe, Pat" is one. */
function peopleIn(value: string): string[] {
  const pieces = value.split(several).filter((piece) => piece !== '');
  return pieces.length > 1 && pieces.every((piece) => nameWords(piece).length > 1) ? pieces : [value];
}

function distinct(names: readonly string[]): string[] {
  return names.filter((name, at) => names.findIndex((other) => isSame(name, other)) === at);
}

/** The same person, as far as names can tell; a first name alone does not speak against it. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [nameWords(one), nameWords(other)];
  return nameFit(a, b) !== null || a.join(' ') === b.join(' ') || a.every((word) => b.includes(word));
}
