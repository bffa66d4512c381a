// Says in words what is wrong with a programme's form. The schema gives the rule; the reader is no programmer.
import type { z } from 'zod';
import { programmeSchema } from './schema.ts';
import type { FieldPath, Finding } from './source.ts';

type Issue = z.core.$ZodIssue;

/** One finding for each wrong field. `values` is what the file says. */
export function explainIssues(issues: readonly Issue[], values: unknown): readonly Finding[] {
  return issues.flatMap((issue) => explain(issue, values));
}

function explain(issue: Issue, values: unknown): readonly Finding[] {
  const path = issue.path as FieldPath;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      at: [...path, key],
      problem: 'there is no such setting; is it misspelled?',
    }));
  }
  const found = valueAt(values, path);
  const expected = expectation(issue, values);
  return [
    {
      at: path,
      problem: found === undefined ? `is missing: ${expected}` : `${expected} (found ${shown(found)})`,
    },
  ];
}

function expectation(issue: Issue, values: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'string' ? textExpectation(issue, values) : typeWords(issue.expected);
    case 'invalid_format':
      return formatWords[issue.format] ?? issue.message;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return `one of ${('options' in issue ? (issue.options ?? []) : []).map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'number'
        ? `at least ${issue.minimum}`
        : (sizeWords[issue.origin] ?? issue.message);
    case 'too_big':
      return `at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const formatWords: Partial<Record<string, string>> = {
  email: 'an e-mail address such as staff@example.org',
  url: 'a web address such as https://www.example.org',
};

const sizeWords: Partial<Record<string, string>> = {
  array: 'a list with at least one entry',
  string: 'a text that is not empty',
};

function typeWords(expected: string): string {
  const words: Partial<Record<string, string>> = {
    object: 'a group of settings (indented lines below it)',
    array: 'a list such as [one, two]',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
  };
  return words[expected] ?? expected;
}

/** Where a text is missing or something else stands, asks the schema once more with a text there, to learn which. */
function textExpectation(issue: Issue, values: unknown): string {
  const probe = withValueAt(values, issue.path as FieldPath, '?');
  const { error } = programmeSchema.safeParse(probe);
  const again = error?.issues.find((other) => other.path.join('\n') === issue.path.join('\n'));
  return again === undefined || again.code === 'invalid_type' ? 'a text' : expectation(again, probe);
}

function withValueAt(values: unknown, [step, ...rest]: FieldPath, value: unknown): unknown {
  if (step === undefined) return value;
  const inner = withValueAt(valueAt(values, [step]), rest, value);
  if (Array.isArray(values)) return values.map((item, at) => (at === step ? inner : item));
  return { ...(values as object), [step]: inner };
}

function valueAt(values: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    values,
  );
}

/** A value as the file shows it, in a few words. */
function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a group of settings';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
