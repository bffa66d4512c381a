import { expect, test } from 'vitest';
import { tracePattern, withoutTraces } from '../../src/core/erasure.ts';

const pattern = tracePattern({
  addresses: ['pat@example.org', 'p.doe+tor@work.example'],
  names: ['Pat Doe', 'Li'],
})!;

test.each([
  ['Pat Doe <pat@example.org> paid', '(erased) <(erased)> paid'],
  ['PAT@EXAMPLE.ORG, pat doe', '(erased), (erased)'],
  ['p.doe+tor@work.example.', '(erased).'],
  ['spat@example.org and pat@example.organic', 'spat@example.org and pat@example.organic'],
  ['Pat Doering is somebody else', 'Pat Doering is somebody else'],
  ['Li is too short a name to be sure', 'Li is too short a name to be sure'],
])('%s', (text, without) => {
  expect(withoutTraces(text, pattern)).toBe(without);
});

test('lists and objects are searched through, and one without a trace stays the same', () => {
  const facts = [['Who', 'Pat Doe, pat@example.org'], ['Order', 4812], null];
  expect(withoutTraces({ facts }, pattern)).toEqual({
    facts: [['Who', '(erased), (erased)'], ['Order', 4812], null],
  });
  const other = { at: new Date(0), rows: ['Robin Roe'] };
  expect(withoutTraces(other, pattern)).toBe(other);
});

test('nobody without an address or a name is looked for', () => {
  expect(tracePattern({ addresses: [], names: ['Li'] })).toBeNull();
});
