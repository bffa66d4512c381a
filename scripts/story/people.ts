// What the people of the story do: pay in the store, write mails; and what is then seen in their mailboxes.
import { type ParsedMail, simpleParser } from 'mailparser';
import { orderMail } from '../../test/fixtures/woocommerce.ts';
import type { Order } from '../../test/fixtures/woocommerce-order.ts';
import { readMailbox, sendMail, waitForMail } from '../../test/support/servers/mailbox.ts';
import { nodemailerDkim } from '../../test/support/servers/opendkim.ts';
import type { World } from './world.ts';

let written = 0;

/** A confirmation of the store to the programme's mailbox; signed with the store's key unless it is forged. */
export async function storeWrites({ house }: World, changes: Partial<Order>, signed = true): Promise<void> {
  written += 1;
  const raw = orderMail({ ...changes, trace: [], encoding: 'quoted-printable' })
    .toString('latin1')
    .replace(/^Message-ID: .*$/m, `Message-ID: <${Date.now()}.${written}@casqa.example>`)
    .replace(/^Date: .*$/m, `Date: ${mailDate()}`);
  await sendMail(house.smtpUrl, {
    envelope: { from: signed ? 'orders@casqa.example' : 'mallory@example.org', to: ['tor@casqa.example'] },
    raw: Buffer.from(raw, 'latin1'),
    ...(signed ? { dkim: nodemailerDkim(house.dkim) } : {}),
  });
}

export type Answer = {
  from: string;
  to: ParsedMail;
  text: string;
  attachment: { filename: string; content: Buffer };
};

/** Answers a mail as a mail program does: to its Reply-To, with In-Reply-To and References. */
export async function answers({ house }: World, { from, to, text, attachment }: Answer): Promise<void> {
  await sendMail(house.smtpUrl, {
    from,
    to: to.replyTo?.text ?? '',
    subject: `Re: ${to.subject ?? ''}`,
    inReplyTo: to.messageId ?? '',
    references: to.messageId ?? '',
    text,
    attachments: [{ ...attachment, contentType: 'application/pdf' }],
  });
}

/** Waits until a mail with these words in its subject is in the person's own mailbox, read over IMAP. */
export async function receives(
  { house }: World,
  user: string,
  subject: RegExp,
  timeoutMs = 20_000,
): Promise<ParsedMail> {
  const found = await waitForMail(
    house.imapUrl(user),
    ({ envelope }) => subject.test(envelope.subject ?? ''),
    timeoutMs,
  );
  return simpleParser(found.raw);
}

/** Subjects of everything in a person's mailbox. */
export async function mailboxOf({ house }: World, user: string): Promise<string[]> {
  return (await readMailbox(house.imapUrl(user))).map(({ envelope }) => envelope.subject ?? '');
}

function mailDate(): string {
  return new Date().toUTCString().replace('GMT', '+0000');
}
