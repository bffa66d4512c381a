import { createHmac } from 'node:crypto';
import { certificateNumber } from '../../core/certificate/number.ts';

/** Which certificate a number is for: the first of a term is issue 0, the one that takes its place issue 1. */
type Issue = { prefix: string; termId: string; startsOn: string; issue: number };

/**
 * Numbers of certificates, from the signing key: nobody who has one can tell the next, and two processes that issue the
 * same certificate give it the same number. `attempt` is more than 0 where another certificate has it already.
 */
export function createCertificateNumbers(signingKey: string) {
  return ({ prefix, termId, startsOn, issue }: Issue, attempt: number): string => {
    const text = ['torq certificate', termId, String(issue), String(attempt)].join('\n');
    const bytes = createHmac('sha256', signingKey).update(text).digest();
    return certificateNumber({ prefix, year: startsOn.slice(0, 4) }, bytes);
  };
}

export type CertificateNumbers = ReturnType<typeof createCertificateNumbers>;
