import { describe, expect, test } from 'vitest';
import { readRoster } from '../../src/documents/roster-csv.ts';

const read = (text: string | Uint8Array, map: { column: string; field: string }[] = []) =>
  readRoster('roster.csv', typeof text === 'string' ? Buffer.from(text) : text, map);

const header = 'Name,Email,Organization,Term starts,Term ends';
const pat = {
  place: 'roster.csv:2',
  name: 'Pat Doé',
  email: 'pat@example.org',
  organisation: 'Acme',
  termStarts: '2027-07-01',
  termEnds: '2028-06-30',
};
const line = 'Pat Doé,Pat@Example.org,Acme,2027-07-01,2028-06-30';

describe('a roster is read the same', () => {
  test.each([
    ['in UTF-8', Buffer.from(`${header}\n${line}\n`)],
    ['with a byte order mark', Buffer.from(`\uFEFF${header}\r\n${line}\r\n`)],
    ['in Windows-1252, as Excel saves it', Buffer.from(`${header}\r\n${line}\r\n`, 'latin1')],
    ['in UTF-16', Buffer.from(`\uFEFF${header}\n${line}\n`, 'utf16le')],
    ['with semicolons', Buffer.from(`${header}\n${line}\n`.replaceAll(',', ';'))],
    ['with tabs', Buffer.from(`${header}\n${line}\n`.replaceAll(',', '\t'))],
    [
      'with quotes and empty lines',
      Buffer.from(`"Name",Email,Organization,Term starts,Term ends\n\n${line}\n,,,,\n`),
    ],
    [
      'with cells that a spreadsheet was kept from computing',
      Buffer.from(`${header}\n="Pat Doé",pat@example.org,Acme,="2027-07-01",2028-06-30\n`),
    ],
  ])('%s', (_how, bytes) => {
    const { entries, problems } = read(bytes);
    expect(problems).toEqual([]);
    expect(entries.map(({ place: _, ...entry }) => entry)).toEqual([{ ...pat, place: undefined }]);
  });
});

test('a column that is called otherwise is named by a mapping, below whatever stands above the table', () => {
  const text = `List of 2027\nWho,Contact,From,To\nPat Doé,pat@example.org,2027-07-01,2028-06-30\n`;
  const map = [
    { column: 'who', field: 'name' },
    { column: 'Contact', field: 'email' },
    { column: 'From', field: 'term_starts' },
    { column: 'To', field: 'term_ends' },
  ];
  expect(read(text, map)).toEqual({
    entries: [{ ...pat, place: 'roster.csv:3', organisation: null }],
    repeated: 0,
    problems: [],
  });
});

test('every line that is wrong is named with what is wrong', () => {
  const text = [
    header,
    line,
    ',robin,Acme,2027-02-30,2028-06-30',
    '=HYPERLINK("http://x"),kim@example.org,Acme,2027-07-01,2028-06-30',
    'Lee,lee@example.org,@SUM(A1),2028-07-01,2028-06-30',
    'Pat Doe,pat@example.org,Acme,2027-07-01,2028-06-30',
    line,
  ].join('\n');
  expect(read(text)).toMatchObject({
    repeated: 1,
    problems: [
      'roster.csv:4: name: begins with "=", which a spreadsheet would compute',
      'roster.csv:5: organisation: begins with "@", which a spreadsheet would compute',
      'roster.csv:3: name: expected a name',
      'roster.csv:3: email: expected an address such as pat@example.org',
      'roster.csv:3: term_starts: expected a date such as 2023-07-01 (found "2027-02-30")',
      'roster.csv:5: term_ends: expected a day after term_starts',
      'roster.csv:6: says something else of pat@example.org than roster.csv:2 does',
    ],
  });
});

describe('a file is refused whole', () => {
  test.each([
    [
      'without the columns',
      'Name,Email\nPat,pat@example.org\n',
      [],
      /^roster\.csv:1: these columns are missing: term_starts, term_ends \(there are: Name, Email\)/,
    ],
    [
      'for a mapping to no field',
      `${header}\n${line}\n`,
      [{ column: 'Name', field: 'nam' }],
      /^--map "Name=nam": there is no field nam; there are name, email, /,
    ],
    [
      'for a mapping of no column',
      `${header}\n${line}\n`,
      [{ column: 'Nom', field: 'name' }],
      /^roster\.csv:1: there is no column "Nom" /,
    ],
    ['when it is empty', '', [], /^roster\.csv: the file is empty$/],
    ['with nothing below the header', `${header}\n`, [], /^roster\.csv: no line below the header$/],
    [
      'beyond 10 MB',
      `${header}\n${'x'.repeat(11 * 1024 * 1024)}`,
      [],
      /^roster\.csv: larger than 10 MB; split it$/,
    ],
    [
      'beyond 20,000 lines',
      `${header}\n${`${line}\n`.repeat(20_001)}`,
      [],
      /^roster\.csv: more than 20000 lines; split it$/,
    ],
  ])('%s', (_why, text, map, problem) => {
    const { entries, problems } = read(text, map);
    expect({ entries, count: problems.length }).toEqual({ entries: [], count: 1 });
    expect(problems[0]).toMatch(problem);
  });
});
