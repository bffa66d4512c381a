import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reminderMessages } from '../../src/core/reminder-message.ts';
import {
  fileValues,
  overlaid,
  overtaken,
  type ProgrammeFile,
  type SettingValue,
  settingsIn,
  withChanges,
} from '../../src/programme/overlay.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const file: ProgrammeFile = { name: 'igp-tor', values: igpTorSource, text: '' };
const deadline = 'cycles.2023.soqDeadline';
const set = (changes: Record<string, SettingValue>) => withChanges({}, changes, file);
const merged = (changes: Record<string, SettingValue>) => overlaid(file, set(changes), reminderMessages);

test('an empty overlay is the file', () => {
  expect(merged({})).toEqual({ ok: true, programme: igpTor });
});

test('what is set takes the place of the file’s value, and nothing else changes', () => {
  const [cycle] = igpTor.cycles;
  expect(merged({ [deadline]: '2023-05-26 16:00', 'fees.late': '$30' })).toEqual({
    ok: true,
    programme: {
      ...igpTor,
      fees: { ...igpTor.fees, late: 3000 },
      cycles: [{ ...cycle, soqDeadline: '2023-05-26 16:00' }],
    },
  });
});

test.each([
  ['a deadline before payments close', { [deadline]: '2023-05-12 16:00' }, 'cycles.2023.payment.closes'],
  ['a week that is none', { 'cycles.2023.notificationWeek': '2023-06-13' }, 'cycles.2023.notificationWeek'],
  ['an amount that is none', { 'fees.late': '$-3' }, 'fees.late'],
  ['a link that is none', { 'links.account': 'javascript:alert(1)' }, 'links.account'],
  ['an approver who is none', { 'slack.approvers': ['avery'] }, 'slack.approvers'],
  ['more who have to agree than there are', { 'slack.quorum': 2 }, 'slack.quorum'],
] as const)('%s is refused, at its setting', (_, changes, path) => {
  const result = merged(changes);
  expect(result.ok ? [] : result.problems.map((problem) => problem.path)).toEqual([path]);
});

test('a value that is the file’s own is not set', () => {
  expect(withChanges(set({ 'fees.late': '$30' }), { 'fees.late': '$25' }, file)).toEqual({});
});

test('what the file says differently since it was set is named, and still counts', () => {
  const later = { ...file, values: { ...igpTorSource, fees: { ...igpTorSource.fees, late: '$40' } } };
  const overlay = set({ 'fees.late': '$30', 'fees.torAnnual': '$70' });
  expect(overtaken(overlay, later)).toEqual([{ path: 'fees.late', was: '$25', is: '$40' }]);
  const result = overlaid(later, overlay, reminderMessages);
  expect(result.ok && result.programme.fees).toMatchObject({ late: 3000, torAnnual: 7000 });
});

test('a cycle that the file no longer has takes its settings with it', () => {
  const overlay = { 'cycles.2022.soqDeadline': { value: '2022-05-20 16:00', replaces: '2022-05-19 16:00' } };
  expect(overlaid(file, overlay, reminderMessages)).toEqual({ ok: true, programme: igpTor });
  expect(overtaken(overlay, file)).toEqual([
    { path: 'cycles.2022.soqDeadline', was: '2022-05-19 16:00', is: undefined },
  ]);
});

test('whatever is set, the result is a programme that a file could be, or refused with reasons', () => {
  const value = fc.oneof(
    fc.constantFrom('2023-05-26 16:00', '2023-06-19', '$10', '$99.50', 'https://a.example', '', null),
    fc.string(),
    fc.integer(),
    fc.array(fc.constantFrom('U01', 'U02', 'x')),
  );
  const paths = settingsIn(file).map(({ path }) => path);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...paths), value), (changes) => {
      const overlay = set(changes);
      const result = overlaid(file, overlay, reminderMessages);
      if (!result.ok) {
        expect(result.problems.length).toBeGreaterThan(0);
        return;
      }
      const back = withChanges(overlay, fileValues(file), file);
      expect(back).toEqual({});
      expect(overlaid(file, overlay, reminderMessages)).toEqual(result);
    }),
  );
});
