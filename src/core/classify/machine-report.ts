// Reports of machines about mail that are neither bounces nor complaints: read receipts, reports about a domain.
import type { ParsedMail } from '../mail.ts';
import { bodyOf, headerOf } from './header.ts';

const receiptPart = /^message\/(?:global-)?disposition-notification$/;
/** What mail programs write in a receipt, for those whose fields a gateway took away. */
const receiptWords =
  /\b(?:was|has been) (?:read|displayed|opened|deleted without being read) (?:on|at)\b|\bthis is a (?:return|read) receipt\b|\bno guarantee that the message has been read\b|\bwurde (?:am|um) .{4,60} gelesen\b|\bconfirmation de lecture\b|\bconfirmaci[óo]n de lectura\b|\bconferma di lettura\b|\bconfirma[çc][ãa]o de leitura\b|\bleesbevestiging\b/i;
const receiptSubject =
  /^(?:read|not read|read receipt|return receipt(?: \(displayed\))?|gelesen|ungelesen|lesebest[äa]tigung|lu|non lu|accus[ée] de (?:lecture|r[ée]ception)|le[íi]do|no le[íi]do|lid[ao]|letto|non letto|gelezen|niet gelezen|l[äa]st|l[æa]st|przeczytano|p[řr]e[čc]teno|прочитано|已读|已讀|開封済み)\s?(?:\([^()]{1,40}\))?\s?[:：-]/i;

/** Whether it is a receipt for having read a mail, or not (RFC 8098). It speaks of mail systems, but is no bounce. */
export function isReceipt(mail: ParsedMail): boolean {
  return (
    reportType(mail) === 'disposition-notification' || mail.parts.some(({ type }) => receiptPart.test(type))
  );
}

/** Why this is a report of a machine (RFC 6522), or null. Bounces and complaints have their own readers: ask them first. */
export function machineReport(mail: ParsedMail): string | null {
  if (isReceipt(mail)) {
    return 'a read receipt (RFC 8098)';
  }
  if (receiptSubject.test(mail.subject) && receiptWords.test(bodyOf(mail).slice(0, 4_000))) {
    return 'a read receipt: subject and text say so';
  }
  const type = reportType(mail);
  if (type === 'tlsrpt' || headerOf(mail, 'tls-report-domain') !== null) {
    return "a report about the domain's TLS (RFC 8460)";
  }
  if (/^report domain: ?\S{1,255} submitter: ?\S{1,255}/i.test(mail.subject)) {
    return "a report about the domain's mail (RFC 7489)";
  }
  return type === null || type === 'delivery-status' ? null : `a report of a machine: ${type} (RFC 6522)`;
}

function reportType(mail: ParsedMail): string | null {
  const stated = (headerOf(mail, 'content-type') ?? '').slice(0, 2_000);
  const type = /^multipart\/report\b.*\breport-type\s?=\s?"?([\w-]{1,60})/is.exec(stated)?.[1];
  return type?.toLowerCase() ?? null;
}
