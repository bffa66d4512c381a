// From raw bytes to what core sees, as the service does it.

import type { Authentication, ParsedMail } from '../../src/core/mail.ts';
import { authenticateByHeader } from '../../src/mail/authenticate.ts';
import { readMail } from '../../src/mail/read-mail.ts';
import { igpTor } from './programme.ts';

/** The mail server of the tests, whose Authentication-Results are believed. */
const authservId = 'mx.example.net';

export async function readFixture(raw: Buffer): Promise<ParsedMail> {
  const read = await readMail(raw, igpTor.soq);
  if (!read.ok) {
    throw new Error(read.reason);
  }
  return read.mail;
}

/** The mail with the verdict of the tests' mail server, or none. */
export async function arrived(raw: Buffer): Promise<{ mail: ParsedMail; authentication: Authentication }> {
  const mail = await readFixture(raw);
  const none = { authenticated: false, domain: null, reason: 'no Authentication-Results', temporary: false };
  return { mail, authentication: authenticateByHeader(mail, authservId) ?? none };
}
