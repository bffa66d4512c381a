import { expect, test } from 'vitest';
import { reasonLabels, reasonOf } from '../../src/core/chosen-reasons.ts';
import { programmeWith } from '../support/cases.ts';
import { igpTorSource } from '../support/programme.ts';

const programme = programmeWith({
  decisions: {
    ...igpTorSource.decisions,
    reasons: {
      decline: [
        { label: 'Experience', text: 'Too little field work.' },
        { label: 'References', text: 'A reference is missing.' },
      ],
      resubmittal: [],
    },
  },
});

test.each([
  [
    'the chosen sentences, then own words',
    { chosen: [1, 0], reason: ' And more. ' },
    'A reference is missing.\nToo little field work.\nAnd more.',
  ],
  ['own words alone', { chosen: [], reason: 'Own.' }, 'Own.'],
  ['chosen ones alone, each once', { chosen: [0, 0], reason: null }, 'Too little field work.'],
  ['nothing that is not offered', { chosen: [7], reason: null }, null],
  ['nothing of another choice', { chosen: [0], reason: 'Own.', choice: 'resubmittal' as const }, 'Own.'],
])('a reason is %s', (_name, said, words) => {
  expect(reasonOf({ choice: 'decline', ...said }, programme)).toBe(words);
});

test('a form offers what the programme of its channel does', () => {
  const { channel } = programme.slack;
  expect(reasonLabels([{ programme }], channel, 'decline')).toEqual(['Experience', 'References']);
  expect(reasonLabels([{ programme }], channel, 'reopen')).toEqual([]);
  expect(reasonLabels([{ programme }], 'C0OTHER', 'decline')).toEqual([]);
});
