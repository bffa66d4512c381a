// Delivery status notifications by their fields (RFC 3464 section 2, RFC 6533 for internationalised addresses).
import type { BouncedRecipient } from './classification.ts';

type Fields = ReadonlyMap<string, string>;

const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
const statusCode = /\b([245]\.\d{1,3}\.\d{1,3})\b/;
const fullMailbox =
  /\bquota\b|\bmailbox (?:is )?full\b|\bmailbox size limit\b|\bpostfach (?:ist )?voll\b|\bbo[iî]te .{0,30}pleine\b|\bbuz[óo]n .{0,20}lleno\b|一杯|已满|已滿/i;
const smtpReply = /\b([245])\d{2}[ -]/;

/** The recipients that a message/delivery-status text names, without those it says nothing usable about. */
export function reportedRecipients(report: string): BouncedRecipient[] {
  const recipients = new Map<string, BouncedRecipient>();
  for (const fields of fieldGroups(report)) {
    const recipient = recipientOf(fields);
    if (recipient && !recipients.has(recipient.address)) {
      recipients.set(recipient.address, recipient);
    }
  }
  return [...recipients.values()];
}

/** Whether a text part has the fields of a report though it is not declared as one. */
export function looksLikeReport(text: string): boolean {
  return /^(?:final|original)-recipient[ \t]*:/im.test(text) && /^(?:action|status)[ \t]*:/im.test(text);
}

/** An address as RFC 3464 writes it ("rfc822; <user@example.org>"), or null when it is none. */
export function addressOfField(value: string | undefined): string | null {
  const bare = (value ?? '').replace(/^[\s\w-]{0,40};/, '');
  const found = /<?([^\s<>;,:"()]{1,128}@[^\s<>;,:"()]{1,255})>?/.exec(bare)?.[1];
  return found?.replace(/^['"[]+|[.'"\]]+$/g, '').toLowerCase() ?? null;
}

function recipientOf(fields: Fields): BouncedRecipient | null {
  const named = ['final-recipient', 'original-recipient', 'x-actual-recipient'].map((name) =>
    addressOfField(fields.get(name)),
  );
  // A name inside the reporting system ("pat@server") is nobody we wrote to; the original recipient is.
  const address =
    named.find((found) => found?.includes('.', found.indexOf('@'))) ?? named.find((found) => found !== null);
  if (!address) {
    return null;
  }
  const diagnostic = fields.get('diagnostic-code') ?? '';
  const status = statusCode.exec(fields.get('status') ?? '')?.[1] ?? statusCode.exec(diagnostic)?.[1] ?? null;
  const stated = fields.get('action')?.toLowerCase() ?? '';
  const action =
    actions.find((known) => stated.startsWith(known)) ?? (status?.startsWith('2') ? 'delivered' : 'failed');
  return { address, action, status, permanent: action === 'failed' && isPermanent(status, diagnostic) };
}

/**
 * RFC 3463 section 3.1: class 5 is permanent, class 4 persistent but passing; without a code SMTP's reply, else what is
 * said: a mailbox that is full may have room tomorrow.
 */
export function isPermanent(status: string | null, diagnostic: string): boolean {
  const kind = status?.[0] ?? smtpReply.exec(diagnostic)?.[1] ?? (fullMailbox.test(diagnostic) ? '4' : '5');
  return kind === '5';
}

/** Groups of fields parted by empty lines, unfolded. A report pasted into a text has other lines between; they are left out. */
function fieldGroups(report: string): Fields[] {
  const groups: Map<string, string>[] = [new Map()];
  let name: string | null = null;
  for (const line of report.split(/\r?\n/)) {
    const field = /^([A-Za-z][A-Za-z0-9-]{1,60})[ \t]*:[ \t]*(.*)$/.exec(line.slice(0, 2_000));
    const group = groups.at(-1);
    if (field && group) {
      name = (field[1] ?? '').toLowerCase();
      // Some reports forget the empty line between two recipients.
      const target = name === 'final-recipient' && group.has(name) ? new Map<string, string>() : group;
      if (target !== group) {
        groups.push(target);
      }
      target.set(name, target.get(name) ?? field[2] ?? '');
    } else if (/^[ \t]+\S/.test(line) && name !== null && group) {
      group.set(name, `${group.get(name) ?? ''} ${line.trim()}`);
    } else {
      name = null;
      if (line.trim() === '') {
        groups.push(new Map());
      }
    }
  }
  return groups;
}
