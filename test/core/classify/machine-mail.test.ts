// What machines tell about our mails: complaints, receipts, notices of services, and filters that ask for a proof.
import { describe, expect, test } from 'vitest';
import type { Classification } from '../../../src/core/classify/classification.ts';
import { classify } from '../../../src/core/classify/classify.ts';
import type { ParsedMail } from '../../../src/core/mail.ts';
import { rawMail } from '../../fixtures/raw-mail.ts';
import { attachment, mailValue, notAuthenticated } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';
import { readFixture } from '../../support/read-fixture.ts';

const ourId = '<torq.ab12.f00d@casqa.example>';
const returned = `Message-ID: ${ourId}\r\nTo: Pat Doe <pat@example.org>\r\nSubject: Your SOQ\r\n\r\nDear Pat`;

type Told = Pick<Classification, 'kind' | 'reason' | 'bounce'> & { notice: Classification['notice'] | null };

function told(mail: ParsedMail): Told {
  const { kind, reason, bounce, notice = null } = classify(mail, notAuthenticated, igpTor);
  return { kind, reason, bounce, notice };
}

function feedback(type: string): Buffer {
  return rawMail(
    [
      ['From', 'feedback@isp.example.net'],
      ['To', 'tor@casqa.example'],
      ['Subject', 'FW: Your SOQ'],
    ],
    [
      { type: 'text/plain', body: 'This is an email abuse report.' },
      {
        type: 'message/feedback-report',
        body: `Feedback-Type: ${type}\nUser-Agent: Mill/1\nVersion: 1\nOriginal-Rcpt-To: <pat@example.org>\n`,
      },
      { type: 'message/rfc822', body: returned },
    ],
    'report; report-type=delivery-status',
  );
}

describe('a complaint', () => {
  test.each(['abuse', 'opt-out', 'other'])('of type %s names the mail and who complained', async (type) => {
    expect(told(await readFixture(feedback(type)))).toEqual({
      kind: 'auto-reply',
      reason: `a complaint about a mail (${type}) by pat@example.org`,
      bounce: null,
      notice: { what: 'complaint', originalMessageId: ourId },
    });
  });

  test.each(['not-spam', 'auth-failure'])('is not a report of type %s', async (type) => {
    expect(told(await readFixture(feedback(type))).notice).toBeNull();
  });

  test('comes without fields from a provider that only returns the mail', () => {
    const mail = mailValue({
      from: [{ name: '', address: 'staff@mail.example.net' }],
      subject: 'complaint about message from 192.0.2.1',
      text: null,
      parts: [{ type: 'message/rfc822', text: returned }],
    });
    expect(told(mail)).toEqual({
      kind: 'auto-reply',
      reason: 'a complaint about a mail (marked as junk) by pat@example.org',
      bounce: null,
      notice: { what: 'complaint', originalMessageId: ourId },
    });
  });

  test('is the unsubscribing that a mail program sends by itself', () => {
    const headers = [{ name: 'auto-submitted', value: 'auto-replied' }];
    expect(told(mailValue({ headers, subject: 'unsubscribe' })).notice).toEqual({
      what: 'unsubscribe',
      originalMessageId: null,
    });
  });

  test('is not what a person writes about one', () => {
    expect(told(mailValue({ subject: 'complaint about message from my landlord' })).kind).toBe('question');
  });
});

