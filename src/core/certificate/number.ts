// The number of a certificate: IGP-2027-7K3M-Q9XW. Programme and year say what it is, seven symbols cannot be guessed
// from another one, and the last symbol shows a slip of whoever copies it from paper.

/** Crockford's base32: no I, L, O or U, which are read as other symbols. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const symbols = 7;
const bitsOfSymbol = 5;
const form = /^([A-Z0-9]{2,12})-(\d{4})-([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{4})$/;

/**
 * The number that these bytes name; of them the first 35 bits count, so five bytes are needed.
 * @param of `prefix`: 2 to 12 capitals and digits; `year`: the one in which the term starts
 * @throws RangeError for fewer bytes
 */
export function certificateNumber(of: { prefix: string; year: string }, bytes: Uint8Array): string {
  if (bytes.length * 8 < symbols * bitsOfSymbol) throw new RangeError('a number needs five bytes');
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const values = Array.from({ length: symbols }, (_, at) =>
    Number.parseInt(bits.slice(at * bitsOfSymbol, (at + 1) * bitsOfSymbol), 2),
  );
  const text = [...values, checkOf(values)].map((value) => alphabet[value]).join('');
  return `${of.prefix}-${of.year}-${text.slice(0, 4)}-${text.slice(4)}`;
}

/**
 * What somebody typed, as the number that it is; null when it cannot be one. Small letters, spaces for hyphens, and the
 * symbols that look alike (O for 0, I or L for 1) are taken for what was meant, behind the year only.
 */
export function readCertificateNumber(text: string): string | null {
  if (text.length > 60) return null;
  const [prefix = '', year = '', ...others] = text
    .trim()
    .toUpperCase()
    .split(/[\s\-\u2010-\u2015]+/u);
  const meant = others.join('').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const number = `${prefix}-${year}-${meant.slice(0, 4)}-${meant.slice(4)}`;
  if (!form.test(number)) return null;
  const values = [...meant].map((symbol) => alphabet.indexOf(symbol));
  return checkOf(values.slice(0, -1)) === values.at(-1) ? number : null;
}

/**
 * A sum over the field of 32 elements in which each place has another weight: any one wrong symbol, and any two that
 * changed places, give another sum.
 */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => doubled(sum) ^ doubled(value), 0);
}

/** Times x, modulo x^5 + x^2 + 1, whose powers run through all 31 elements. */
function doubled(value: number): number {
  const shifted = value << 1;
  return shifted > 31 ? shifted ^ 0b100101 : shifted;
}
