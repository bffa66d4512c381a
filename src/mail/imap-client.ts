// A connection to the IMAP server. Every one is a fresh client: imapflow's cannot be used twice.
import { ImapFlow } from 'imapflow';
import { withinLimit } from './deadline.ts';
import type { ImapServer } from './server-url.ts';

/** Time limits in milliseconds; `silence` is how long a server may say nothing while an answer is due. */
export type ImapTiming = { connect: number; silence: number; noop: number };

export const usualImapTiming: ImapTiming = { connect: 30_000, silence: 40_000, noop: 20_000 };

/**
 * Connects and logs in; `signal` gives up.
 * @param maxBytes the largest message that will be asked for; servers misstate sizes (RFC822.SIZE), so twice as much
 *   is let through
 * @throws when the server cannot be reached, refuses the login, or takes too long
 */
export async function connectImap(
  server: ImapServer,
  { timing, maxBytes, signal }: { timing: ImapTiming; maxBytes: number; signal: AbortSignal },
): Promise<ImapFlow> {
  const { host, port, secure, requireTls, auth } = server;
  const client = new ImapFlow({
    host,
    port,
    secure,
    ...(requireTls ? { doSTARTTLS: true } : {}),
    ...(auth === null ? {} : { auth }),
    logger: false,
    // We say when to idle; see mailbox-session.ts.
    disableAutoIdle: true,
    connectionTimeout: timing.connect,
    greetingTimeout: timing.connect,
    socketTimeout: timing.silence,
    maxLiteralSize: 2 * maxBytes + 1024 * 1024,
  });
  // Without a listener, and before connect(), a dropped connection would end the process. What matters of an error
  // arrives as the rejection of the command that was running, and as `close`.
  client.on('error', () => {});
  const giveUp = () => client.close();
  signal.addEventListener('abort', giveUp);
  try {
    signal.throwIfAborted();
    await withinLimit(client.connect(), timing.connect, 'the IMAP server took too long to let us in');
    return client;
  } catch (error) {
    client.close();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** What an IMAP error says to people: the server's own words where there are any. Holds no credentials. */
export function imapProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'responseText' in error && typeof error.responseText === 'string' ? error.responseText : '';
  if ('authenticationFailed' in error && error.authenticationFailed === true)
    return `the server refuses the login${said === '' ? '' : `: ${said}`}`;
  if (/^(Unexpected close|Connection not available|Connection closed)$/i.test(error.message))
    return 'the mail server closed the connection';
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : '';
  return [error.message, said || reason].filter((text) => text !== '').join(': ');
}
