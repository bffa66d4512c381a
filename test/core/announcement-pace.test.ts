import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastGoesOut, mayBeWritten } from '../../src/core/announcement-pace.ts';
import { igpTor } from '../support/programme.ts';

const at = (local: string) => new Date(`${local}:00-07:00`);

test.each([
  ['nothing lately', { lately: 0, waiting: 0 }, 25],
  ['some lately', { lately: 10, waiting: 3 }, 15],
  ['more waiting than written', { lately: 3, waiting: 20 }, 5],
  ['a share that is used up', { lately: 25, waiting: 0 }, 0],
  ['more waiting than a share', { lately: 0, waiting: 60 }, 0],
])('of 300 an hour a twelfth is written every five minutes: %s', (_what, counts, expected) => {
  expect(mayBeWritten(300, counts)).toBe(expected);
});

test.each([
  ['few go out at once', 25, '2023-04-03T09:00', '2023-04-03T09:00'],
  ['one more waits for the next tick', 26, '2023-04-03T09:00', '2023-04-03T09:05'],
  ['five hundred take an hour and a half', 500, '2023-04-03T09:00', '2023-04-03T10:35'],
  ['the night is left out', 500, '2023-04-03T19:30', '2023-04-04T09:05'],
])('%s', (_what, count, from, last) => {
  expect(lastGoesOut(count, at(from), 300, igpTor)).toEqual(at(last));
});

test('ticks of an hour, however many there are, never write more than the hour’s share and one tick’s', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3600 }), { maxLength: 60 }), (seconds) => {
      const written: { at: number; count: number }[] = [];
      for (const now of seconds.toSorted((a, b) => a - b)) {
        const lately = written.filter((one) => one.at > now - 300).reduce((sum, { count }) => sum + count, 0);
        written.push({ at: now, count: mayBeWritten(300, { lately, waiting: 0 }) });
      }
      expect(written.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(325);
    }),
  );
});
