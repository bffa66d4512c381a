import { expect, test } from 'vitest';
import { readAudience, readColumnChoice } from '../../src/documents/audience-csv.ts';

const read = (content: string, ...choices: string[]) =>
  readAudience(
    'members.csv',
    content,
    choices.map((text) => readColumnChoice(text)!),
  );

test.each([
  ['Email,Name\nPAT@Example.org,Pat Doe\n', []],
  ['\ufeffName,E-Mail\nPat Doe, pat@example.org \n', []],
  ['First Name,Last Name,Email Address,City\nPat,Doe,pat@example.org,"Los Angeles, CA"\n', []],
  ['Kontakt,Person\npat@example.org,Pat Doe\n', ['email=Kontakt', 'name=Person']],
])('columns are found by their headers, or as they are named: %j', (content, choices) => {
  expect(read(content, ...choices)).toEqual({
    entries: [{ address: 'pat@example.org', name: 'Pat Doe' }],
    repeated: 0,
    badRows: [],
    problems: [],
  });
});

test('bad rows are named by their line, also below a field of several lines; others are read', () => {
  const content = [
    'email,name',
    'pat@example.org,"Pat',
    'Doe"',
    'not an address,Robin',
    '',
    ',Nobody',
    'Pat@Example.org,again',
    'kim@example.org,',
  ].join('\n');
  expect(read(content)).toEqual({
    entries: [
      { address: 'pat@example.org', name: 'Pat Doe' },
      { address: 'kim@example.org', name: null },
    ],
    repeated: 1,
    badRows: [
      'members.csv:4: expected an address such as pat@example.org (found "not an address")',
      'members.csv:6: expected an address such as pat@example.org (found none)',
    ],
    problems: [],
  });
});

test.each([
  [
    'a file without a column for addresses',
    'name,phone\nPat,1\n',
    [],
    /^members\.csv:1: no column is named email; .*there are: name, phone/,
  ],
  [
    'a column that is not there',
    'email\npat@example.org\n',
    ['name=Member'],
    /^members\.csv:1: there is no column "Member"/,
  ],
  ['an empty list', 'email,name\n', [], /^members\.csv: no line below the header$/],
  ['what is no CSV', 'email\n"pat@example.org\n', [], /^members\.csv: not readable as CSV: /],
])('%s is refused as a whole', (_what, content, choices, problem) => {
  const { entries, problems } = read(content, ...choices);
  expect([entries, problems]).toEqual([[], [expect.stringMatching(problem)]]);
});

test('addresses that could add recipients or header fields are bad rows, and names lose what is no text', () => {
  const content =
    'email,name\n"a@example.org, b@example.org",A\n"a@example.org\r\nBcc: b@example.org",B\nc@example.org,"C\u0000\r\nBcc: all"\n';
  const { entries, badRows } = read(content);
  expect(entries).toEqual([{ address: 'c@example.org', name: 'C Bcc: all' }]);
  expect(badRows.length).toBe(2);
});

test.each(['email', 'mail=x', '=x', 'email='])('%j says no column', (text) => {
  expect(readColumnChoice(text)).toBe(null);
});
