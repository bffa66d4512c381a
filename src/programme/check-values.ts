import { type CheckContext, checkProgramme } from './check.ts';
import { explainIssues } from './explain.ts';
import { type Programme, programmeSchema } from './schema.ts';
import type { Finding } from './source.ts';

/** Reads what a programme says, wherever it was written: its form and how its values fit together, all findings at once. */
export function checkValues(
  values: unknown,
  context: CheckContext,
): { programme: Programme | null; findings: readonly Finding[] } {
  const { data, error } = programmeSchema.safeParse(values);
  const findings = [...explainIssues(error?.issues ?? [], values), ...checkProgramme(values, context)];
  return { programme: findings.length === 0 ? (data ?? null) : null, findings };
}
