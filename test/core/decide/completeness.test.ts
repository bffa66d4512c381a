import { describe, expect, test } from 'vitest';
import { checkDocuments } from '../../../src/core/decide/completeness.ts';
import type { Attachment } from '../../../src/core/mail.ts';
import { attachment } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';

describe('what is wrong with the documents of an SOQ', () => {
  const { soq } = igpTor;
  const heavy = attachment({ bytes: 12_000_000, problem: 'too-large' });
  const logo = attachment({
    filename: 'logo.png',
    type: 'image/png',
    bytes: 5000,
    problem: 'unsupported-type',
  });

  test.each<[string, readonly Attachment[], string[]]>([
    ['nothing', [attachment()], []],
    ['no document', [], ['there is no document: please attach your SOQ as PDF']],
    ['only a logo', [logo], ['there is no document: please attach your SOQ as PDF']],
    ['a logo beside it', [attachment(), logo], []],
    [
      'a password',
      [attachment({ problem: 'encrypted' })],
      ['soq.pdf: it is protected by a password; please send it without one'],
    ],
    [
      'an empty file',
      [attachment({ problem: 'empty' })],
      ['soq.pdf: the file is empty; please attach it again'],
    ],
    ['a large file', [heavy], ['soq.pdf: it is too large; the limit is 9.5 MB a file and 19.1 MB together']],
    [
      'a small file that was not fetched with the large one',
      [heavy, attachment({ filename: 'cv.pdf', problem: 'too-large', leftBehind: true })],
      [
        'soq.pdf: it is too large; the limit is 9.5 MB a file and 19.1 MB together',
        'cv.pdf: it was not read, because the mail as a whole was too large; please send it again within the limit of 9.5 MB a file and 19.1 MB together',
      ],
    ],
    [
      'many pages',
      [attachment({ problem: 'too-many-pages' })],
      ['soq.pdf: it has too many pages; the limit is 20'],
    ],
    [
      'another kind of file',
      [attachment({ filename: 'soq.pages', type: 'application/zip', problem: 'unsupported-type' })],
      ['soq.pages: this kind of file cannot be reviewed; please send PDF'],
    ],
    [
      'winmail.dat',
      [attachment({ filename: 'winmail.dat', problem: 'tnef' })],
      [
        'winmail.dat: your mail program packed the attachments into this file, which we cannot open; please attach your SOQ as PDF, or send it in plain-text or HTML format',
      ],
    ],
    [
      'a broken file beside a good one',
      [attachment(), attachment({ filename: 'b.pdf', problem: 'corrupt' })],
      ['b.pdf: the file cannot be opened; please save it again and attach it anew'],
    ],
    [
      'a disguised file',
      [attachment({ problem: 'disguised' })],
      ['soq.pdf: its content is not what its name says; please send PDF'],
    ],
    [
      'too much together',
      [attachment({ bytes: 9_000_000 }), attachment({ bytes: 9_000_000 }), attachment({ bytes: 9_000_000 })],
      ['the documents are 25.7 MB together, the limit is 19.1 MB'],
    ],
  ])('%s', (_name, attachments, problems) => {
    const found = checkDocuments(attachments, soq);
    expect({ complete: found.complete, problems: found.problems }).toEqual({
      complete: problems.length === 0,
      problems,
    });
  });

  describe('files in files', () => {
    const winmail = attachment({
      filename: 'winmail.dat',
      type: 'application/ms-tnef',
      problem: 'tnef',
      pages: null,
    });
    const zip = attachment({
      filename: 'soq.zip',
      type: 'application/zip',
      problem: 'unsupported-type',
      pages: null,
    });
    const inside = (within: string, changes: Partial<Attachment> = {}) => attachment({ within, ...changes });
    const noDocument =
      'winmail.dat: your mail program sent this file in place of attachments, and there is no document in it; please attach your SOQ as PDF';

    test.each<[string, readonly Attachment[], { documents: string[]; problems: string[]; notes: string[] }]>([
      [
        'a document in a winmail.dat is as good as one attached',
        [{ ...winmail, holds: 1 }, inside('winmail.dat')],
        { documents: ['soq.pdf'], problems: [], notes: [] },
      ],
      [
        'so is one in a zip',
        [{ ...zip, holds: 2 }, inside('soq.zip'), inside('soq.zip', { filename: 'b.pdf' })],
        { documents: ['soq.pdf', 'b.pdf'], problems: [], notes: [] },
      ],
      [
        'what is wrong with a file names where it is',
        [
          { ...zip, holds: 2 },
          inside('soq.zip'),
          inside('soq.zip', { filename: 'b.pages', problem: 'unsupported-type' }),
        ],
        {
          documents: ['soq.pdf', 'b.pages'],
          problems: ['b.pages (in soq.zip): this kind of file cannot be reviewed; please send PDF'],
          notes: [],
        },
      ],
      [
        'a winmail.dat of formatting alone',
        [{ ...winmail, holds: 0 }],
        { documents: ['winmail.dat'], problems: [noDocument], notes: [] },
      ],
      [
        'a winmail.dat with nothing but a logo',
        [
          { ...winmail, holds: 1 },
          { ...logo, within: 'winmail.dat' },
        ],
        { documents: ['winmail.dat'], problems: [noDocument], notes: ['not counted as documents: logo.png'] },
      ],
      [
        'a winmail.dat of formatting beside a document',
        [attachment(), { ...winmail, holds: 0 }],
        { documents: ['soq.pdf'], problems: [], notes: ['not counted as documents: winmail.dat'] },
      ],
      [
        'a winmail.dat that cannot be opened beside a document',
        [attachment(), winmail],
        {
          documents: ['soq.pdf', 'winmail.dat'],
          problems: [
            'winmail.dat: your mail program packed the attachments into this file, which we cannot open; please attach your SOQ as PDF, or send it in plain-text or HTML format',
          ],
          notes: [],
        },
      ],
      [
        'an empty zip beside a document',
        [attachment(), { ...zip, holds: 0 }],
        {
          documents: ['soq.pdf', 'soq.zip'],
          problems: ['soq.zip: there is no document in it; please attach your SOQ as PDF'],
          notes: [],
        },
      ],
      [
        'two winmail.dat, of which only the second holds something',
        [{ ...winmail, holds: 0 }, { ...winmail, holds: 1 }, inside('winmail.dat')],
        { documents: ['soq.pdf'], problems: [], notes: ['not counted as documents: winmail.dat'] },
      ],
    ])('%s', (_name, attachments, expected) => {
      const { documents, problems, notes } = checkDocuments(attachments, soq);
      expect({ documents: documents.map(({ filename }) => filename), problems, notes }).toEqual(expected);
    });

    test('a zip of rubbish is not told file by file', () => {
      const rubbish = Array.from({ length: 53 }, (_, at) =>
        inside('soq.zip', { filename: `${at}.exe`, problem: 'unsupported-type' }),
      );
      const { problems } = checkDocuments([{ ...zip, holds: 53 }, ...rubbish], soq);
      expect([problems.length, problems.at(-1)]).toEqual([51, '3 more files cannot be reviewed either']);
    });
  });

  test('parts that the programme wants and that no readable document is', () => {
    const parts = [
      { name: 'SOQ form', files: ['soq'] },
      { name: 'Résumé', files: ['resume', 'cv'] },
    ];
    const resume = attachment({ filename: 'Résumé.pdf', problem: 'corrupt' });
    const found = checkDocuments([attachment(), resume], { ...soq, parts });
    expect({ complete: found.complete, missing: found.missing }).toEqual({
      complete: false,
      missing: ['Résumé'],
    });
  });

  test('what was not counted is told to staff', () => {
    expect(checkDocuments([attachment(), logo], soq).notes).toEqual(['not counted as documents: logo.png']);
  });
});
