import { describe, expect, test } from 'vitest';
import { bounce } from '../../../src/core/classify/bounce.ts';
import type { BounceReport } from '../../../src/core/classify/classification.ts';
import { classify } from '../../../src/core/classify/classify.ts';
import { rawMail } from '../../fixtures/raw-mail.ts';
import { mailValue, notAuthenticated } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';
import { readFixture } from '../../support/read-fixture.ts';

const daemon = [{ name: 'Mail Delivery System', address: 'mailer-daemon@mx.example.net' }];
const returned =
  'Message-ID: <torq.ab12.f00d@casqa.example>\r\nTo: Pat Doe <pat@example.org>\r\nSubject: Your SOQ\r\n\r\nDear Pat';

function report(fields: string): Buffer {
  return rawMail(
    [
      ['From', 'MAILER-DAEMON@mx.example.net (Mail Delivery System)'],
      ['To', 'tor@casqa.example'],
      ['Subject', 'Undelivered Mail Returned to Sender'],
      ['Auto-Submitted', 'auto-replied'],
    ],
    [
      { type: 'text/plain', body: 'Your message could not be delivered.' },
      { type: 'message/delivery-status', body: `Reporting-MTA: dns; mx.example.net\n\n${fields}\n` },
      { type: 'message/rfc822', body: returned },
    ],
    'report; report-type=delivery-status',
  );
}

async function reported(fields: string): Promise<BounceReport | undefined> {
  return bounce(await readFixture(report(fields)))?.report;
}

describe('a delivery report (RFC 3464)', () => {
  test('names the failed address, and is no automatic reply though it says Auto-Submitted', async () => {
    const mail = await readFixture(
      report(
        'Final-Recipient: rfc822; pat@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unknown',
      ),
    );
    expect(classify(mail, notAuthenticated, igpTor)).toEqual({
      kind: 'bounce',
      reason: 'delivery report (RFC 3464): pat@example.org failed 5.1.1',
      payment: null,
      bounce: {
        recipients: [{ address: 'pat@example.org', action: 'failed', status: '5.1.1', permanent: true }],
        originalMessageId: '<torq.ab12.f00d@casqa.example>',
      },
      command: null,
      replyText: 'Your message could not be delivered.',
    });
  });

  test('of a delay is not permanent', async () => {
    expect(await reported('Final-Recipient: rfc822;pat@example.org\nAction: delayed\nStatus: 4.4.1')).toEqual(
      {
        recipients: [{ address: 'pat@example.org', action: 'delayed', status: '4.4.1', permanent: false }],
        originalMessageId: '<torq.ab12.f00d@casqa.example>',
      },
    );
  });

  test('of a full mailbox has failed but may pass', async () => {
    const found = await reported(
      'Final-Recipient: rfc822; <Pat@Example.org>\nAction: failed\nStatus: 4.2.2 (over quota)',
    );
    expect(found?.recipients).toEqual([
      { address: 'pat@example.org', action: 'failed', status: '4.2.2', permanent: false },
    ]);
  });

  test('without an action goes by the SMTP reply', async () => {
    const found = await reported(
      'Original-Recipient: rfc822; pat@example.org\nDiagnostic-Code: smtp; 452 mailbox full',
    );
    expect(found?.recipients).toEqual([
      { address: 'pat@example.org', action: 'failed', status: null, permanent: false },
    ]);
  });

  test('of several recipients, one of them delivered', async () => {
    const found = await reported(
      'Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.2.1\n\nFinal-Recipient: rfc822; b@example.org\nAction: delivered\nStatus: 2.0.0',
    );
    expect(found?.recipients).toEqual([
      { address: 'a@example.org', action: 'failed', status: '5.2.1', permanent: true },
      { address: 'b@example.org', action: 'delivered', status: '2.0.0', permanent: false },
    ]);
  });
});

