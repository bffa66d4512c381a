// Mails and verdicts as values, for tests of core that need no bytes.
import type { Attachment, Authentication, ParsedMail } from '../../src/core/mail.ts';

/** A person's plain mail; a test changes what it is about. */
export function mailValue(changes: Partial<ParsedMail> = {}): ParsedMail {
  return {
    headers: [],
    from: [{ name: 'Pat Doe', address: 'pat@example.org' }],
    fromFields: 1,
    replyTo: [],
    to: [{ name: '', address: 'tor@casqa.example' }],
    cc: [],
    subject: 'Question',
    messageId: '<1@example.org>',
    inReplyTo: [],
    references: [],
    date: null,
    text: 'When is the deadline?',
    html: null,
    htmlText: null,
    attachments: [],
    parts: [],
    ...changes,
  };
}

export function attachment(changes: Partial<Attachment> = {}): Attachment {
  return {
    filename: 'soq.pdf',
    type: 'application/pdf',
    bytes: 1000,
    sha256: '0'.repeat(64),
    pages: 3,
    problem: null,
    ...changes,
  };
}

export const notAuthenticated: Authentication = {
  authenticated: false,
  domain: null,
  reason: 'no DKIM signature',
  temporary: false,
};

export function vouchedFor(domain: string): Authentication {
  return {
    authenticated: true,
    domain,
    reason: `dkim=pass header.d=${domain}, aligned`,
    temporary: false,
  };
}
