import { describe, expect, test } from 'vitest';
import type { SubmissionFact } from '../../../src/core/case.ts';
import { joinVersion, type PartMail } from '../../../src/core/decide/stitch.ts';
import type { Attachment } from '../../../src/core/mail.ts';
import { submission } from '../../support/cases.ts';
import { attachment } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';

const { soq } = igpTor;
const named = {
  ...soq,
  parts: [
    { name: 'SOQ form', files: ['form'] },
    { name: 'Résumé', files: ['resume'] },
  ],
};
const noon = new Date('2023-05-12T19:00:00Z');
const hoursLater = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
/** Two files of one name are one content, unless a test says otherwise. */
const file = (filename: string, changes: Partial<Attachment> = {}) =>
  attachment({ filename, sha256: filename, ...changes });
const locked = (filename: string) => file(filename, { problem: 'encrypted', pages: null });

type Former = Partial<SubmissionFact>;
const before = (changes: Former): SubmissionFact => submission({ receivedAt: noon, ...changes });
/** A mail that came first and said which part it is. */
const part = (number: number, of: number, ...documents: Attachment[]): Former => ({
  complete: false,
  documents,
  parts: documents.every(({ problem }) => problem === null) ? [number] : [],
  partsOf: of,
});
const mail = (changes: Partial<PartMail>): PartMail => ({
  claim: null,
  receivedAt: hoursLater(1),
  documents: [file('b.pdf')],
  ...changes,
});
const claim = (number: number, of: number) => ({ claim: { number, of } });

/** Names of the documents, how many mails, and what has not come. */
function joined(former: Former | null, changes: Partial<PartMail>, rules = soq) {
  const { documents, mails, missing } = joinVersion(former && before(former), mail(changes), rules);
  return [documents.map(({ filename }) => filename).join(' '), mails, ...missing];
}

describe('what a mail makes of the version before it', () => {
  const whole = { documents: [file('a.pdf')] };
  const form = { complete: false, documents: [file('form.pdf')] };

  test.each<[string, Former | null, Partial<PartMail>, unknown[]]>([
    ['the first mail', null, {}, ['b.pdf', 1]],
    ['the first of three', null, claim(1, 3), ['b.pdf', 1, 'part 2 of 3', 'part 3 of 3']],
    ['another SOQ replaces a complete one', whole, {}, ['b.pdf', 1]],
    [
      'a correction replaces one that could not be read',
      { complete: false, documents: [locked('a.pdf')] },
      {},
      ['b.pdf', 1],
    ],
    ['the second of two adds', part(1, 2, file('a.pdf')), claim(2, 2), ['a.pdf b.pdf', 2]],
    ['the second of three adds', part(1, 3, file('a.pdf')), claim(2, 3), ['a.pdf b.pdf', 2, 'part 3 of 3']],
    ['the first after the second adds', part(2, 2, file('a.pdf')), claim(1, 2), ['a.pdf b.pdf', 2]],
    ['a part sent again adds', part(1, 2, file('a.pdf')), claim(1, 2), ['a.pdf b.pdf', 2, 'part 2 of 2']],
    [
      'a part sent again replaces the file of that name',
      part(1, 2, file('b.pdf', { sha256: 'old' })),
      claim(1, 2),
      ['b.pdf', 2, 'part 2 of 2'],
    ],
    [
      'a part that could not be read has not come',
      part(1, 2, locked('a.pdf')),
      claim(2, 2),
      ['b.pdf', 2, 'part 1 of 2'],
    ],
    [
      'a part of another number of parts is another set',
      part(1, 2, file('a.pdf')),
      claim(2, 3),
      ['b.pdf', 1, 'part 1 of 3', 'part 3 of 3'],
    ],
    [
      'all parts once more are another set',
      { ...part(1, 2, file('a.pdf')), complete: true, parts: [1, 2] },
      claim(1, 2),
      ['b.pdf', 1, 'part 2 of 2'],
    ],
    ['the second of two after a mail that said nothing', whole, claim(2, 2), ['a.pdf b.pdf', 2]],
    [
      'the second of three after a mail that said nothing',
      whole,
      claim(2, 3),
      ['a.pdf b.pdf', 2, 'part 1 of 3', 'part 3 of 3'],
    ],
    [
      'the first of two after a mail that said nothing begins a set',
      whole,
      claim(1, 2),
      ['b.pdf', 1, 'part 2 of 2'],
    ],
    [
      'a mail that says nothing is the one part that is missing',
      part(1, 2, file('a.pdf')),
      {},
      ['a.pdf b.pdf', 2],
    ],
    [
      'of two missing parts it may be either',
      part(1, 3, file('a.pdf')),
      {},
      ['a.pdf b.pdf', 2, 'part 2 of 3', 'part 3 of 3'],
    ],
    [
      'after the last hour it stands alone',
      part(1, 2, file('a.pdf')),
      { receivedAt: hoursLater(24.1) },
      ['b.pdf', 1],
    ],
    ['until then it does not', part(1, 2, file('a.pdf')), { receivedAt: hoursLater(24) }, ['a.pdf b.pdf', 2]],
    [
      'a part that comes days later stands alone',
      part(1, 2, file('a.pdf')),
      { ...claim(2, 2), receivedAt: hoursLater(50) },
      ['b.pdf', 1, 'part 1 of 2'],
    ],
    [
      'the same content under another name counts once',
      part(1, 2, file('a.pdf', { sha256: 'b.pdf' })),
      claim(2, 2),
      ['b.pdf', 2],
    ],
    [
      'without named parts a form alone is complete, and is replaced',
      { ...form, complete: true },
      {},
      ['b.pdf', 1],
    ],
  ])('%s', (_name, former, changes, expected) => {
    expect(joined(former, changes)).toEqual(expected);
  });

  test.each<[string, Former, Partial<PartMail>, unknown[]]>([
    ['the part that is missing', form, { documents: [file('resume.pdf')] }, ['form.pdf resume.pdf', 2]],
    ['another file, while a part is missing', form, {}, ['form.pdf b.pdf', 2]],
    [
      'all parts at once stand alone',
      form,
      { documents: [file('form2.pdf', { filename: 'form new.pdf' }), file('resume.pdf')] },
      ['form new.pdf resume.pdf', 1],
    ],
    ['too late', form, { documents: [file('resume.pdf')], receivedAt: hoursLater(25) }, ['resume.pdf', 1]],
    [
      'nothing that could be read was there',
      { complete: false, documents: [locked('form.pdf')] },
      {},
      ['b.pdf', 1],
    ],
  ])('with named parts: %s', (_name, former, changes, expected) => {
    expect(joined(former, changes, named)).toEqual(expected);
  });

  test('no hours: nothing is put together', () => {
    expect(joined(part(1, 2, file('a.pdf')), claim(2, 2), { ...soq, stitchHours: 0 })).toEqual([
      'b.pdf',
      1,
      'part 1 of 2',
    ]);
  });
});

