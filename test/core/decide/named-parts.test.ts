import { expect, test } from 'vitest';
import { missingParts } from '../../../src/core/decide/named-parts.ts';

const isFound = (filename: string, ...files: string[]) =>
  missingParts([{ filename }], [{ name: 'it', files }]).length === 0;

test.each([
  ['Resume.pdf', ['resume'], true],
  ['PatDoe_Résumé-2023.pdf', ['resume'], true],
  ['PatDoeResume2023.pdf', ['resume'], true],
  ['pat doe resumes.pdf', ['resume'], false],
  ['pat doe resumes.pdf', ['resum*'], true],
  ['presumed.pdf', ['resum*'], false],
  ['McvayPat.pdf', ['cv'], false],
  ['pat-cv.pdf', ['resume', 'cv'], true],
  ['Work_Samples.pdf', ['work sample*'], true],
  ['Samples of work.pdf', ['work sample*'], false],
  ['.pdf', ['resume'], false],
])('%s is %o: %s', (filename, files, expected) => {
  expect(isFound(filename, ...files)).toBe(expected);
});

test('one document may be several parts, and what is missing is named', () => {
  const parts = [
    { name: 'SOQ form', files: ['soq'] },
    { name: 'Résumé', files: ['resume'] },
    { name: 'References', files: ['reference*'] },
  ];
  expect(missingParts([{ filename: 'SOQ and resume.pdf' }], parts)).toEqual(['References']);
  expect(missingParts([], parts)).toEqual(['SOQ form', 'Résumé', 'References']);
  expect(missingParts([], [])).toEqual([]);
});