describe('a bounce in words only', () => {
  test.each([
    [
      'qmail',
      "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<pat@example.org>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <torq.ab12.f00d@casqa.example>",
    ],
    [
      'Exim',
      'A message that you sent could not be delivered to all of its recipients.\nThe following address(es) failed:\n\n  pat@example.org\n    550 5.1.1 user unknown\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <torq.ab12.f00d@casqa.example>',
    ],
    [
      'sendmail of old',
      '   ----- The following addresses had permanent fatal errors -----\n<pat@example.org>\n\n   ----- Transcript of session follows -----\n550 5.1.1 <pat@example.org>... User unknown\n\n   ----- Original message follows -----\nMessage-Id: <torq.ab12.f00d@casqa.example>',
    ],
  ])('of %s', (_name, text) => {
    const mail = mailValue({ from: daemon, subject: 'failure notice', text });
    expect(bounce(mail)?.report).toEqual({
      recipients: [{ address: 'pat@example.org', action: 'failed', status: '5.1.1', permanent: true }],
      originalMessageId: '<torq.ab12.f00d@casqa.example>',
    });
  });

  test('with X-Failed-Recipients takes the address from there', () => {
    const headers = [{ name: 'x-failed-recipients', value: 'pat@example.org' }];
    const mail = mailValue({
      from: daemon,
      headers,
      subject: 'Mail delivery failed',
      text: 'Sorry about anna@example.org',
    });
    expect(bounce(mail)?.report.recipients).toEqual([
      { address: 'pat@example.org', action: 'failed', status: null, permanent: true },
    ]);
  });

  test('of a delay is delayed', () => {
    const text =
      'Warning: message to <pat@example.org> was delayed.\nDelivery attempts will continue to be made for 4 days.';
    const mail = mailValue({ from: daemon, subject: 'Warning: message delayed 24 hours', text });
    expect(bounce(mail)?.report.recipients).toEqual([
      { address: 'pat@example.org', action: 'delayed', status: null, permanent: false },
    ]);
  });
});

describe('a notification of a sending service', () => {
  const bounced = (bounceType: string) => ({
    notificationType: 'Bounce',
    bounce: {
      bounceType,
      bouncedRecipients: [{ emailAddress: 'Pat@example.org', action: 'failed', status: '5.1.1' }],
    },
    mail: { commonHeaders: { messageId: '<torq.ab12.f00d@casqa.example>' } },
  });

  test.each([
    ['by itself', JSON.stringify(bounced('Permanent'))],
    [
      'with words below it',
      `${JSON.stringify(bounced('Permanent'), null, 2)}\n\n--\nTo stop these notifications ...`,
    ],
    [
      'wrapped',
      JSON.stringify({ Type: 'Notification', Message: JSON.stringify(bounced('Permanent')) }, null, 2),
    ],
    [
      'wrapped, its long line broken',
      JSON.stringify({ Message: JSON.stringify(bounced('Permanent')) }).replace('Pat@', '\nPat@'),
    ],
  ])('%s names the failed address and our mail', (_name, text) => {
    expect(bounce(mailValue({ text }))).toEqual({
      report: {
        recipients: [{ address: 'pat@example.org', action: 'failed', status: '5.1.1', permanent: true }],
        originalMessageId: '<torq.ab12.f00d@casqa.example>',
      },
      reason: 'notice of Amazon SES: pat@example.org failed 5.1.1',
    });
  });

  test('of a passing trouble stops no mail', () => {
    const text = JSON.stringify(bounced('Transient'));
    expect(bounce(mailValue({ text }))?.report.recipients).toEqual([
      { address: 'pat@example.org', action: 'failed', status: '5.1.1', permanent: false },
    ]);
  });

  test.each([
    ['another kind', JSON.stringify({ ...bounced('Permanent'), notificationType: 'Delivery' })],
    ['a broken one', JSON.stringify(bounced('Permanent')).slice(0, -5)],
    ['one that a person quotes', `Look: ${JSON.stringify(bounced('Permanent'))}`],
  ])('%s is none', (_name, text) => {
    expect(bounce(mailValue({ text }))).toBeNull();
  });
});

describe('no bounce', () => {
  test.each([
    [
      'a person complains about one',
      { subject: 'My SOQ', text: 'My mail to you was returned: user unknown. What now?' },
    ],
    ['lunch', { subject: 'lunch at noon?', text: 'Shall we? I could not be delivered from work earlier.' }],
    [
      'a robot with news',
      { from: [{ name: '', address: 'noreply@example.org' }], text: 'Your parcel is on its way.' },
    ],
    [
      'a report that a person quotes',
      {
        subject: 'Fwd: SOQ',
        text: 'I got this:\n> Final-Recipient: rfc822; tor@casqa.example\n> Action: failed\n> Status: 5.1.1',
      },
    ],
  ])('%s', (_name, changes) => {
    expect(bounce(mailValue(changes))).toBeNull();
  });
});
