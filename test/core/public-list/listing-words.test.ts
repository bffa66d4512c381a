import { expect, test } from 'vitest';
import { readListing } from '../../../src/core/public-list/listing-words.ts';

test.each([
  ['', {}],
  [
    'Email: pat@acme.example\n phone: +1 (555) 010-0200 \nWebsite: https://acme.example/tor?a=1\n\nArea: San José and Los Ángeles',
    {
      ...{ email: 'pat@acme.example', phone: '+1 (555) 010-0200', website: 'https://acme.example/tor?a=1' },
      area: 'San José and Los Ángeles',
    },
  ],
  ['Email: pat', { problem: 'After Email: has to come a mail address.' }],
  ['Phone: call me', { problem: 'After Phone: has to come a phone number.' }],
  [
    'Website: javascript:alert(1)',
    { problem: 'After Website: has to come an address that begins with https://.' },
  ],
  ['Area:', { problem: 'After Area: has to come a place, of at most 200 letters.' }],
  [`Area: ${'x'.repeat(201)}`, { problem: 'After Area: has to come a place, of at most 200 letters.' }],
  ['Area: A\nAREA: B', { problem: 'AREA is there twice.' }],
  [
    'pat@acme.example',
    { problem: '“pat@acme.example” begins with none of Email:, Phone:, Website:, Area:.' },
  ],
  ['Fax: 1', { problem: '“Fax: 1” begins with none of Email:, Phone:, Website:, Area:.' }],
])('what staff write down of a trainer’s contact: %j', (words, listing) => {
  expect(readListing(words)).toEqual(listing);
});
