import { describe, expect, test } from 'vitest';
import type { Classification } from '../../../src/core/classify/classification.ts';
import { classify, unreadable } from '../../../src/core/classify/classify.ts';
import type { ParsedMail } from '../../../src/core/mail.ts';
import { attachment, mailValue, notAuthenticated } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';

function verdict(changes: Partial<ParsedMail>): Classification {
  return classify(mailValue(changes), notAuthenticated, igpTor);
}

function withHeader(name: string, value: string): Partial<ParsedMail> {
  return { headers: [{ name, value }] };
}

const question: Classification = {
  kind: 'question',
  reason: 'a person wrote it, and no document is attached',
  payment: null,
  bounce: null,
  command: null,
  replyText: 'When is the deadline?',
};

test('what a person writes is a question', () => {
  expect(verdict({})).toEqual(question);
});

test('a message that cannot be parsed is unreadable, with its reason', () => {
  expect(unreadable('the message is empty')).toEqual({
    ...question,
    kind: 'unreadable',
    reason: 'the message is empty',
    replyText: '',
  });
});

describe('a submission', () => {
  test.each([
    ['a PDF', attachment()],
    ['a locked PDF', attachment({ pages: null, problem: 'encrypted' })],
    ['a broken PDF', attachment({ type: 'application/octet-stream', problem: 'corrupt' })],
    [
      'a Word file',
      attachment({ filename: 'SOQ.docx', type: 'application/zip', problem: 'unsupported-type' }),
    ],
    ['winmail.dat', attachment({ filename: 'winmail.dat', type: 'application/ms-tnef', problem: 'tnef' })],
    ['a photograph', attachment({ filename: 'IMG_1.jpg', type: 'image/jpeg', problem: 'unsupported-type' })],
  ])('is a mail with %s', (_name, file) => {
    expect(verdict({ attachments: [file] })).toEqual({
      ...question,
      kind: 'submission',
      reason: `documents are attached: ${file.filename}`,
    });
  });

  test.each([
    ['a business card', attachment({ filename: 'pat.vcf', type: 'text/plain' })],
    ['a signature', attachment({ filename: 'smime.p7s', type: 'application/octet-stream' })],
    ['an Exchange remainder', attachment({ filename: 'ATT00001.txt', type: 'text/plain' })],
    ['a forwarded mail', attachment({ filename: 'receipt.eml', type: 'text/plain' })],
  ])('is not a mail with %s', (_name, file) => {
    expect(verdict({ attachments: [file] })).toEqual(question);
  });
});

describe('an agreement', () => {
  test.each(['Compliance_Agreement_signed.pdf', 'compliance agreement.pdf', 'ToR-Agreement.pdf'])(
    'is a file named %s',
    (filename) => {
      expect(verdict({ attachments: [attachment({ filename })] })).toEqual({
        ...question,
        kind: 'agreement',
        reason: `a compliance agreement is attached: ${filename}`,
      });
    },
  );

  test('is any document under that subject', () => {
    expect(verdict({ subject: 'Signed Compliance Agreement', attachments: [attachment()] }).kind).toBe(
      'agreement',
    );
  });

  test('is not a question about it', () => {
    expect(verdict({ subject: 'Question about the Compliance Agreement' })).toEqual(question);
  });
});

describe('a command', () => {
  test.each([
    ['STATUS', 'status'],
    ['resend', 'resend'],
    ['Help!', 'help'],
    ['"Withdraw"', 'withdraw'],
    ['new address', 'new-address'],
  ] as const)('is the subject %s', (subject, command) => {
    expect(verdict({ subject })).toEqual({
      ...question,
      kind: 'command',
      reason: `the command ${command.toUpperCase()}`,
      command,
    });
  });

  test('is the first line of the text', () => {
    const text = '\nStatus\n\nPat Doe\nDoe Stormwater';
    expect(verdict({ text, subject: 'hello' })).toMatchObject({ kind: 'command', command: 'status' });
  });

  test.each([
    ['a subject with more words', { subject: 'Help with the status page' }],
    ['an answer to a command', { subject: 'Re: STATUS' }],
    ['a word in the middle', { text: 'Please tell me my\nstatus\nthanks' }],
    ['a quoted line only', { text: 'Thanks.\n\n> STATUS' }],
  ])('is not %s', (_name, changes) => {
    expect(verdict(changes)).toMatchObject({ kind: 'question', command: null });
  });
});

