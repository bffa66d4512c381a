// Encoded words in header fields (RFC 2047): =?charset?B?...?= and =?charset?Q?...?=.

const encodedWord = /=\?([^?\s]{1,60})\?([bq])\?([^?\s]*)\?=/gi;
const betweenWords = /(=\?[^?\s]{1,60}\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]{1,60}\?[bq]\?)/gi;

type Run = { charset: string; bytes: Buffer };

/** Decodes the encoded words of an unstructured field; what cannot be decoded stays as it is (RFC 2047 section 6.3). */
export function decodeEncodedWords(value: string): string {
  if (!value.includes('=?')) {
    return value;
  }
  // White space between two encoded words is not part of the text (RFC 2047 section 6.2).
  const joined = value.replace(betweenWords, '$1');
  let decoded = '';
  let run: Run | null = null;
  let end = 0;
  for (const match of joined.matchAll(encodedWord)) {
    const [whole, charset = '', encoding = '', content = ''] = match;
    if (match.index > end || (run && run.charset !== charset.toLowerCase())) {
      decoded += decodeRun(run) + joined.slice(end, match.index);
      run = null;
    }
    // One character may be split over two words by careless senders: decode their bytes together.
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : decodeQ(content);
    run = { charset: charset.toLowerCase(), bytes: run ? Buffer.concat([run.bytes, bytes]) : bytes };
    end = match.index + whole.length;
  }
  return decoded + decodeRun(run) + joined.slice(end);
}

/** Bytes as text: in the named character set, else as UTF-8, else as Latin-1, which never fails. */
export function decodeBytes(bytes: Uint8Array, charset = 'utf-8'): string {
  // RFC 2231 section 5: the character set may carry a language after an asterisk.
  for (const label of [charset.split('*')[0] ?? '', 'utf-8']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // An unknown character set, or bytes that are not in it: try the next one.
    }
  }
  return Buffer.from(bytes).toString('latin1');
}

function decodeRun(run: Run | null): string {
  return run ? decodeBytes(run.bytes, run.charset) : '';
}

function decodeQ(content: string): Buffer {
  const escaped = content
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(escaped, 'latin1');
}
