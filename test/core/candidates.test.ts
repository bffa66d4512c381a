import { describe, expect, test } from 'vitest';
import { type KnownCandidate, likelyFacts, likelyPeople } from '../../src/core/candidates.ts';
import type { Case } from '../../src/core/case.ts';
import { type Clue, type KnownPerson, resembling } from '../../src/core/resemblance.ts';
import { annualFee, application, submission, term } from '../support/cases.ts';
import { igpTor } from '../support/programme.ts';

const today = '2023-06-20';
const pat: KnownPerson = { id: 'pat', name: 'Pat Doe', addresses: ['pat.doe@example.org'] };

function clue(changes: Partial<Clue> = {}): Clue {
  return {
    about: 'payment',
    names: [],
    addresses: [],
    text: '',
    ourDomains: ['casqa.example'],
    purpose: 'tor-annual',
    amountCents: 6500,
    ...changes,
  };
}

/** What staff would read, for one person with these cases. */
function likely(changes: Partial<Clue>, cases: readonly Case[] = [], person = pat): readonly string[] {
  const found = resembling(clue(changes), [person], 12);
  const known = found.map((one): KnownCandidate => ({ ...one, cases }));
  return likelyFacts(likelyPeople(clue(changes), known, igpTor, today)).map(([, value]) => value);
}

describe('a payment may be of somebody', () => {
  test.each<[string, Partial<Clue>, readonly Case[], string]>([
    [
      'whose address is in the text',
      { text: 'Fee for Pat <Pat.Doe@Example.org>.' },
      [],
      'Pat Doe <pat.doe@example.org>: same address in the text; name fits',
    ],
    [
      'whose name, open fee and amount fit',
      { names: ['Doe, Pat'], addresses: ['office@big.example'] },
      [term()],
      'Pat Doe <pat.doe@example.org>, term 2023-07-01 to 2024-06-30: name fits; their annual fee is open; the amount fits',
    ],
    [
      'who has the same name before the @ elsewhere',
      { addresses: ['pat.doe@gmail.com'] },
      [],
      'Pat Doe <pat.doe@example.org>: same name before the @ (pat.doe); name fits',
    ],
    [
      'of the same company, with an open fee that fits',
      { addresses: ['boss@example.org'] },
      [term()],
      'Pat Doe <pat.doe@example.org>, term 2023-07-01 to 2024-06-30: same company in the address (example.org); their annual fee is open; the amount fits',
    ],
    [
      'of whom a part is missing',
      { names: ['P Doe'], amountCents: 2500 },
      [term({ payments: [annualFee('2023-06-01', 4000)] })],
      'Pat Doe <pat.doe@example.org>, term 2023-07-01 to 2024-06-30: name fits by its initials; their annual fee is open; the amount fits',
    ],
    [
      'whose SOQ fee is open',
      { names: ['Pat Deo Doe'], purpose: 'soq-new', amountCents: 53000 },
      [application({ payments: [] })],
      'Pat Doe <pat.doe@example.org>, application in cycle 2023: name fits; their SOQ fee is open; the amount fits',
    ],
  ])('%s', (_name, changes, cases, words) => {
    expect(likely(changes, cases)).toEqual([words]);
  });

  test('documents may be of somebody who has paid and sent nothing', () => {
    expect(
      likely({ about: 'documents', names: ['Pat Doe'], purpose: null, amountCents: null }, [application()]),
    ).toEqual([
      'Pat Doe <pat.doe@example.org>, application in cycle 2023: name fits; their fee is paid and no SOQ has come',
    ]);
  });
});

describe('nobody is named', () => {
  test.each<[string, Partial<Clue>, readonly Case[]]>([
    ['for a name alone', { names: ['Pat Doe'] }, []],
    [
      'for a name whose fee is paid',
      { names: ['Pat Doe'] },
      [term({ term: { ticks: { qisp: null, meeting: null, agreement: null, fee: new Date(0) } } })],
    ],
    ['for an amount and an open fee', { names: ['Robin Roe'] }, [term()]],
    ['for a company alone', { addresses: ['boss@example.org'] }, []],
    ['for a number in the text', { text: 'order 4812, application-1, term-1' }, [term()]],
    ['for our own addresses', { text: 'Write to training@casqa.example' }, [term()]],
    [
      'for documents of one whose SOQ is there',
      { about: 'documents', names: ['Pat Doe'] },
      [application({ submissions: [submission()] })],
    ],
    ['for an annual fee and an application', { names: ['Pat Doe'] }, [application({ payments: [] })]],
  ])('%s', (_name, changes, cases) => {
    expect(likely(changes, cases)).toEqual([]);
  });

  test.each([
    ['a free mail provider', 'pat.doe@gmail.com', 'someone@gmail.com'],
    ['an office', 'office@one.example', 'office@two.example'],
    ['a short name', 'pat@one.example', 'pat@two.example'],
  ])('for %s in common', (_name, known, address) => {
    expect(likely({ addresses: [address] }, [], { ...pat, name: 'Xu', addresses: [known] })).toEqual([]);
  });
});

test('at most three, the likeliest first', () => {
  const people = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
    id,
    name: 'Pat Doe',
    addresses: [`pat.${id}@${id === 'd' ? 'example.org' : `${id}.example`}`],
  }));
  const said = clue({ names: ['Pat Doe'], addresses: ['boss@example.org'] });
  const known = resembling(said, people, 12).map((one) => ({ ...one, cases: [term()] }));
  expect(likelyPeople(said, known, igpTor, today).map(({ personId }) => personId)).toEqual(['d', 'a', 'b']);
});

test('a long text is read to its limit only, and quickly', () => {
  const text = `${'x@'.repeat(300_000)} ${'a'.repeat(300_000)}`;
  const people = Array.from({ length: 5000 }, (_, n) => ({
    id: String(n),
    name: `Person${n} Name${n % 700}`,
    addresses: [`person${n}@site${n % 50}.example`],
  }));
  const before = performance.now();
  resembling(clue({ text, names: ['Persona Namen'], addresses: ['p@site1.example'] }), people, 12);
  expect(performance.now() - before).toBeLessThan(2000);
});
