import { describe, expect, test } from 'vitest';
import { type Clues, candidates, candidateWords, type KnownPerson } from '../../src/core/candidates.ts';

const people: KnownPerson[] = [
  { id: 'pat', name: 'Pat Doe', addresses: ['pat.doe@water.example', 'pat@gmail.com'] },
  { id: 'jose', name: 'José Álvarez', addresses: ['jose@rain.example'] },
  { id: 'john', name: 'John Smith', addresses: ['john@smith.example'] },
  { id: 'jane', name: 'Jane Smith', addresses: ['jane@gmail.com'] },
];
const found = (clues: Partial<Clues>) =>
  candidates({ addresses: [], names: [], text: '', ...clues }, people).map(candidateWords);

describe('who is likely', () => {
  test.each<[string, Partial<Clues>, string[]]>([
    [
      'whose address stands in a forwarded receipt',
      { addresses: ['boss@water.example'], text: 'From: shop\nTo: <Pat@gmail.com>' },
      ['Pat Doe <pat.doe@water.example>: pat@gmail.com stands in the text; both write from water.example'],
    ],
    [
      'who writes from another domain under the same name before the @',
      { addresses: ['pat.doe+tor@home.example'], names: ['P. Doe'] },
      ['Pat Doe <pat.doe@water.example>: pat.doe@ at another domain; surname and initial are the same'],
    ],
    [
      'who has the same name in another order, without accents',
      { names: ['ALVAREZ, Jose'] },
      ['José Álvarez <jose@rain.example>: the name is the same'],
    ],
  ])('%s', (_name, clues, words) => {
    expect(found(clues)).toEqual(words);
  });
});

describe('nobody is likely', () => {
  test.each<[string, Partial<Clues>]>([
    ['for the same surname and initial', { names: ['Jack Smith'] }],
    ['for one word of a name', { names: ['Pat'] }],
    ['for a colleague’s domain alone', { addresses: ['office@water.example'] }],
    [
      'for a domain where everybody has an address',
      { addresses: ['someone@gmail.com'], names: ['J. Smith'] },
    ],
    ['for an empty mail', {}],
  ])('%s', (_name, clues) => {
    expect(found(clues)).toEqual([]);
  });
});

test('at most three are named, the likeliest first', () => {
  const many = Array.from({ length: 10 }, (_, at) => ({
    id: String(at),
    name: 'Pat Doe',
    addresses: [`pat${at}@example.org`],
  }));
  const clues = { addresses: ['pat7@other.example'], names: ['Pat Doe'], text: '' };
  const likely = candidates(clues, many);
  expect(likely.map(({ person }) => person.id)).toEqual(['7', '0', '1']);
});

test('a hostile text costs no time', () => {
  const began = performance.now();
  candidates({ addresses: [], names: ['x '.repeat(100_000)], text: 'a@b.'.repeat(100_000) }, people);
  expect(performance.now() - began).toBeLessThan(500);
});
