import { expect, test } from 'vitest';
import { createLikelySame } from '../../src/core/likely-same.ts';
import { planRoster } from '../../src/core/roster.ts';

const term = { organisation: null, termStarts: '2027-07-01', termEnds: '2028-06-30' };
const line = (number: number, name: string, email: string) => ({
  place: `r.csv:${number}`,
  name,
  email,
  ...term,
});
const pat = { id: 'p', name: 'Pat Doe', addresses: ['pat@example.org'] };
const knownBy = new Map([['pat@example.org', { name: 'Pat Doe', terms: new Set(['2027-07-01']) }]]);
const likely = createLikelySame([pat, { id: 'q', name: 'Quinn Poe', addresses: ['quinn@acme.example'] }]);

test('who has the address and the term is known; a new term or a new address is news', () => {
  const next = { ...line(3, 'Pat Doe', 'pat@example.org'), termStarts: '2028-07-01', termEnds: '2029-06-30' };
  const robin = line(4, 'Robin Roe', 'robin@example.org');
  const { place: _1, ...nextTerm } = next;
  const { place: _2, ...newTrainer } = robin;
  expect(planRoster([line(2, 'Pat Doe', 'pat@example.org'), next, robin], knownBy, likely)).toEqual({
    news: [nextTerm, newTrainer],
    known: 1,
    warnings: [],
  });
});

test('a likely duplicate is a warning, never a match', () => {
  const { news, warnings } = planRoster(
    [
      line(2, 'Poe, Quin', 'quin@home.example'),
      line(3, 'Lee Low', 'lee@example.org'),
      line(4, 'Low, Lee', 'lee@home.example'),
      line(5, 'Kim Kay', 'pat@example.org'),
    ],
    knownBy,
    likely,
  );
  expect({ news: news.map(({ email }) => email), warnings }).toEqual({
    news: ['quin@home.example', 'lee@example.org', 'lee@home.example'],
    warnings: [
      'r.csv:2: Poe, Quin <quin@home.example> may be Quinn Poe <quinn@acme.example> (name fits but for a letter or two): somebody new, unless staff merge them',
      'r.csv:4: Low, Lee <lee@home.example> has the name of lee@example.org (r.csv:3): two people, unless staff merge them',
      'r.csv:5: pat@example.org is known as Pat Doe, not Kim Kay; the name stays',
    ],
  });
});

test('the same company alone is no resemblance', () => {
  expect(likely({ name: 'Alex Able', address: 'alex@acme.example' })).toEqual([]);
});
