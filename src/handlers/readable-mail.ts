import type { Classification } from '../core/classify/classification.ts';
import type { Assignment } from '../core/decide/assignment.ts';
import type { Arrival, Authentication, ParsedMail } from '../core/mail.ts';

/** A recorded mail that could be read, with what it is. */
export type ReadableMail = {
  id: string;
  mail: ParsedMail;
  arrival: Arrival;
  authentication: Authentication;
  classification: Classification;
  /** Whose staff said it is, or null. */
  assigned: Assignment | null;
};
