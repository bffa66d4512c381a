// From raw bytes to what core sees, as the service does it.

import type { Authentication, ParsedMail } from '../../src/core/mail.ts';
import { authenticateByHeader } from '../../src/mail/authenticate.ts';
import { inspectAttachments } from '../../src/mail/inspect.ts';
import { parseMail } from '../../src/mail/parse.ts';
import { igpTor } from './programme.ts';

/** The mail server of the tests, whose Authentication-Results are believed. */
const authservId = 'mx.example.net';

export async function readFixture(raw: Buffer): Promise<ParsedMail> {
  const parsed = await parseMail(raw);
  if (!parsed.ok) {
    throw new Error(parsed.reason);
  }
  const { attachments } = await inspectAttachments(parsed.files, igpTor.soq);
  return { ...parsed.mail, attachments };
}

/** The mail with the verdict of the tests' mail server, or none. */
export async function arrived(raw: Buffer): Promise<{ mail: ParsedMail; authentication: Authentication }> {
  const mail = await readFixture(raw);
  const none = { authenticated: false, domain: null, reason: 'no Authentication-Results', temporary: false };
  return { mail, authentication: authenticateByHeader(mail, authservId) ?? none };
}
