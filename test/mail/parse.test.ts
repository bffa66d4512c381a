import { describe, expect, test } from 'vitest';
import { parseMail } from '../../src/mail/parse.ts';
import { nested, rawMail } from '../fixtures/raw-mail.ts';

async function parsed(raw: Buffer | string) {
  const result = await parseMail(Buffer.from(raw));
  if (!result.ok) {
    throw new Error(result.reason);
  }
  return result;
}

test('a plain mail, field by field', async () => {
  const raw = [
    'Received: from a.example by b.example;\r\n\tWed, 10 May 2023 09:14:09 +0000',
    'From: =?UTF-8?Q?Jos=C3=A9?= Doe <Jose@Example.org>',
    'To: tor@casqa.example, "Staff, CASQA" <training@casqa.example>',
    'Cc: boss@example.org',
    'Reply-To: office@example.org',
    'Subject: =?UTF-8?B?U09RIOKA?= =?UTF-8?B?kyAyMDIz?=',
    'Message-ID: <1@example.org>',
    'In-Reply-To: <torq.a.b@casqa.example>',
    'References: <0@example.org>\r\n <torq.a.b@casqa.example>',
    'Date: Wed, 10 May 2023 02:14:07 -0700 (PDT)',
    '',
    'Hello',
    '',
  ].join('\r\n');
  const { mail, files, notes } = await parsed(raw);
  expect({ mail, files, notes }).toEqual({
    mail: {
      headers: [
        { name: 'received', value: 'from a.example by b.example;\tWed, 10 May 2023 09:14:09 +0000' },
        { name: 'from', value: '=?UTF-8?Q?Jos=C3=A9?= Doe <Jose@Example.org>' },
        { name: 'to', value: 'tor@casqa.example, "Staff, CASQA" <training@casqa.example>' },
        { name: 'cc', value: 'boss@example.org' },
        { name: 'reply-to', value: 'office@example.org' },
        { name: 'subject', value: 'SOQ \u2013 2023' },
        { name: 'message-id', value: '<1@example.org>' },
        { name: 'in-reply-to', value: '<torq.a.b@casqa.example>' },
        { name: 'references', value: '<0@example.org> <torq.a.b@casqa.example>' },
        { name: 'date', value: 'Wed, 10 May 2023 02:14:07 -0700 (PDT)' },
      ],
      from: [{ name: 'Jos\u00e9 Doe', address: 'jose@example.org' }],
      fromFields: 1,
      replyTo: [{ name: '', address: 'office@example.org' }],
      to: [
        { name: '', address: 'tor@casqa.example' },
        { name: 'Staff, CASQA', address: 'training@casqa.example' },
      ],
      cc: [{ name: '', address: 'boss@example.org' }],
      subject: 'SOQ \u2013 2023',
      messageId: '<1@example.org>',
      inReplyTo: ['<torq.a.b@casqa.example>'],
      references: ['<0@example.org>', '<torq.a.b@casqa.example>'],
      date: new Date('2023-05-10T09:14:07Z'),
      text: 'Hello\n',
      html: null,
      htmlText: null,
      parts: [],
    },
    files: [],
    notes: [],
  });
});

describe('traps', () => {
  test('two From fields are counted', async () => {
    const { mail } = await parsed('From: a@example.org\r\nFrom: b@example.org\r\n\r\nx');
    expect({ from: mail.from.map(({ address }) => address), fields: mail.fromFields }).toEqual({
      from: ['a@example.org', 'b@example.org'],
      fields: 2,
    });
  });

  test('lines that end in a bare CR', async () => {
    const { mail } = await parsed('From: a@example.org\rSubject: old\r\rHello');
    expect({ subject: mail.subject, text: mail.text }).toEqual({ subject: 'old', text: 'Hello' });
  });

  test('HTML without text is shown as lines', async () => {
    const { mail } = await parsed(
      rawMail([['From', 'a@example.org']], [{ type: 'text/html', body: '<p>Hi<br>there</p>' }]),
    );
    expect({ text: mail.text, htmlText: mail.htmlText }).toEqual({ text: null, htmlText: 'Hi\nthere' });
  });

  test('a display name that decodes to an address stays a name', async () => {
    const { mail } = await parsed('From: =?UTF-8?Q?orders=40casqa.example=2C?= <evil@evil.example>\r\n\r\nx');
    expect(mail.from).toEqual([{ name: 'orders@casqa.example,', address: 'evil@evil.example' }]);
  });

  test('a boundary that occurs nowhere loses no word', async () => {
    const { mail, notes } = await parsed(
      'From: a@example.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\nHello there\r\n',
    );
    expect({ text: mail.text, notes }).toEqual({
      text: 'Hello there',
      notes: ['the parts could not be told apart, the text is the raw body'],
    });
  });

  test.each([
    ['nothing', '', 'the message is empty'],
    ['no header fields', '\r\njust words', 'the message has no header fields'],
    [
      'too long a header section',
      `From: a@example.org\r\n${'X-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(40_000)}\r\nx`,
      'the message cannot be parsed',
    ],
  ])('%s is a reason, not an exception', async (_name, raw, reason) => {
    const result = await parseMail(Buffer.from(raw));
    expect(result).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });
});

describe('parts', () => {
  test('of a report are visible and are no files', async () => {
    const raw = rawMail(
      [['From', 'mailer-daemon@example.org']],
      [
        { type: 'text/plain', body: 'Sorry' },
        { type: 'message/delivery-status', body: 'Final-Recipient: rfc822; a@example.org' },
        { type: 'message/rfc822', body: 'Subject: inner\r\n\r\nInner words' },
      ],
      'report; report-type=delivery-status',
    );
    const { mail, files } = await parsed(raw);
    expect({ text: mail.text, parts: mail.parts, files }).toEqual({
      text: 'Sorry',
      parts: [
        { type: 'message/delivery-status', text: 'Final-Recipient: rfc822; a@example.org' },
        { type: 'message/rfc822', text: 'Subject: inner\r\n\r\nInner words' },
      ],
      files: [],
    });
  });

  test('a picture in the HTML is not a file, an attached one is', async () => {
    const html = nested(
      [
        { type: 'text/html', body: '<p>Pat<img src="cid:logo"></p>' },
        {
          type: 'image/png',
          body: Buffer.from('logo'),
          encoding: 'base64',
          contentId: 'logo',
          disposition: 'inline',
          filename: 'logo.png',
        },
      ],
      'related',
    );
    const photo = {
      type: 'image/png',
      body: Buffer.from('photo'),
      encoding: 'base64' as const,
      filename: 'page-1.png',
    };
    const { files } = await parsed(rawMail([['From', 'a@example.org']], [html, photo]));
    expect(files.map(({ filename }) => filename)).toEqual(['page-1.png']);
  });

  test('a file name brings no folders along', async () => {
    const file = {
      type: 'application/pdf',
      body: Buffer.from('x'),
      encoding: 'base64' as const,
      filename: '../../etc/soq.pdf',
    };
    const { files } = await parsed(
      rawMail([['From', 'a@example.org']], [{ type: 'text/plain', body: 'x' }, file]),
    );
    expect(files.map(({ filename, statedType }) => ({ filename, statedType }))).toEqual([
      { filename: 'soq.pdf', statedType: 'application/pdf' },
    ]);
  });
});
