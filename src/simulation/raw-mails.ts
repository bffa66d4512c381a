// The mails of invented people and of an invented store, as bytes: they are recorded, read and decided like any others.
import { createTransport } from 'nodemailer';
import PDFDocument from 'pdfkit';
import { wordsForDate } from '../core/calendar.ts';
import { wordsForCents } from '../core/money.ts';
import type { PaymentReaderRule } from '../programme/schema.ts';

/** The mail server whose word about senders is believed in the simulation. */
export const authservId = 'mx.simulation.invalid';
export const storeDomain = 'store.simulation.invalid';
/** How the receipts of the invented store are read. */
export const storeReader = {
  name: 'simulation',
  order: ['Order number:'],
  amount: ['Total paid:'],
  item: ['Item:'],
  date: ['Payment date:'],
  payer: ['Name:'],
  paid: ['Thank you for your payment'],
  notPaid: [],
  refunded: ['Your payment was returned'],
  refundAmount: [],
} satisfies PaymentReaderRule;

export type Correspondent = { name: string; address: string };
type Place = { to: string; at: Date };

function domainOf(address: string): string {
  return address.split('@')[1] ?? address;
}

/** Writes a message down and sends it nowhere. */
const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

type Sender = { from: Correspondent; at: Date; id: string; vouched?: boolean };

/** `vouched`: whether the sender's mail server signs its mail. */
async function composed(mail: object, { from, at, id, vouched = true }: Sender): Promise<Buffer> {
  const messageId = `<${id}@${domainOf(from.address)}>`;
  const { message } = await composer.sendMail({ from, date: at, messageId, ...mail });
  return Buffer.concat([Buffer.from(traceOf(from, at, vouched)), message as Buffer]);
}

/** What our own mail server puts above a mail. */
function traceOf(from: Correspondent, at: Date, vouched: boolean): string {
  const domain = domainOf(from.address);
  const results = vouched ? `dkim=pass header.d=${domain}` : 'dkim=none';
  const received = at.toUTCString().replace('GMT', '+0000');
  return `Authentication-Results: ${authservId}; ${results}\r\nReceived: from mail.${domain} by ${authservId}; ${received}\r\n`;
}

export type Receipt = {
  payer: Correspondent;
  order: string;
  item: string;
  cents: number;
  /** YYYY-MM-DD in the programme's zone. */
  paidOn: string;
  refunded?: boolean;
};

/** What the store writes when somebody has paid, or was paid back. */
export function receiptMail(
  { payer, order, item, cents, paidOn, refunded = false }: Receipt,
  { to, at }: Place,
): Promise<Buffer> {
  const text = [
    refunded ? 'Your payment was returned.' : 'Thank you for your payment.',
    '',
    `Order number: ${order}`,
    `Payment date: ${wordsForDate(paidOn)}`,
    `Name: ${payer.name} <${payer.address}>`,
    `Item: ${item}`,
    `Total paid: ${wordsForCents(cents)}`,
  ].join('\n');
  const from = { name: 'Store', address: `receipts@${storeDomain}` };
  const id = `${order}-${refunded ? 'returned' : 'paid'}`;
  return composed({ to, subject: `Order ${order}`, text }, { from, at, id });
}

export type Letter = {
  from: Correspondent;
  id: string;
  subject: string;
  text: string;
  inReplyTo: string | null;
  /** How many pages the attached PDF has; 0: nothing is attached. */
  pages?: number;
  filename?: string;
  vouched?: boolean;
};

/** What an applicant or a trainer writes. */
export async function letter(
  { from, id, subject, text, inReplyTo, pages = 0, filename = 'SOQ.pdf', vouched = true }: Letter,
  { to, at }: Place,
): Promise<Buffer> {
  const attachments =
    pages === 0 ? [] : [{ filename, contentType: 'application/pdf', content: await documentOf(pages) }];
  const answering = inReplyTo === null ? {} : { inReplyTo, references: inReplyTo };
  return composed({ to, subject, text, attachments, ...answering }, { from, at, id, vouched });
}

/** The report of a mail server that an address does not exist (RFC 3464). */
export function bounceMail(about: { address: string; messageId: string }, { to, at }: Place): Buffer {
  const { address, messageId } = about;
  const domain = domainOf(address);
  const from = { name: 'Mail Delivery System', address: `mailer-daemon@${domain}` };
  const part = (type: string, body: string) => `--report\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
  return Buffer.from(
    [
      `Return-Path: <>\r\n${traceOf(from, at, false)}`,
      `From: ${from.name} <${from.address}>\r\nTo: ${to}\r\nSubject: Undelivered Mail Returned to Sender\r\n`,
      `Date: ${at.toUTCString().replace('GMT', '+0000')}\r\nMessage-ID: <returned-${at.getTime()}@${domain}>\r\n`,
      'Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="report"\r\n\r\n',
      part('text/plain', `The address ${address} does not exist here.`),
      part(
        'message/delivery-status',
        `Reporting-MTA: dns; mx.${domain}\r\n\r\nFinal-Recipient: rfc822; ${address}\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
      ),
      part('text/rfc822-headers', `Message-ID: ${messageId}\r\nTo: ${address}\r\n`),
      '--report--\r\n',
    ].join(''),
  );
}

const made = new Map<number, Promise<Buffer>>();

function documentOf(pages: number): Promise<Buffer> {
  const known = made.get(pages);
  if (known !== undefined) return known;
  const making = writeDocument(pages);
  made.set(pages, making);
  return making;
}

function writeDocument(pages: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const document = new PDFDocument({ autoFirstPage: false, info: { CreationDate: new Date(0) } });
    const pieces: Buffer[] = [];
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    document.on('error', reject);
    for (let page = 1; page <= pages; page += 1) {
      document.addPage();
      document.text(`Statement of Qualifications, page ${page}`);
    }
    document.end();
  });
}
