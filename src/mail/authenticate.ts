// Whether the visible sender is who it says. Only an aligned pass counts; anything else is "not authenticated" with a reason.
import { Resolver } from 'node:dns/promises';
import type { Readable } from 'node:stream';
import { type DKIMResult, type DNSResolver, dkimVerify } from 'mailauth';
import { getAlignment } from 'mailauth/lib/tools.js';
import type { Authentication, HeaderField, Mailbox } from '../core/mail.ts';
import { type MethodResult, parseAuthenticationResults } from './authentication-results.ts';
import { valuesOf } from './header-fields.ts';

type SenderFields = { headers: readonly HeaderField[]; from: readonly Mailbox[]; fromFields: number };
export type AuthenticateOptions = { authservId: string | null; resolver?: DNSResolver };

/** Fields that a message may have once; a second one shows people something else than what was signed (RFC 6376 section 8.15). */
const onlyOnce = ['from', 'subject', 'date', 'content-type', 'content-transfer-encoding', 'mime-version'];

/** A name server that does not answer is a lookup that failed for the moment; nobody waits longer for it. */
const dns = new Resolver({ timeout: 3000, tries: 2 });
const askDns: DNSResolver = async (name, type) =>
  (await dns.resolve(name, type)) as Awaited<ReturnType<DNSResolver>>;

/** By our own mail server's verdict when it has a name (`authservId`), else by checking the DKIM signatures in `raw` ourselves. */
export async function authenticate(
  raw: () => Buffer | Readable,
  mail: SenderFields,
  options: AuthenticateOptions,
): Promise<Authentication> {
  if (options.authservId === null) {
    return authenticateByDkim(raw(), mail, options.resolver);
  }
  return (
    authenticateByHeader(mail, options.authservId) ??
    no(`no Authentication-Results of ${options.authservId} on top`)
  );
}

/**
 * What our mail server says (RFC 8601): the topmost Authentication-Results field, and only if its authserv-id is ours.
 * Anything below it may have come with the mail. Null when there is no such field.
 */
export function authenticateByHeader(mail: SenderFields, authservId: string): Authentication | null {
  const topmost = valuesOf(mail.headers, 'authentication-results')[0];
  const field = topmost === undefined ? null : parseAuthenticationResults(topmost);
  if (field?.authservId !== authservId.toLowerCase()) {
    return null;
  }
  const sender = singleSender(mail);
  if ('reason' in sender) {
    return no(sender.reason);
  }
  const verdicts = field.results.map((result) => judge(result, sender.domain));
  const results = field.results.map(({ method, result }) => `${method}=${result}`).join(', ');
  return (
    verdicts.find((verdict) => verdict?.authenticated) ??
    verdicts.find((verdict) => verdict !== null) ?? {
      ...no(`no aligned dkim=pass or dmarc=pass for ${sender.domain} (${results || 'no result'})`),
      temporary: field.results.some(({ result }) => result === 'temperror'),
    }
  );
}

/**
 * Checks the DKIM signatures (RFC 6376). `resolver` answers DNS questions (for tests); the system's otherwise.
 * A key that cannot be looked up for the moment is `temporary`.
 */
export async function authenticateByDkim(
  raw: Buffer | Readable,
  mail: SenderFields,
  resolver: DNSResolver = askDns,
): Promise<Authentication> {
  const sender = singleSender(mail);
  if ('reason' in sender) {
    return no(sender.reason);
  }
  const { results } = await dkimVerify(raw, { rejectRsaSha1: true, resolver });
  const pass = results.find((result) => isWholePass(result) && aligned(result.signingDomain, sender.domain));
  if (pass?.signingDomain) {
    return yes('dkim=pass', 'header.d', pass.signingDomain);
  }
  const signatures = results.filter(({ status }) => status.result !== 'none');
  const said = signatures.map(
    ({ status, signingDomain }) => `dkim=${status.result} header.d=${signingDomain}`,
  );
  return {
    ...no(
      said.length === 0 ? 'no DKIM signature' : `no aligned pass for ${sender.domain}: ${said.join(', ')}`,
    ),
    temporary: results.some(({ status }) => status.result === 'temperror'),
  };
}

/** A pass for the whole body: with an l= tag anybody may add text below, and with t=y the domain is only trying (RFC 6376 sections 8.2, 3.6.1). */
function isWholePass(result: DKIMResult): boolean {
  const { status } = result;
  const testing = 'testing' in status && status.testing === true;
  return status.result === 'pass' && !testing && result.canonBodyLengthLimited !== true;
}

function judge({ method, result, properties }: MethodResult, domain: string): Authentication | null {
  if (result !== 'pass') {
    return null;
  }
  if (method === 'dmarc') {
    const from = properties.get('header.from')?.toLowerCase();
    return from === domain ? yes('dmarc=pass', 'header.from', from) : null;
  }
  // Some servers name only the signing identity, whose domain is the signer's or below it (RFC 6376 section 3.5).
  const signer = (properties.get('header.d') ?? properties.get('header.i')?.split('@').at(-1))?.toLowerCase();
  if (method !== 'dkim' || !signer) {
    return null;
  }
  return aligned(signer, domain)
    ? yes('dkim=pass', 'header.d', signer)
    : no(`dkim=pass header.d=${signer}, not aligned with ${domain}`);
}

/** Relaxed alignment: the same organisational domain by the public suffix list (RFC 7489 section 3.1.1). */
function aligned(signer: string | undefined, domain: string): boolean {
  return signer !== undefined && getAlignment(domain, [signer]) !== false;
}

/** The domain of the only sender; parsers disagree about anything that is not one plain mailbox, so nothing else counts. */
function singleSender(mail: SenderFields): { domain: string } | { reason: string } {
  const [from] = mail.from;
  if (mail.fromFields !== 1 || mail.from.length !== 1 || !from) {
    return { reason: `${mail.fromFields} From fields with ${mail.from.length} addresses` };
  }
  const twice = onlyOnce.find((name) => valuesOf(mail.headers, name).length > 1);
  if (twice) {
    return { reason: `the ${twice} field is there more than once` };
  }
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const value = (valuesOf(mail.headers, 'from')[0] ?? '').replace(/"(?:[^"\\]|\\.)*"|\([^()]*\)/g, ' ');
  const named = new Set([...value.matchAll(/@([^\s<>,;:"]+)/g)].map(([, name]) => name?.toLowerCase()));
  const plain = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/.test(domain);
  return plain && named.size === 1 && named.has(domain)
    ? { domain }
    : { reason: 'the From field is not one plain address' };
}

function yes(result: string, property: string, domain: string): Authentication {
  return {
    authenticated: true,
    domain,
    reason: `${result} ${property}=${domain}, aligned`,
    temporary: false,
  };
}

function no(reason: string): Authentication {
  return { authenticated: false, domain: null, reason, temporary: false };
}