describe('a notice of Amazon SES', () => {
  const mail = {
    messageId: '0100-ses',
    headers: [
      { name: 'From', value: 'tor@casqa.example' },
      { name: 'Message-ID', value: ourId },
    ],
  };
  const permanent = {
    notificationType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bouncedRecipients: [{ emailAddress: 'Pat@example.org', action: 'failed', status: '5.1.1' }],
    },
    mail,
  };
  const noticeOf = (text: string) =>
    told(
      mailValue({
        from: [{ name: 'Bounces', address: 'no-reply@sns.example.com' }],
        subject: 'AWS Notification Message',
        text,
      }),
    );
  const failed = { address: 'pat@example.org', action: 'failed', status: '5.1.1', permanent: true };

  test.each([
    ['plain', JSON.stringify(permanent)],
    ['inside a message of SNS', JSON.stringify({ Type: 'Notification', Message: JSON.stringify(permanent) })],
    [
      'with the line of SNS below',
      `${JSON.stringify(permanent)}\n\n--\nIf you wish to stop receiving notifications, click {here}\n`,
    ],
    ['broken by a mail server', JSON.stringify(permanent).replace('bounceType', 'bounce!\n Type')],
  ])('about a bounce, %s', (_name, text) => {
    expect(noticeOf(text)).toEqual({
      kind: 'bounce',
      reason: 'notice of Amazon SES: pat@example.org failed 5.1.1',
      bounce: { recipients: [failed], originalMessageId: ourId },
      notice: null,
    });
  });

  test('about a bounce that may pass', () => {
    const text = JSON.stringify({ ...permanent, bounce: { ...permanent.bounce, bounceType: 'Transient' } });
    expect(noticeOf(text).bounce?.recipients).toEqual([{ ...failed, permanent: false }]);
  });

  test('about a delay', () => {
    const text = JSON.stringify({
      eventType: 'DeliveryDelay',
      deliveryDelay: { delayedRecipients: [{ emailAddress: 'pat@example.org', status: '4.4.1' }] },
      mail,
    });
    expect(noticeOf(text).bounce?.recipients).toEqual([
      { address: 'pat@example.org', action: 'delayed', status: '4.4.1', permanent: false },
    ]);
  });

  test('about a complaint', () => {
    const text = JSON.stringify({
      notificationType: 'Complaint',
      complaint: {
        complaintFeedbackType: 'abuse',
        complainedRecipients: [{ emailAddress: 'pat@example.org' }],
      },
      mail,
    });
    expect(noticeOf(text)).toEqual({
      kind: 'auto-reply',
      reason: 'a complaint about a mail (abuse) by pat@example.org',
      bounce: null,
      notice: { what: 'complaint', originalMessageId: ourId },
    });
  });

  test.each(['{', '{}', '{"notificationType":"Bounce"}', '{"mail":{},"notificationType":7}', '[1]', 'null'])(
    'is not %s',
    (text) => {
      expect(noticeOf(text).bounce).toBeNull();
    },
  );
});

describe('a read receipt', () => {
  const receipt = (disposition: string, text: string) =>
    rawMail(
      [
        ['Return-Path', '<>'],
        ['From', 'Pat Doe <pat@example.org>'],
        ['To', 'tor@casqa.example'],
        ['Subject', 'Not read: Your SOQ'],
      ],
      [
        { type: 'text/plain', body: text },
        {
          type: 'message/disposition-notification',
          body: `Final-Recipient: rfc822; pat@example.org\nOriginal-Message-ID: ${ourId}\nDisposition: ${disposition}\n`,
        },
      ],
      'report; report-type=delivery-status',
    );

  test('is no bounce, whatever it says of delivery', async () => {
    const mail = await readFixture(
      receipt(
        'manual-action/MDN-sent-manually; deleted',
        'Your message could not be delivered to a reader: deleted.',
      ),
    );
    expect(told(mail)).toEqual({
      kind: 'auto-reply',
      reason: 'a read receipt (RFC 8098)',
      bounce: null,
      notice: null,
    });
  });

  test('by which a filter rejected the mail is a bounce (RFC 5429)', async () => {
    const text = 'Your message to <pat@example.org> was automatically rejected:\nQuota exceeded';
    const mail = await readFixture(receipt('automatic-action/MDN-sent-automatically; deleted', text));
    expect(told(mail).bounce?.recipients).toEqual([
      { address: 'pat@example.org', action: 'failed', status: null, permanent: false },
    ]);
  });

  test('is known by subject and text when a gateway took its fields away', () => {
    const text = 'Your message\n\n  To: ToR\n  Subject: Your SOQ\n\nwas read on 10.05.2023 09:14.';
    expect(told(mailValue({ subject: 'Read: Your SOQ', text })).reason).toBe(
      'a read receipt: subject and text say so',
    );
  });

  test('is not a person who has read something', () => {
    expect(told(mailValue({ subject: 'Read: chapter 4', text: 'I have a question about it.' })).kind).toBe(
      'question',
    );
  });
});

describe('reports about a domain', () => {
  test.each([
    [
      'DMARC',
      { subject: 'Report Domain: casqa.example Submitter: mx.example.net Report-ID: 1' },
      "a report about the domain's mail (RFC 7489)",
    ],
    [
      'TLS',
      { headers: [{ name: 'tls-report-domain', value: 'casqa.example' }] },
      "a report about the domain's TLS (RFC 8460)",
    ],
    [
      'others',
      { headers: [{ name: 'content-type', value: 'multipart/report; report-type="x-news"' }] },
      'a report of a machine: x-news (RFC 6522)',
    ],
  ])('are no submissions, though they bring files: %s', (_name, changes, reason) => {
    expect(told(mailValue({ ...changes, attachments: [attachment({ filename: 'report.zip' })] }))).toEqual({
      kind: 'auto-reply',
      reason,
      bounce: null,
      notice: null,
    });
  });
});

