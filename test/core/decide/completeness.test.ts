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

  test('what was not counted is told to staff', () => {
    expect(checkDocuments([attachment(), logo], soq).notes).toEqual(['not counted as documents: logo.png']);
  });
});
