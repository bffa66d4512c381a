// A season's mailbox in small: the kinds of mail that a programme's mailbox holds, in believable shares and sizes.
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { pdf } from '../fixtures/pdf.ts';
import { rawMail } from '../fixtures/raw-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';

type Writer = (index: number, files: Files) => Buffer | Promise<Buffer>;
type Files = { small: Buffer; large: Buffer };

const programme = 'tor@casqa.example';
const results = (domain: string) =>
  ['Authentication-Results', `mx.example.net; dkim=pass header.d=${domain} header.s=s1`] as const;
const received = [
  'Received',
  'from mail.example.org by mx.example.net; Fri, 12 May 2023 10:00:00 -0700',
] as const;

/** `count` raw mails, always the same ones; people are named by a number, so that mails of one person meet. */
export async function mixedMails(count: number): Promise<Buffer[]> {
  const page = await pdf(4);
  // Bytes behind %%EOF are ignored by readers: scans make real documents this large.
  const files = { small: page, large: Buffer.concat([page, Buffer.alloc(250_000, '\n% scan of a page')]) };
  const mails: Buffer[] = [];
  for (let index = 0; index < count; index += 1) mails.push(await writerAt(index)(index, files));
  return mails;
}

/** In each twenty: six questions, four receipts, three SOQs, three newsletters, two bounces, one robot, one command. */
function writerAt(index: number): Writer {
  const kinds = [
    question, receipt, newsletter, soq, question, bounce, receipt, question, soq, newsletter,
    question, receipt, outOfOffice, question, bounce, soq, receipt, newsletter, question, command,
  ] as const; // biome-ignore format: one line reads as the mailbox does
  return kinds[index % kinds.length] ?? question;
}

const personOf = (index: number) => `person${index % 300}`;

const receipt: Writer = (index) =>
  orderMail({
    number: String(10_000 + index),
    format: index % 3 === 0 ? 'both' : 'html',
    encoding: index % 2 === 0 ? 'quoted-printable' : 'base64',
    payer: { first: 'Pat', last: `Doe ${index}`, email: `payer${index}@example.org` },
  });

const soq: Writer = (index, { small, large }) =>
  applicantMail({
    from: `Pat Doe <payer${index - (index % 20 === 15 ? 4 : 2)}@example.org>`,
    to: programme,
    messageId: `<soq-${index}@example.org>`,
    trace: [results('example.org')],
    attachments: [{ filename: 'soq.pdf', type: 'application/pdf', content: index % 2 === 0 ? small : large }],
  });

const question: Writer = (index) => {
  const text = `Hello,\n\nis the deadline really on Friday? I sent the fee on Monday (order ${index}).\n\nPat\n`;
  const quoted = `\nOn Wed, May 10, 2023 at 9:14 AM CASQA <${programme}> wrote:\n${'> Please send your SOQ by reply to this mail.\n'.repeat(40)}`;
  const html = `<div dir="ltr"><p>${text.replaceAll('\n', '<br>')}</p></div><blockquote>${'<p style="margin:0;font-family:Calibri">Please send your SOQ by reply.</p>'.repeat(60)}</blockquote>`;
  return rawMail(
    [
      received,
      results('example.org'),
      ['From', `Pat Doe <${personOf(index)}@example.org>`],
      ['To', programme],
      ['Date', 'Fri, 12 May 2023 09:59:00 -0700'],
      ['Subject', 'Re: the deadline'],
      ['Message-ID', `<question-${index}@example.org>`],
    ],
    [
      { type: 'text/plain', body: text + quoted, encoding: 'quoted-printable' },
      { type: 'text/html', body: html, encoding: 'quoted-printable' },
    ],
    'alternative',
  );
};

const newsletter: Writer = (index) =>
  rawMail(
    [
      received,
      ['From', 'Water News <news@example.com>'],
      ['To', programme],
      ['Subject', `Water news ${index}`],
      ['List-Unsubscribe', '<https://example.com/u>'],
      ['Message-ID', `<news-${index}@example.com>`],
    ],
    [
      { type: 'text/plain', body: 'Read all about stormwater on the web.\n'.repeat(20) },
      {
        type: 'text/html',
        body: `<html><body><table>${'<tr><td style="padding:8px"><a href="https://example.com/a?b=1&amp;c=2">Rain gardens</a> and what they do for a watershed in a dry year.</td></tr>'.repeat(300)}</table></body></html>`,
        encoding: 'quoted-printable',
      },
    ],
    'alternative',
  );

const bounce: Writer = (index) =>
  rawMail(
    [
      received,
      ['From', 'Mail Delivery System <MAILER-DAEMON@mx.example.net>'],
      ['To', programme],
      ['Subject', 'Undelivered Mail Returned to Sender'],
      ['Auto-Submitted', 'auto-replied'],
      ['Return-Path', '<>'],
      ['Message-ID', `<bounce-${index}@mx.example.net>`],
    ],
    [
      { type: 'text/plain', body: 'I am sorry to say that your message could not be delivered.\n' },
      {
        type: 'message/delivery-status',
        body: `Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; ${personOf(index)}@example.org\nAction: failed\nStatus: 5.1.1\n`,
      },
      {
        type: 'message/rfc822',
        body: `Message-ID: <x-${index}@casqa.example>\nSubject: Next step\n\nHello\n`,
      },
    ],
    'report; report-type=delivery-status',
  );

const outOfOffice: Writer = (index) =>
  rawMail(
    [
      received,
      ['From', `Pat Doe <${personOf(index)}@example.org>`],
      ['To', programme],
      ['Subject', 'Automatic reply: Next step'],
      ['Auto-Submitted', 'auto-replied'],
      ['Message-ID', `<away-${index}@example.org>`],
    ],
    [{ type: 'text/plain', body: 'I am out of the office until Monday.\n' }],
  );

const command: Writer = (index) =>
  rawMail(
    [
      received,
      results('example.org'),
      ['From', `Pat Doe <${personOf(index)}@example.org>`],
      ['To', programme],
      ['Subject', 'STATUS'],
      ['Message-ID', `<status-${index}@example.org>`],
    ],
    [{ type: 'text/plain', body: '\n' }],
  );
