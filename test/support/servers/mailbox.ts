import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow, type MessageEnvelopeObject } from 'imapflow';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';

export type StoredMail = { uid: number; raw: Buffer; envelope: MessageEnvelopeObject; flags: Set<string> };

/** Everything in a folder, oldest first. */
export function readMailbox(imapUrl: string, folder = 'INBOX'): Promise<StoredMail[]> {
  return withFolder(imapUrl, folder, (client) => fetchFrom(client, 1));
}

/** Waits until a mail of which `predicate` is true is in the folder, and returns it. Throws after the time limit. */
export function waitForMail(
  imapUrl: string,
  predicate: (mail: StoredMail) => boolean,
  timeoutMs = 10_000,
  folder = 'INBOX',
): Promise<StoredMail> {
  return withFolder(imapUrl, folder, async (client) => {
    const until = performance.now() + timeoutMs;
    const seen: StoredMail[] = [];
    for (;;) {
      const fresh = await fetchFrom(client, (seen.at(-1)?.uid ?? 0) + 1);
      const found = fresh.find(predicate);
      if (found !== undefined) return found;
      seen.push(...fresh);
      if (performance.now() > until)
        throw new Error(`no such mail in ${timeoutMs} ms; there are: ${subjects(seen)}`);
      await sleep(100);
      await client.noop();
    }
  });
}

/** Sends one mail: nodemailer's options, or `{envelope, raw}`; `dkim` signs it. Throws when it is refused. */
export async function sendMail(
  smtpUrl: string,
  mail: SendMailOptions,
): Promise<SMTPTransport.SentMessageInfo> {
  const transport = nodemailer.createTransport(smtpUrl);
  try {
    return await transport.sendMail(mail);
  } finally {
    transport.close();
  }
}

function subjects(mails: StoredMail[]): string {
  return JSON.stringify(mails.map((mail) => mail.envelope.subject ?? ''));
}

async function fetchFrom(client: ImapFlow, firstUid: number): Promise<StoredMail[]> {
  const mails: StoredMail[] = [];
  const query = { uid: true, source: true, envelope: true, flags: true };
  for await (const message of client.fetch(`${firstUid}:*`, query, { uid: true })) {
    // "N:*" names the last mail even when its UID is below N.
    if (message.uid < firstUid || message.source === undefined) continue;
    const { uid, source, envelope = {}, flags = new Set<string>() } = message;
    mails.push({ uid, raw: source, envelope, flags });
  }
  return mails;
}

async function withFolder<T>(
  imapUrl: string,
  folder: string,
  use: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const url = new URL(imapUrl);
  const client = new ImapFlow({
    host: url.hostname,
    port: Number(url.port),
    secure: url.protocol === 'imaps:',
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
  });
  // Without a listener a dropped connection would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.mailboxOpen(folder, { readOnly: true });
    return await use(client);
  } finally {
    client.close();
  }
}
