// What each value is to a template, learnt from the samples, which the compiler keeps true to the message list.
import { type CommonValues, type MessageName, messageFields } from '../core/messages.ts';
import type { FieldKind, Fields } from './check-template.ts';
import { sampleCommon, samples } from './samples.ts';

/** The values that every template may use. */
export const commonKinds: Fields = new Map(
  (Object.keys(sampleCommon) as (keyof CommonValues)[]).map((field) => [field, 'text']),
);

/** The values that the template of this message may use. */
export function fieldKinds(name: MessageName): Fields {
  const own = messageFields[name].map((field): [string, FieldKind] => [field, kindOf(name, field)]);
  return new Map([...own, ...commonKinds]);
}

function kindOf(name: MessageName, field: string): FieldKind {
  const values = samples[name].map((message) => (message.values as Record<string, unknown>)[field]);
  if (values.some(Array.isArray)) return 'list';
  if (values.some((value) => typeof value === 'boolean')) return 'flag';
  return values.includes(null) ? 'optional' : 'text';
}
