import { type Case, mailAddressOf } from './case.ts';

/** "application in cycle 2023", "term 2023-07-01 to 2024-06-30". */
export function caseWords(subject: Case): string {
  return subject.kind === 'application'
    ? `application in cycle ${subject.application.cycle}`
    : `term ${subject.term.startsOn} to ${subject.term.endsOn}`;
}

/** "Pat Doe, pat@example.org, application in cycle 2023". */
export function caseOwnerWords(subject: Case): string {
  const address = mailAddressOf(subject.person) ?? 'no address that takes mail';
  return `${subject.person.name}, ${address}, ${caseWords(subject)}`;
}

/** The names of the people of these cases, in the order of the alphabet. */
export function namesIn(cases: readonly Case[]): string {
  return cases
    .map(({ person }) => person.name)
    .toSorted(new Intl.Collator('en').compare)
    .join(', ');
}
