// The mails that torq writes to applicants and trainers, by stage of the year in messages/. Adding one: an entry there,
// a sample, a template, and whoever drafts it. Values are already words: amounts as "$65.00", times with their zone
// ("Friday, May 19, 2023, 4:00 PM PDT"). Text that may be null may be absent; a list may be empty.
import { type ApplicationValues, applicationFields } from './messages/application.ts';
import { type CommandValues, commandFields } from './messages/command.ts';
import { type DecisionValues, decisionFields } from './messages/decision.ts';
import { type QuestionValues, questionFields } from './messages/question.ts';
import { type RenewalValues, renewalFields } from './messages/renewal.ts';

/** What every template may use besides its own values; the renderer fills these in. */
export type CommonValues = {
  name: string;
  programmeTitle: string;
  organisation: string;
  organisationShort: string;
  website: string;
  accountLink: string;
  staffAddress: string;
};

export type MessageValues = ApplicationValues &
  DecisionValues &
  RenewalValues &
  CommandValues &
  QuestionValues;

export type MessageName = keyof MessageValues;

/** Names of the values of each message, for the check of templates at start. The compiler keeps it complete. */
export const messageFields = {
  ...applicationFields,
  ...decisionFields,
  ...renewalFields,
  ...commandFields,
  ...questionFields,
} as const satisfies { [M in MessageName]: readonly (keyof MessageValues[M])[] };

/** One message with its values, tied together so that a template never gets another's values. */
export type Message = { [M in MessageName]: { name: M; values: MessageValues[M] } }[MessageName];