describe('a filter that holds our mail back', () => {
  test.each([
    'This account is protected by a filter. Please click on the following link to have your address added to the list of allowed senders list and to ensure delivery of your email.\nhttps://filter.example.net/1',
    'Your message to Pat is being held. To release it, please reply to this mail to confirm that you are a real person.',
    'Your email was quarantined. Before your message can be read, visit https://filter.example.net/2 and verify your email address.',
  ])('is told to staff: %s', (text) => {
    expect(told(mailValue({ text, inReplyTo: [ourId] }))).toEqual({
      kind: 'auto-reply',
      reason: 'a filter asks for a proof that a person sent our mail',
      bounce: null,
      notice: { what: 'challenge', originalMessageId: ourId },
    });
  });

  test.each([
    'Please confirm that you got my SOQ; click reply, it is enough.',
    'Is your message about the deadline still true? I reply to verify.',
  ])('is not a person: %s', (text) => {
    expect(told(mailValue({ text })).kind).toBe('question');
  });
});

describe('a program that keeps a mailing list', () => {
  const keeper = {
    from: [{ name: '', address: 'news-owner@lists.example.net' }],
    headers: [{ name: 'x-mailman-version', value: '2.1.39' }],
    subject: 'Your message to News',
    text: 'You are not a member of the list <news@lists.example.net>.\n\nFor its guide write to\n\n\tnews-request@lists.example.net\n',
  };

  test('and refuses our mail returns it', () => {
    expect(told(mailValue(keeper))).toEqual({
      kind: 'bounce',
      reason: 'undelivered mail: it says "You are not a member"; news@lists.example.net failed',
      bounce: {
        recipients: [{ address: 'news@lists.example.net', action: 'failed', status: null, permanent: true }],
        originalMessageId: null,
      },
      notice: null,
    });
  });

  test('is not a person who keeps one and writes the same', () => {
    expect(told(mailValue({ ...keeper, headers: [] })).kind).toBe('question');
  });
});

describe('mail to many', () => {
  const headers = [{ name: 'list-unsubscribe', value: '<mailto:stop@example.org>' }];

  test('is no answer to one of our mails, whatever an office puts on everything that leaves it', () => {
    expect(told(mailValue({ headers })).kind).toBe('bulk');
    expect(told(mailValue({ headers, inReplyTo: [ourId] })).kind).toBe('question');
    expect(told(mailValue({ headers, inReplyTo: ['<1@example.org>'] })).kind).toBe('bulk');
  });
});

describe('a calendar mail', () => {
  const event = (method: string) => `BEGIN:VCALENDAR\r\n${method}\r\nEND:VCALENDAR\r\n`;
  const kindOf = (changes: Partial<ParsedMail>) => told(mailValue(changes)).kind;

  test('asks or answers; a calendar that is only published is a file beside words', () => {
    const part = (text: string) => ({ parts: [{ type: 'text/calendar', text }] });
    expect(kindOf(part(event('METHOD:REQUEST')))).toBe('calendar');
    expect(kindOf(part(event('METHOD:PUBLISH')))).toBe('question');
    expect(kindOf(part(event('VERSION:2.0')))).toBe('question');
  });

  test('of Exchange may say so in its header only', () => {
    const value = 'urn:content-classes:calendarmessage';
    expect(kindOf({ headers: [{ name: 'content-class', value }] })).toBe('calendar');
  });
});

describe('our own mail', () => {
  test('that comes back with an empty return path is our own, whatever its subject', () => {
    const headers = [
      { name: 'return-path', value: '<>' },
      { name: 'x-torq-item', value: 'ab12' },
    ];
    expect(told(mailValue({ headers, subject: 'Delivery of your SOQ failed' })).kind).toBe('own-mail');
  });
});

describe('an empty return path', () => {
  test.each([
    ['return-path', '<>'],
    ['return-path', '< >'],
    ['return-path', '<MAILER-DAEMON>'],
    ['return-path', 'mailer-daemon@mx.example.net'],
    ['x-envelope-from', '<>'],
  ])('may be written as %s: %s', (name, value) => {
    expect(told(mailValue({ headers: [{ name, value }], text: 'I am away.' })).kind).toBe('auto-reply');
  });

  test.each(['', '<pat@example.org>'])('is not: %s', (value) => {
    expect(told(mailValue({ headers: [{ name: 'return-path', value }] })).kind).toBe('question');
  });
});

test.each(['mailbox is full', 'quota exceeded', 'das Postfach ist voll', 'boite de reception pleine'])(
  'a failure without a code that says "%s" may pass',
  (words) => {
    const from = [{ name: '', address: 'mailer-daemon@mx.example.net' }];
    const mail = mailValue({ from, subject: 'failure notice', text: `<pat@example.org>:\n${words}\n` });
    expect(told(mail).bounce?.recipients).toEqual([
      { address: 'pat@example.org', action: 'failed', status: null, permanent: false },
    ]);
  },
);
