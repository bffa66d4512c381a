// Transfer encodings and character sets of the parts of an inner mail (RFC 2045 section 6).

/** The text of a part. What is not valid is kept as far as it goes; nothing is an error here. */
export function decodeTransfer(body: string, encoding: string | undefined, charset: string | null): string {
  switch (encoding?.trim().toLowerCase()) {
    case 'quoted-printable':
      return withCharset(quotedPrintable(body), charset);
    case 'base64':
      return withCharset(base64(body), charset);
    default:
      // The whole message was read as UTF-8, else as Latin-1, when it was parsed.
      return body;
  }
}

function withCharset(bytes: Uint8Array, charset: string | null): string {
  for (const label of [charset ?? 'utf-8', 'utf-8', 'latin1']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // An unknown character set, or bytes that are not in it: try the next one.
    }
  }
  return '';
}

function quotedPrintable(body: string): Uint8Array {
  const joined = body.replace(/=[ \t]*\n/g, '');
  const source = new TextEncoder().encode(joined);
  const bytes: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const code = source[at] ?? 0;
    const value = code === 0x3d ? hex(source[at + 1]) * 16 + hex(source[at + 2]) : Number.NaN;
    bytes.push(Number.isNaN(value) ? code : value);
    at += Number.isNaN(value) ? 0 : 2;
  }
  return Uint8Array.from(bytes);
}

function hex(code: number | undefined): number {
  return code === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(code), 16);
}

function base64(body: string): Uint8Array {
  const clean = body.replace(/[^A-Za-z0-9+/]/g, '');
  // A message that was cut off ends anywhere; four characters are three bytes.
  const whole = clean.length % 4 === 1 ? clean.slice(0, -1) : clean;
  return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
}
