import { describe, expect, test } from 'vitest';
import { bad, good, runDoctor } from '../../src/handlers/doctor.ts';
import { doctorJson, doctorText } from '../../src/handlers/doctor-report.ts';

describe('the doctor', () => {
  test('makes all checks, whatever one of them does', async () => {
    const report = await runDoctor(
      [
        { name: 'fine', look: () => good('as it should be') },
        { name: 'wrong', look: async () => bad('a\nb', 'do this') },
        {
          name: 'thrown',
          look: () => {
            throw new Error('a bug');
          },
        },
        { name: 'hanging', look: () => new Promise(() => {}) },
      ],
      50,
    );
    expect(report).toEqual({
      ok: false,
      results: [
        { name: 'fine', ok: true, detail: 'as it should be', mend: null },
        { name: 'wrong', ok: false, detail: 'a\nb', mend: 'do this' },
        { name: 'thrown', ok: false, detail: 'a bug', mend: expect.any(String) },
        { name: 'hanging', ok: false, detail: 'no answer within 0.05 s', mend: expect.any(String) },
      ],
    });
    expect(JSON.parse(doctorJson(report))).toEqual(report);
  });

  test('tells people line by line', async () => {
    const report = await runDoctor([
      { name: 'one', look: () => good('fine', 'could be better') },
      { name: 'other', look: () => bad('a\nb', 'do this') },
    ]);
    expect(doctorText(report).split('\n')).toEqual([
      'ok     one    fine',
      '              -> could be better',
      'WRONG  other  a',
      '              b',
      '              -> do this',
      '1 of 2 checks found something wrong',
    ]);
    expect(doctorText({ ok: true, results: [] })).toBe('all is well');
  });
});
