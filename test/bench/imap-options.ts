import type { ImapFlowOptions } from 'imapflow';

/** The account that `imap://user:password@host:port/` names. */
export function imapOptions(url: string): ImapFlowOptions {
  const { hostname, port, username, password } = new URL(url);
  return {
    host: hostname,
    port: Number(port),
    secure: false,
    auth: { user: username, pass: password },
    logger: false,
  };
}
