// Which mails of a handful may be decided side by side: those that have nothing to do with each other.
import { recipientsOf } from '../core/addressee.ts';
import type { MailKind } from '../core/classify/classification.ts';
import type { ReadResult } from './shell.ts';

/**
 * Puts what shares a key into different waves, in the order of arrival; each wave is decided from what the waves before
 * it have written.
 */
export function wavesOf<T>(entries: readonly { entry: T; keys: readonly string[] }[]): T[][] {
  const waves: T[][] = [];
  const next = new Map<string, number>();
  for (const { entry, keys } of entries) {
    const at = Math.max(0, ...keys.map((key) => next.get(key) ?? 0));
    waves[at] ??= [];
    waves[at].push(entry);
    for (const key of keys) next.set(key, at + 1);
  }
  return waves;
}

/** Their senders are nobody's: a payment is its payer's, a bounce its recipient's, and what is ignored changes nothing. */
const fromMachines: ReadonlySet<MailKind> = new Set(['payment', 'bounce', 'auto-reply', 'bulk', 'own-mail']);

/** Whatever in a mail may lead to a person, a case or an order. Two mails about one thing share one of them. */
export function keysOf(result: ReadResult): string[] {
  if (!result.ok) return [];
  const { mail, classification, programme } = result;
  const { payment, bounce } = classification;
  const addresses = [
    ...(fromMachines.has(classification.kind) ? [] : mail.from.map(({ address }) => address)),
    // Ours with a signed reference; our plain address, which everybody writes to, names nobody.
    ...recipientsOf(mail).filter((address) => address.includes('+')),
    ...(bounce?.recipients.map(({ address }) => address) ?? []),
    payment?.payer.email ?? '',
  ];
  const named = [
    ...addresses.filter((address) => address !== '').map((address) => address.toLowerCase()),
    ...mail.inReplyTo,
    ...mail.references,
    ...(payment === null ? [] : [`order ${payment.order}`]),
  ];
  return named.map((name) => `${programme}\n${name}`);
}
