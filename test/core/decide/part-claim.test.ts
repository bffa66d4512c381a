import { describe, expect, test } from 'vitest';
import { partClaim } from '../../../src/core/decide/part-claim.ts';

const may = new Date('2023-05-12T17:00:00Z');

describe('a subject says that its mail is a part', () => {
  test.each([
    ['SOQ Pat Doe, part 2 of 3', [2, 3]],
    ['SOQ Pat Doe, Part 2/3', [2, 3]],
    ['SOQ part #1 out of 2', [1, 2]],
    ['SOQ pt. 1 of 2', [1, 2]],
    ['Email 1 of 2: my SOQ', [1, 2]],
    ['SOQ (2 of 3)', [2, 3]],
    ['SOQ [2/3]', [2, 3]],
    ['SOQ 2 of 3', [2, 3]],
    ['SOQ 2of3', [2, 3]],
    ['SOQ 2/3', [2, 3]],
    ['2/3 SOQ', [2, 3]],
    ['Re: Fwd: SOQ (3/3)', [3, 3]],
    ['SOQ for 5/19 (part 1 of 2)', [1, 2]],
    ['SOQ (4/5)', [4, 5]],
  ])('%s', (subject, [number, of]) => {
    expect(partClaim(subject, may)).toEqual({ number, of });
  });
});

describe('a subject says nothing of parts', () => {
  test.each([
    'My SOQ',
    'SOQ 2',
    'SOQ part 2',
    'SOQ 2023',
    'Order 4812',
    'SOQ 5/19',
    'SOQ due 5/19/2023',
    'SOQ 4/5',
    'SOQ 2023/5/6',
    'SOQ 1/1',
    'SOQ 3/2',
    'SOQ 0/3',
    'SOQ 2/99',
    'SOQ $1 of 2',
    'SOQ v1.2/3',
    '1 of 1',
    'SOQ 1 of 2023',
    'SOQ 1 of 2,000',
    'Part of my 2 references',
  ])('%s', (subject) => {
    expect(partClaim(subject, may)).toBeNull();
  });
});

test('a day near the turn of the year is a day', () => {
  expect(partClaim('SOQ 1/3', new Date('2023-12-30T17:00:00Z'))).toBeNull();
});

test('a long subject takes no time', () => {
  const before = performance.now();
  partClaim('1 1/ part ( '.repeat(100_000), may);
  expect(performance.now() - before).toBeLessThan(100);
});
