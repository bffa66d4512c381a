// What comes in by mail: the store confirms payments, applicants send SOQs, and staff sort the mailbox.
import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import { receiptDate } from '../../scripts/story/steps.ts';
import { lockedPdf, pdf } from '../fixtures/pdf.ts';
import { rawMail } from '../fixtures/raw-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import type { OrderKind } from '../fixtures/woocommerce-order.ts';
import { readMailbox, sendMail } from '../support/servers/mailbox.ts';
import { nodemailerDkim } from '../support/servers/opendkim.ts';
import type { Applicant, Ledger, WrittenMail } from './ledger.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

const programme = 'tor@casqa.example';

/** A confirmation of the applicant's order; each one is another mail. */
export function writePayment(
  { programme: { today } }: World,
  ledger: Ledger,
  applicant: Applicant,
  random: Random,
): WrittenMail {
  const kind: OrderKind = random.chance(0.7) ? 'processing' : 'completed';
  const format = random.pick(['html', 'text', 'both'] as const) ?? 'html';
  const messageId = `<pay.${ledger.mails.length}@casqa.example>`;
  const payer = { first: applicant.first, last: applicant.last, email: `${applicant.user}@example.org` };
  const source = orderMail({
    number: applicant.order,
    kind,
    format,
    payer,
    trace: [],
    encoding: 'quoted-printable',
    ...receiptDate(today),
  });
  const raw = source
    .toString('latin1')
    .replace(/^Message-ID: .*$/m, `Message-ID: ${messageId}`)
    .replace(/^Date: .*$/m, `Date: ${mailDate()}`);
  applicant.paid = true;
  return keep(ledger, {
    messageId,
    kind: 'payment',
    applicant,
    readable: true,
    envelopeFrom: 'orders@casqa.example',
    raw: Buffer.from(raw, 'latin1'),
    deliveries: 0,
  });
}

/** An SOQ: an answer to a mail of ours, or without one if the fee has not been paid yet. */
export async function writeSoq(
  ledger: Ledger,
  applicant: Applicant,
  options: { answering: ParsedMail | null; readable: boolean },
): Promise<WrittenMail> {
  const { answering, readable } = options;
  const messageId = `<soq.${ledger.mails.length}@example.org>`;
  const content = readable ? await pdf(1 + (ledger.mails.length % 7)) : lockedPdf();
  const fields: (readonly [string, string])[] = [
    ['Date', mailDate()],
    ['From', `${applicant.first} ${applicant.last} <${applicant.user}@example.org>`],
    ['To', answering?.replyTo?.value[0]?.address ?? programme],
    ['Subject', answering === null ? 'My SOQ' : `Re: ${answering.subject ?? ''}`],
    ['Message-ID', messageId],
  ];
  if (answering?.messageId !== undefined) fields.push(['In-Reply-To', answering.messageId]);
  const raw = rawMail(fields, [
    { type: 'text/plain', body: `Here is my SOQ.\n\n${applicant.first}\n` },
    { type: 'application/pdf', body: content, encoding: 'base64', filename: `SOQ ${applicant.last}.pdf` },
  ]);
  const envelopeFrom = `${applicant.user}@example.org`;
  return keep(ledger, { messageId, kind: 'soq', applicant, readable, envelopeFrom, raw, deliveries: 0 });
}

function keep(ledger: Ledger, mail: WrittenMail): WrittenMail {
  ledger.mails.push(mail);
  return mail;
}

/** Hands a mail to Postfix, also one that was handed over before. */
export async function post({ house }: World, ledger: Ledger, mail: WrittenMail): Promise<void> {
  const to = /^To: (.*)\r$/m.exec(mail.raw.toString('latin1'))?.[1] ?? programme;
  await sendMail(house.smtpUrl, {
    envelope: { from: mail.envelopeFrom, to: [mail.kind === 'soq' ? to : programme] },
    raw: mail.raw,
    ...(mail.kind === 'payment' ? { dkim: nodemailerDkim(house.dkim) } : {}),
  });
  mail.deliveries += 1;
  const again = mail.deliveries === 1 ? '' : ` for the ${mail.deliveries}. time`;
  ledger.note(mail.applicant, `${mail.kind} mail ${mail.messageId} delivered${again}`);
}

/** The newest mail of ours to the applicant that asks for an SOQ, as it is in their own mailbox; null: none yet. */
export async function invitation({ house }: World, applicant: Applicant): Promise<ParsedMail | null> {
  const mails = await readMailbox(house.imapUrl(applicant.user));
  const asking = mails.filter(({ envelope }) =>
    /send your SOQ|correct your SOQ/.test(envelope.subject ?? ''),
  );
  const newest = asking.at(-1);
  return newest === undefined ? null : simpleParser(newest.raw);
}

/** Staff (or a filter) copy or move a mail of the INBOX into Junk, which is read as well. @returns whether it was there */
export function sortIntoJunk(world: World, messageId: string, how: 'copy' | 'move'): Promise<boolean> {
  return withMailbox(world, 'INBOX', async (client) => {
    const uids = await client.search({ header: { 'message-id': messageId } }, { uid: true });
    const uid = Array.isArray(uids) ? uids[0] : undefined;
    if (uid === undefined) return false;
    if (how === 'copy') await client.messageCopy(String(uid), 'Junk', { uid: true });
    else await client.messageMove(String(uid), 'Junk', { uid: true });
    return true;
  });
}

/** The UID of the newest message in a folder of the programme's mailbox; 0 when it is empty. */
export function highestUid(world: World, folder: string): Promise<number> {
  return withMailbox(world, folder, async (client) => {
    const uids = await client.search({ all: true }, { uid: true });
    return Array.isArray(uids) ? Math.max(0, ...uids) : 0;
  });
}

async function withMailbox<T>(
  { house }: World,
  folder: string,
  use: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const url = new URL(house.imapUrl('tor'));
  const client = new ImapFlow({
    host: url.hostname,
    port: Number(url.port),
    secure: false,
    auth: { user: url.username, pass: url.password },
    logger: false,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.mailboxOpen(folder);
    return await use(client);
  } finally {
    client.close();
  }
}

function mailDate(): string {
  return new Date().toUTCString().replace('GMT', '+0000');
}
