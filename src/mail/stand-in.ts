// What is recorded in place of a message that is not fetched, so that the cursor never passes an unrecorded mail.
import { createHash } from 'node:crypto';
import type { Outline } from './body-structure.ts';
import { oversizeFields, unfetchedField } from './oversize.ts';

/** How much of a header is asked for; mail servers themselves accept less. */
export const longestHeader = 256 * 1024;

/** What was fetched of a large message: its header, and of the parts that are words the beginning with their own header. */
export type Fetchable = {
  header: Buffer;
  outline: Outline | null;
  words: readonly { header: Buffer; body: Buffer }[];
};

/**
 * What could be had of a message that is too large, with `X-Torq-Oversize: <bytes>` as its first field. The fields that
 * describe its body are kept as `X-Torq-Original-...`, for the body is another: a part that says what was left out, and
 * the fetched ones. The first says how large the message was, so that two under one Message-ID remain two mails.
 */
export function oversizeStandIn({ header, outline, words }: Fetchable, bytes: number): Buffer {
  const fields = `${oversizeFields(bytes, outline?.files ?? []).join('\r\n')}\r\n`;
  const more = outline === null || outline.more === 0 ? '' : `, and ${outline.more} more files not listed`;
  const note = `(${bytes} bytes, not fetched as a whole${more})`;
  if (outline === null || words.length === 0)
    return Buffer.concat([Buffer.from(fields), renamed(wholeFields(header)), Buffer.from(`\r\n${note}\r\n`)]);
  const boundary = boundaryFor(words);
  const type =
    outline.reportType === null ? outline.type : `${outline.type}; report-type=${outline.reportType}`;
  const parts = words.flatMap((part) => [
    Buffer.from(`\r\n--${boundary}\r\n`),
    wholeFields(part.header),
    Buffer.from('\r\n'),
    part.body,
  ]);
  return Buffer.concat([
    Buffer.from(fields),
    renamed(wholeFields(header)),
    Buffer.from(`MIME-Version: 1.0\r\nContent-Type: ${type}; boundary="${boundary}"\r\n\r\n${note}\r\n`),
    ...parts,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

/** The same parts have the same boundary, so that a message is known again; and nobody can write it into a part. */
function boundaryFor(words: Fetchable['words']): string {
  const hash = createHash('sha256');
  for (const { header, body } of words) hash.update(header).update(body);
  return `torq_${hash.digest('hex').slice(0, 48)}`;
}

/** The fields of a header that describe a body, folded lines included. */
export function contentFields(header: Buffer): Buffer {
  const fields = header.toString('latin1').match(/^content-[a-z-]+[ \t]*:.*(?:\r?\n[ \t].*)*/gim) ?? [];
  return Buffer.from(fields.map((field) => `${field.trimEnd()}\r\n`).join(''), 'latin1');
}

function renamed(header: Buffer): Buffer {
  const fields = /^(?=(?:content-[a-z-]+|mime-version)[ \t]*:)/gim;
  return Buffer.from(header.toString('latin1').replace(fields, 'X-Torq-Original-'), 'latin1');
}

/** The same for a message that the server lists but does not give: `X-Torq-Unfetched: <why>`. `header` may be empty. */
export function unfetchedStandIn(header: Buffer, { why, place }: { why: string; place: string }): Buffer {
  const reason = why.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 300);
  return standIn(`${unfetchedField}: ${reason}`, header, `(${place}, not fetched)`);
}

function standIn(field: string, header: Buffer, body: string): Buffer {
  return Buffer.concat([Buffer.from(`${field}\r\n`), wholeFields(header), Buffer.from(`\r\n${body}\r\n`)]);
}

/** Without the empty line at the end, and without a last line that was cut. */
function wholeFields(header: Buffer): Buffer {
  const text = header.toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  const whole = text.slice(0, end === -1 ? text.lastIndexOf('\n') : end).replace(/[\r\n]+$/, '');
  return Buffer.from(whole === '' ? '' : `${whole}\r\n`, 'latin1');
}
