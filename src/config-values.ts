// The form of each variable: text to value, or a sentence that says what is wrong and shows what is expected.
import { isIP } from 'node:net';
import { z } from 'zod';
import type { LogLevel } from './log.ts';
import { addressesOf } from './mail/addresses.ts';
import { readProcessed } from './mail/processed.ts';
import { readImapUrl, readSmtpUrl } from './mail/server-url.ts';
import { readRecipients } from './recipients.ts';

/** What a value looks like, for the lines about missing and wrong ones. */
export const examples: Readonly<Record<string, string>> = {
  DATABASE_URL: 'file:./data/torq.db or postgresql://user:password@host/name',
  IMAP_URL: 'for example imaps://user:password@imap.example.org:993/INBOX?folders=INBOX,Junk',
  IMAP_PROCESSED: 'leave, seen, flag, or move:FOLDER such as move:Processed',
  IMAP_SINCE: 'a date such as 2027-04-01',
  SMTP_URL: 'for example smtps://user:password@smtp.example.org:465',
  MAIL_SENT_FOLDER: 'auto, none, or the name of a folder such as Sent',
  MAIL_FROM: 'an address, or a name and an address: Trainer of Record <tor@example.org>',
  MAIL_RECIPIENTS: '* for everyone, or a list such as pat@example.org,example.com',
  AUTHSERV_ID:
    "the first word of your mail server's Authentication-Results fields, for example mx.example.org",
  SIGNING_KEY: 'at least 32 characters; make one with: openssl rand -hex 32',
  SLACK_BOT_TOKEN: 'the bot token of the Slack app, which begins with xoxb-',
  SLACK_APP_TOKEN:
    'the app-level token of the Slack app with connections:write, which begins with xapp-; or, over HTTP, SLACK_SIGNING_SECRET instead',
  SLACK_SIGNING_SECRET: 'the signing secret of the Slack app (Basic Information, App Credentials)',
  SLACK_HTTP_ADDR: 'host and port, for example 127.0.0.1:3000 or [::1]:3000',
  SLACK_API_URL: 'a URL such as http://127.0.0.1:8099/api/, or nothing for the real Slack',
  HTTP_ADDR: 'host and port, for example 127.0.0.1:8080 or [::1]:8080',
  HTTP_TRUSTED_PROXIES: 'addresses or networks, for example 127.0.0.1,10.0.0.0/8',
  PUBLIC_URL: 'the address of the public pages, for example https://tor.example.org',
};

/** A value read by `read`, which throws a TypeError that says what is wrong and holds nothing secret. */
function readWith<T>(name: keyof typeof examples, read: (text: string) => T) {
  return z.string().transform((text, context): T => {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      context.addIssue({ code: 'custom', message: `${error.message}; expected ${examples[name]}` });
      return z.NEVER;
    }
  });
}

/** The text itself, when `check` accepts it. */
function checkWith(name: keyof typeof examples, check: (text: string) => unknown) {
  return readWith(name, (text) => {
    check(text);
    return text;
  });
}

function must(condition: boolean, problem: string): void {
  if (!condition) throw new TypeError(problem);
}

export const imapUrl = checkWith('IMAP_URL', readImapUrl);
export const smtpUrl = checkWith('SMTP_URL', readSmtpUrl);
export const sentFolder = checkWith('MAIL_SENT_FOLDER', (text) => {
  must(/^[^\p{Cc}]{1,200}$/u.test(text), 'must be one of the words or the name of a folder');
});
export const imapProcessed = readWith('IMAP_PROCESSED', readProcessed);
export const recipients = readWith('MAIL_RECIPIENTS', readRecipients);

/** A calendar date; in which zone its day begins is the programme's to say. */
export const imapSince = checkWith('IMAP_SINCE', (text) => {
  must(/^\d{4}-\d{2}-\d{2}$/.test(text), 'must be a date');
  const day = new Date(`${text}T00:00:00Z`);
  must(!Number.isNaN(day.getTime()) && day.toISOString().startsWith(text), 'is no day of the calendar');
});

export const databaseUrl = checkWith('DATABASE_URL', (text) => {
  must(/^(file:.|postgres(ql)?:\/\/)/.test(text), 'must start with file: or postgresql:');
  must(text.startsWith('file:') || URL.canParse(text), 'is not a URL (special characters must be %-encoded)');
});

export const mailFrom = checkWith('MAIL_FROM', (text) => {
  const mailboxes = addressesOf(text);
  const [only] = mailboxes;
  must(mailboxes.length === 1 && only !== undefined, 'must be one address');
  must(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(only?.address ?? ''), 'is not a mail address');
});

export const authservId = checkWith('AUTHSERV_ID', (text) =>
  must(/^[^\s;=<>@"]+$/.test(text), 'must be one word without spaces or semicolons'),
);

export const signingKey = checkWith('SIGNING_KEY', (text) => must(text.length >= 32, 'is too short'));

export function slackToken(prefix: 'xoxb-' | 'xapp-') {
  const name = prefix === 'xoxb-' ? 'SLACK_BOT_TOKEN' : 'SLACK_APP_TOKEN';
  return checkWith(name, (text) => must(text.startsWith(prefix), 'is another kind of token'));
}

/** Slack's are 32 hexadecimal digits; what is certain is that they are no token, and not short. */
export const slackSigningSecret = checkWith('SLACK_SIGNING_SECRET', (text) =>
  must(/^(?!xox|xapp)[\w-]{16,200}$/.test(text), 'is not a signing secret'),
);
export const slackApiUrl = readWith('SLACK_API_URL', (text) => `${webUrl(text)}/`);
export const publicUrl = readWith('PUBLIC_URL', webUrl);

/** An http or https URL without slashes at its end. */
function webUrl(text: string): string {
  must(
    /^https?:\/\/./.test(text) && URL.canParse(text),
    'must be a URL that starts with https:// or http://',
  );
  return text.replace(/\/+$/, '');
}

export const httpAddress = readWith('HTTP_ADDR', hostAndPort);
export const slackHttpAddress = readWith('SLACK_HTTP_ADDR', hostAndPort);

function hostAndPort(text: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(\[[0-9a-f:.]+\]|[^\s:[\]]+):(\d{1,5})$/i.exec(text) ?? [];
  must(host !== '', 'must be a host and a port');
  must(Number(port) <= 65_535, 'names a port above 65535');
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

/** Addresses and networks (CIDR), separated by commas. */
export const trustedProxies = readWith('HTTP_TRUSTED_PROXIES', (text): string[] => {
  const entries = text.split(',').map((entry) => entry.trim());
  for (const entry of entries) {
    const [address = '', bits, ...more] = entry.split('/');
    const longest = isIP(address) === 4 ? 32 : 128;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
    must(isIP(address) !== 0 && isNetwork && more.length === 0, 'must be addresses or networks');
  }
  return entries;
});

/** `example` is shown where the value is wrong. */
export function wholeNumber({ from, to, example }: { from: number; to: number; example: string }) {
  const problem = `must be a whole number from ${from} to ${to}; expected for example ${example}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, problem)
    .transform(Number)
    .refine((number) => number >= from && number <= to, problem);
}

/** How many a second; 0.5 is one in two seconds. */
const rateProblem = 'must be a number from 0.01 to 100000; expected for example 5, or 0.5 for 30 a minute';
export const rate = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,4})?$/, rateProblem)
  .transform(Number)
  .refine((number) => number >= 0.01 && number <= 100_000, rateProblem);

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const satisfies LogLevel[];

export const logLevel = z.enum(levels, `must be one of ${levels.join(', ')}; expected for example info`);
