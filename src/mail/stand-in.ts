// What is recorded in place of a message that is not fetched, so that the cursor never passes an unrecorded mail.
import { oversizeField, unfetchedField } from './oversize.ts';

/** How much of a header is asked for; mail servers themselves accept less. */
export const longestHeader = 256 * 1024;

/**
 * The header of a message that is too large, with `X-Torq-Oversize: <bytes>` as its first field. Only there it is
 * ours: whatever a sender writes stands below the Received and Return-Path fields of the mail servers. The body says
 * how large the message was, so that two of them under one Message-ID remain two mails.
 */
export function oversizeStandIn(header: Buffer, bytes: number): Buffer {
  return standIn(`${oversizeField}: ${bytes}`, header, `(${bytes} bytes, not fetched)`);
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