describe('own mail', () => {
  test.each([
    [
      'From is ours',
      { from: [{ name: '', address: 'tor@casqa.example' }] },
      'our own mail: From is tor@casqa.example',
    ],
    [
      'the Message-ID is ours',
      { messageId: '<torq.ab12.f00d@casqa.example>' },
      'our own mail: its Message-ID is one of ours',
    ],
    ['the item is named', withHeader('x-torq-item', 'ab12'), 'our own mail: it carries X-Torq-Item'],
  ])('%s', (_name, changes, reason) => {
    expect(verdict(changes)).toEqual({ ...question, kind: 'own-mail', reason });
  });

  test('is not an answer that names our Message-ID', () => {
    expect(verdict({ inReplyTo: ['<torq.ab12.f00d@casqa.example>'] })).toEqual(question);
  });
});

describe('an automatic reply', () => {
  test.each([
    ['Auto-Submitted', withHeader('auto-submitted', 'auto-replied; owner-email="pat@example.org"')],
    ['X-Autoreply', withHeader('x-autoreply', 'yes')],
    ['Precedence', withHeader('precedence', 'auto_reply')],
    ['an empty return path', withHeader('return-path', '<>')],
    ['an English subject', { subject: 'Automatic reply: Your SOQ' }],
    ['an English subject with the mail it answers', { subject: 'Out of Office: Your SOQ' }],
    ['a German subject', { subject: 'Automatische Antwort: Ihre Unterlagen' }],
    ['a French subject', { subject: 'R\u00e9ponse automatique : Absence' }],
    ['a Spanish subject', { subject: 'Respuesta autom\u00e1tica: SOQ' }],
    ['a Japanese subject', { subject: '\u81ea\u52d5\u8fd4\u4fe1: SOQ' }],
  ])('has %s', (_name, changes) => {
    expect(verdict(changes).kind).toBe('auto-reply');
  });

  test.each([
    ['Auto-Submitted says no', withHeader('auto-submitted', 'no')],
    ['it asks others not to answer by themselves', withHeader('x-auto-response-suppress', 'All')],
    ['a person writes about being away', { subject: 'Out of office next week, may I send the SOQ late?' }],
    ['a person writes about automatic things', { subject: 'The automatic reply did not reach me' }],
  ])('is not a mail where %s', (_name, changes) => {
    expect(verdict(changes)).toEqual(question);
  });
});

describe('bulk mail', () => {
  test.each([
    ['list-id', 'Stormwater news <news.example.org>'],
    ['list-unsubscribe', '<https://example.org/u>'],
  ])('carries %s', (name, value) => {
    expect(verdict(withHeader(name, value))).toEqual({
      ...question,
      kind: 'bulk',
      reason: `mail to many: it carries ${name}`,
    });
  });

  test('says so with Precedence', () => {
    expect(verdict(withHeader('precedence', 'Bulk')).kind).toBe('bulk');
  });

  test("is not what comes through the programme's own group address", () => {
    expect(verdict(withHeader('list-id', 'ToR <tor.casqa.example>'))).toEqual(question);
  });
});

describe('calendar mail', () => {
  const part = { type: 'text/calendar', text: 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n' };

  test('is an answer to an invitation', () => {
    expect(verdict({ parts: [part] })).toEqual({
      ...question,
      kind: 'calendar',
      reason: 'calendar mail, method REPLY (RFC 5546)',
    });
  });

  test('is a submission when a document comes along', () => {
    expect(verdict({ parts: [part], attachments: [attachment()] }).kind).toBe('submission');
  });
});
