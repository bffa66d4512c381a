// The fact that makes a candidate a Trainer of Record; a part of facts.ts.
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
