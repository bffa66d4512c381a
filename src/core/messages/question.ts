// Answers of staff to what people ask. See ../messages.ts for what values are.

export type QuestionValues = {
  /** Written by staff in Slack; `message` stands in a paragraph of its own, where its formatting is put in. */
  'staff-reply': { subject: string; message: string };
};

export const questionFields = {
  'staff-reply': ['subject', 'message'],
} as const satisfies { [M in keyof QuestionValues]: readonly (keyof QuestionValues[M])[] };
