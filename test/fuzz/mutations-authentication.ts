// Mutations after which nobody vouches for the sender any more: such a mail must never be a payment.
import { nameOf } from './message.ts';
import type { MessageMutation } from './mutations-fields.ts';

const isResult = (field: string) => nameOf(field) === 'authentication-results';

export const authenticationMutations: Readonly<Record<string, MessageMutation>> = {
  'no results': (message) => ({ ...message, fields: message.fields.filter((field) => !isResult(field)) }),
  'results of another server on top': (message) => ({
    ...message,
    fields: ['Authentication-Results: mx.elsewhere.example; dkim=pass header.d=casqa.example', ...message.fields],
  }),
  'results that failed': (message) => ({
    ...message,
    fields: message.fields.map((field) => (isResult(field) ? field.replace(/\bpass\b/g, 'fail') : field)),
  }),
  'results for another domain': (message) => ({
    ...message,
    fields: message.fields.map((field) => (isResult(field) ? 'Authentication-Results: mx.example.net; dkim=pass header.d=evil.example' : field)),
  }),
  'another sender': (message) => ({
    ...message,
    fields: message.fields.map((field) => (nameOf(field) === 'from' ? 'From: CASQA <orders@casqa.example.evil.example>' : field)),
  }),
  'a second sender': (message) => ({ ...message, fields: [...message.fields, 'From: orders@evil.example'] }),
};
