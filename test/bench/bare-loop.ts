// What anybody would write first: fetch a message, parse it, take the next. Nothing is kept, nothing is decided.
import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { imapOptions } from './imap-options.ts';
import { cpuSeconds } from './stopwatch.ts';

export async function bareLoop(url: string, count: number) {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const client = new ImapFlow(imapOptions(url));
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  let parsing = 0;
  let seen = 0;
  for await (const { source } of client.fetch('1:*', { uid: true, source: true, internalDate: true })) {
    if (source === undefined) continue;
    const from = performance.now();
    await simpleParser(source);
    parsing += performance.now() - from;
    seen += 1;
  }
  await client.logout();
  if (seen !== count) throw new Error(`the bare loop saw ${seen} of ${count} mails`);
  const seconds = (performance.now() - began) / 1000;
  return { seconds, used: cpuSeconds(cpu), parsing: parsing / 1000, fetching: seconds - parsing / 1000 };
}
