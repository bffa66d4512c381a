import type { Case } from './case.ts';
import type { CaseReference } from './decision.ts';

/** What a case is called. */
export function referenceTo(subject: Case): CaseReference {
  return subject.kind === 'application'
    ? { kind: 'application', id: subject.application.id }
    : { kind: 'term', id: subject.term.id };
}