test('the version is received when the last of its mails came, whichever was decided last', () => {
  const former = before({ ...part(2, 2, file('a.pdf')), receivedAt: hoursLater(2) });
  expect(joinVersion(former, mail(claim(1, 2)), soq)).toEqual({
    documents: [file('a.pdf'), file('b.pdf')],
    receivedAt: hoursLater(2),
    mails: 2,
    parts: [2, 1],
    partsOf: 2,
    missing: [],
    notes: [],
  });
});

test('a part of which a document cannot be read has not come', () => {
  const { parts, missing } = joinVersion(
    null,
    mail({ ...claim(1, 2), documents: [file('a.pdf'), locked('b.pdf')] }),
    soq,
  );
  expect({ parts, missing }).toEqual({ parts: [], missing: ['part 1 of 2', 'part 2 of 2'] });
});

test('three mails, one after the other', () => {
  let version: SubmissionFact | null = null;
  for (const [number, name] of [
    [3, 'c.pdf'],
    [1, 'a.pdf'],
    [2, 'b.pdf'],
  ] as const) {
    const { missing, notes, ...found } = joinVersion(
      version,
      mail({ ...claim(number, 3), documents: [file(name)] }),
      soq,
    );
    version = { ...before({ complete: missing.length === 0 }), ...found };
  }
  expect({ complete: version?.complete, parts: version?.parts, mails: version?.mails }).toEqual({
    complete: true,
    parts: [3, 1, 2],
    mails: 3,
  });
});

test('of two broken files with one content both are named', () => {
  const documents = [locked('a.pdf'), { ...locked('b.pdf'), sha256: 'a.pdf' }];
  expect(joinVersion(null, mail({ documents }), soq).documents).toEqual(documents);
});

test('files of one mail that have one name are all kept, one content counts once', () => {
  const documents = [
    file('soq.pdf', { sha256: '1' }),
    file('soq.pdf', { sha256: '2' }),
    file('copy.pdf', { sha256: '1' }),
  ];
  expect(joinVersion(null, mail({ documents }), soq).documents).toEqual(documents.slice(0, 2));
});
