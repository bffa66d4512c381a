import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certificateNumber, readCertificateNumber } from '../../../src/core/certificate/number.ts';

const of = { prefix: 'IGP', year: '2027' };
const bytes = fc.uint8Array({ minLength: 5, maxLength: 32 });
const numbers = bytes.map((chance) => certificateNumber(of, chance));
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('a number says programme and year, and reads as itself', () => {
  const number = certificateNumber(of, Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x9a));
  expect({ number, read: readCertificateNumber(number) }).toEqual({
    number: 'IGP-2027-28T5-CY40',
    read: 'IGP-2027-28T5-CY40',
  });
  fc.assert(
    fc.property(numbers, (any) => {
      expect(readCertificateNumber(any)).toBe(any);
    }),
  );
});

test('what people make of it on paper is read as what was meant', () => {
  const written = certificateNumber(of, Uint8Array.of(0, 0x44, 0x32, 0x14, 0x82));
  expect(written).toBe('IGP-2027-0123-454C');
  for (const typed of [
    'igp-2027-o123-454c',
    ' IGP 2027 0I23 454C ',
    'IGP–2027–0l23454C',
    'Igp-2027-012-3454c',
  ])
    expect(readCertificateNumber(typed)).toBe(written);
});

test('one wrong symbol, or two that changed places, are no number', () => {
  const place = fc.nat(7);
  fc.assert(
    fc.property(numbers, place, fc.constantFrom(...alphabet), (number, at, symbol) => {
      const plain = number.replaceAll('-', '').slice(-8);
      fc.pre(plain[at] !== symbol);
      const wrong = `IGP-2027-${plain.slice(0, at)}${symbol}${plain.slice(at + 1)}`;
      expect(readCertificateNumber(wrong)).toBeNull();
    }),
  );
  fc.assert(
    fc.property(numbers, fc.nat(6), (number, at) => {
      const plain = [...number.replaceAll('-', '').slice(-8)];
      const [one = '', other = ''] = [plain[at], plain[at + 1]];
      fc.pre(one !== other);
      plain.splice(at, 2, other, one);
      expect(readCertificateNumber(`IGP-2027-${plain.join('')}`)).toBeNull();
    }),
  );
});

test('whatever else is asked for is no number, and costs nothing', () => {
  const strange = ['', '-', 'IGP-2027', '../../etc/passwd', 'IGP-2027-28T5-CY4U', `${'9'.repeat(100_000)}`];
  expect(strange.map(readCertificateNumber)).toEqual(strange.map(() => null));
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readCertificateNumber(text);
      expect(read === null || /^[A-Z0-9]{2,12}-\d{4}-.{4}-.{4}$/.test(read)).toBe(true);
    }),
  );
});

test('too few bytes make no number', () => {
  expect(() => certificateNumber(of, new Uint8Array(4))).toThrow(RangeError);
});
