import { describe, expect, test } from 'vitest';
import { applicantDoubts } from '../../../src/core/payments/applicants.ts';

const payer = 'Pat Doe';

describe('a person looks', () => {
  test.each<[string, readonly string[], string]>([
    [
      'at an order for two',
      ['- Applicant 1: Pat Doe', '- Applicant 2: Robin Roe'],
      'the order names several applicants: Pat Doe; Robin Roe',
    ],
    [
      'at two names behind one label',
      ['Applicant names: Pat Doe and Robin Roe'],
      'the order names several applicants: Pat Doe; Robin Roe',
    ],
    [
      'at an order for somebody else',
      ['Name of the applicant: Robin Roe'],
      'the order is for "Robin Roe", and "Pat Doe" paid',
    ],
  ])('%s', (_name, lines, doubt) => {
    expect(applicantDoubts(lines, payer)).toEqual([doubt]);
  });
});

describe('nothing is doubtful', () => {
  test.each<[string, readonly string[], string | null]>([
    ['when nobody is named', ['[Order #4812]', 'Trainer of Record SOQ Fee X 1 = $530.00'], payer],
    ['when the payer is', ['- Applicant: Pat Doe'], payer],
    ['in another order of words', ['Applicant name: Doe, Pat'], payer],
    ['with an initial', ["Applicant's name: P. Doe"], payer],
    ['when the label is there twice', ['Applicant: Pat Doe', 'Applicant: Pat Doe'], payer],
    ['when the line was broken behind the first name', ['Applicant: Pat'], payer],
    ['when the payer has no name', ['Applicant: Robin Roe'], null],
    ['by other labels', ['Company: Doe and Sons', 'Billing address: Robin Roe'], payer],
  ])('%s', (_name, lines, name) => {
    expect(applicantDoubts(lines, name)).toEqual([]);
  });
});
