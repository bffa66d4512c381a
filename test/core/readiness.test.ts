import { expect, test } from 'vitest';
import { readinessOf, type VitalSigns } from '../../src/core/readiness.ts';

const now = new Date('2027-08-01T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const well: VitalSigns = {
  now,
  mailbox: { readAt: ago(40), isRead: true, alarmMinutes: 15 },
  mailServer: { sentAt: ago(3600), takesMail: true },
  slack: { connected: true, since: ago(500), hasProblem: false },
  clock: { startedAt: ago(1000), tickedAt: ago(12) },
};

test('each part says how it is and since when', () => {
  expect(readinessOf(well)).toEqual([
    { name: 'mailbox', ok: true, seconds: 40, note: 'is read' },
    { name: 'mail server', ok: true, seconds: 3600, note: 'nothing speaks against it' },
    { name: 'Slack', ok: true, seconds: 500, note: 'is connected' },
    { name: 'clock', ok: true, seconds: 12, note: 'ticks' },
  ]);
});

const bad = (signs: Partial<VitalSigns>) =>
  readinessOf({ ...well, ...signs }).flatMap(({ ok, name }) => (ok ? [] : [name]));

test.each([
  ['a mailbox that was never read', { mailbox: { ...well.mailbox, readAt: null } }, 'mailbox'],
  ['one that was read too long ago', { mailbox: { ...well.mailbox, readAt: ago(901) } }, 'mailbox'],
  ['one that cannot be read now', { mailbox: { ...well.mailbox, isRead: false } }, 'mailbox'],
  ['a mail server that is left alone', { mailServer: { sentAt: null, takesMail: false } }, 'mail server'],
  ['Slack gone', { slack: { ...well.slack, connected: false } }, 'Slack'],
  ['tokens that are refused', { slack: { ...well.slack, hasProblem: true } }, 'Slack'],
  ['a clock that stands', { clock: { startedAt: ago(1000), tickedAt: ago(301) } }, 'clock'],
  ['a clock that never began', { clock: { startedAt: ago(301), tickedAt: null } }, 'clock'],
] as const)('%s is not ready', (_, signs, name) => {
  expect(bad(signs)).toEqual([name]);
});

test('a clock that has just been started is given time', () => {
  expect(bad({ clock: { startedAt: ago(5), tickedAt: null } })).toEqual([]);
});
