// For the doctor: whether the mail servers let us in, and what to do if they do not.
import { createLog } from '../log.ts';
import { connectImap, imapProblem, usualImapTiming } from './imap-client.ts';
import { type MailServer, readImapUrl, readSmtpUrl } from './server-url.ts';
import { createTransport } from './transport.ts';

/** `mend` says what to do, or is null. */
export type ServerFinding = { ok: boolean; detail: string; mend: string | null };

/** Logs in and opens every folder; changes nothing. */
export async function checkImap(imapUrl: string | null): Promise<ServerFinding> {
  if (imapUrl === null)
    return bad(
      'not configured',
      'Set IMAP_URL, for example imaps://user:password@imap.example.org:993/INBOX.',
    );
  const server = readImapUrl(imapUrl);
  const { signal } = new AbortController();
  try {
    const client = await connectImap(server, { timing: usualImapTiming, maxBytes: 1024 * 1024, signal });
    try {
      const counts: string[] = [];
      for (const folder of server.folders) {
        const opened = await client
          .mailboxOpen(folder, { readOnly: true })
          .catch((error: unknown) => imapProblem(error));
        if (typeof opened === 'string')
          return bad(
            `${nameOf(server)}: the folder ${folder} cannot be opened (${opened})`,
            `Name folders that exist in IMAP_URL; this mailbox has ${await folderNames(client.list())}.`,
          );
        counts.push(`${folder} (${opened.exists})`);
      }
      const idle = client.capabilities.has('IDLE') ? '' : '; no IDLE, so mail is seen by polling only';
      return { ok: true, detail: `${nameOf(server)}: ${counts.join(', ')}${idle}`, mend: null };
    } finally {
      await client.logout().catch(() => {});
      client.close();
    }
  } catch (error) {
    return bad(`${nameOf(server)}: ${imapProblem(error)}`, mendConnection('IMAP_URL', imapProblem(error)));
  }
}

async function folderNames(list: Promise<{ path: string }[]>): Promise<string> {
  return (await list)
    .map(({ path }) => path)
    .slice(0, 20)
    .join(', ');
}

/** Connects and logs in; sends nothing. */
export async function checkSmtp(smtpUrl: string | null): Promise<ServerFinding> {
  if (smtpUrl === null)
    return bad('not configured', 'Set SMTP_URL, for example smtps://user:password@smtp.example.org:465.');
  const server = readSmtpUrl(smtpUrl);
  const transport = createTransport(smtpUrl, { log: createLog('silent') });
  try {
    const problem = await transport.verify();
    if (problem !== null) return bad(`${nameOf(server)}: ${problem}`, mendConnection('SMTP_URL', problem));
    return {
      ok: true,
      detail: `${nameOf(server)}: ${server.auth === null ? 'connected' : 'logged in'}`,
      mend: null,
    };
  } finally {
    transport.close();
  }
}

function nameOf({ host, port }: MailServer): string {
  return `${host}:${port}`;
}

/** What most often is behind an error; the words are those of Node, imapflow, nodemailer and mail servers. */
function mendConnection(variable: string, problem: string): string {
  if (/login|auth|535|password|credential/i.test(problem))
    return `See whether user and password in ${variable} are right; many providers want an app password.`;
  if (/ENOTFOUND|EAI_AGAIN|EDNS/.test(problem)) return `See whether the host name in ${variable} is right.`;
  if (/certificate|self.signed|TLS|SSL/i.test(problem))
    return `Use the host name that stands in the server's certificate; for a certificate of your own set NODE_EXTRA_CA_CERTS.`;
  if (/ECONNREFUSED/.test(problem))
    return `See whether the port in ${variable} is right and the server is running.`;
  return `See whether host and port in ${variable} are right, and whether a firewall is in the way.`;
}

function bad(detail: string, mend: string): ServerFinding {
  return { ok: false, detail, mend };
}
