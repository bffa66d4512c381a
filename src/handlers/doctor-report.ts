import type { DoctorReport, DoctorResult } from './doctor.ts';

/** For the terminal: one line a check, below it what is wrong and how to mend it, and a last line that sums up. */
export function doctorText({ results }: DoctorReport): string {
  const width = Math.max(0, ...results.map(({ name }) => name.length));
  const wrong = results.filter(({ ok }) => !ok).length;
  const sum = wrong === 0 ? 'all is well' : `${wrong} of ${results.length} checks found something wrong`;
  return [...results.flatMap((result) => resultLines(result, width)), sum].join('\n');
}

/** For programs: the report as it is. */
export function doctorJson(report: DoctorReport): string {
  return JSON.stringify(report, null, 2);
}

function resultLines({ name, ok, detail, mend }: DoctorResult, width: number): string[] {
  const indent = ' '.repeat('WRONG  '.length + width + 2);
  const [first = '', ...rest] = detail.split('\n');
  return [
    `${ok ? 'ok   ' : 'WRONG'}  ${name.padEnd(width)}  ${first}`,
    ...rest.map((line) => indent + line),
    ...(mend === null ? [] : mend.split('\n').map((line) => `${indent}-> ${line}`)),
  ];
}
