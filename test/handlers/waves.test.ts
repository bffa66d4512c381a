import { describe, expect, test } from 'vitest';
import { wavesOf } from '../../src/handlers/waves.ts';

describe('mails of a handful', () => {
  const waves = (...mails: string[]) =>
    wavesOf(mails.map((entry) => ({ entry, keys: entry.slice(1).split('') })));

  test.each([
    ['none makes no wave', [], []],
    ['that have nothing in common are one wave', ['1a', '2b', '3'], [['1a', '2b', '3']]],
    ['of one person follow each other', ['1a', '2a', '3b', '4a'], [['1a', '3b'], ['2a'], ['4a']]],
    [
      'wait for all that they share something with',
      ['1a', '2b', '3b', '4ab', '5c'],
      [['1a', '2b', '5c'], ['3b'], ['4ab']],
    ],
    ['come after one that waited itself', ['1a', '2ab', '3bc', '4c'], [['1a'], ['2ab'], ['3bc'], ['4c']]],
  ])('%s', (_name, mails, expected) => {
    expect(waves(...mails)).toEqual(expected);
  });
});
