// Facts about becoming, staying and ceasing to be a Trainer of Record that are more than a line; a part of facts.ts.
import type { Onboarding } from './case.ts';

/**
 * A candidate is a Trainer of Record: the credential, made or taken up again, and its first term, confirmed, with every
 * tick from what onboarding has shown. The payments of the candidate's fee are the term's from now on.
 */
export type CandidateQualified = {
  fact: 'candidate-qualified';
  applicationId: string;
  personId: string;
  /** The one that the person has in this programme already, or null. */
  credentialId: string | null;
  grantedOn: string;
  startsOn: string;
  endsOn: string;
  paymentIds: readonly string[];
  onboarding: Onboarding;
  by: string;
  at: Date;
};

export type TermLapsed = {
  fact: 'term-lapsed';
  termId: string;
  credentialId: string;
  personId: string;
  /** YYYY-MM-DD in the programme's time zone. */
  endedOn: string;
  reason: string;
  by: string;
  at: Date;
};
