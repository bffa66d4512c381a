// IMAP_URL and SMTP_URL: which server, how safely, as whom.

export type MailServer = {
  host: string;
  port: number;
  /** TLS from the first byte (RFC 8314 section 3). */
  secure: boolean;
  /** Whether STARTTLS must succeed before anything secret is said. */
  requireTls: boolean;
  auth: { user: string; pass: string } | null;
};

/** An IMAP server and the folders that are read; the first one is listened to. */
export type ImapServer = MailServer & { folders: readonly [string, ...string[]] };

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Reads `imaps://user:password@host:993/INBOX?folders=INBOX,Junk`. With `imap:` STARTTLS is required, except on this
 * machine or with `tls=none`.
 * @throws TypeError with a sentence that holds nothing secret
 */
export function readImapUrl(text: string): ImapServer {
  const url = parse(text, { protocols: ['imap:', 'imaps:'], parameters: ['folders', 'tls'] });
  const server = serverOf(url, { plain: 143, secure: 993 });
  if (server.auth === null) throw new TypeError('must name user and password');
  const path = decode(url.pathname.replace(/^\/+/, ''));
  const listed = (url.searchParams.get('folders') ?? '').split(',').map((name) => name.trim());
  const [first = 'INBOX', ...others] = new Set([path, ...listed].filter((name) => name !== ''));
  return { ...server, folders: [first, ...others] };
}

/**
 * Reads `smtps://user:password@host:465` or `smtp://...:587`. With `smtp:` and a password STARTTLS is required,
 * except on this machine or with `tls=none`.
 * @throws TypeError with a sentence that holds nothing secret
 */
export function readSmtpUrl(text: string): MailServer {
  const url = parse(text, { protocols: ['smtp:', 'smtps:'], parameters: ['tls'] });
  const server = serverOf(url, { plain: 587, secure: 465 });
  return { ...server, requireTls: server.requireTls && server.auth !== null };
}

type Known = { protocols: readonly string[]; parameters: readonly string[] };

function parse(text: string, { protocols, parameters }: Known): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null)
    throw new TypeError('is not a URL (special characters in the password must be %-encoded)');
  if (!protocols.includes(url.protocol))
    throw new TypeError(`must start with ${protocols.map((name) => `${name}//`).join(' or ')}`);
  if (url.hostname === '') throw new TypeError('names no host');
  // A parameter that nobody reads would be a folder that nobody watches.
  const unknown = [...url.searchParams.keys()].find((name) => !parameters.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`has an unknown parameter "${unknown}"; known are ${parameters.join(', ')}`);
  return url;
}

function serverOf(url: URL, ports: { plain: number; secure: number }): MailServer {
  const secure = url.protocol.endsWith('s:');
  const named = url.username !== '' || url.password !== '';
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? ports.secure : ports.plain) : Number(url.port),
    secure,
    requireTls: !secure && !loopback.test(url.hostname) && url.searchParams.get('tls') !== 'none',
    auth: named ? { user: decode(url.username), pass: decode(url.password) } : null,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TypeError('has a % that is not followed by two hex digits; write %25 for a per cent sign');
  }
}
