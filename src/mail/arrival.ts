// When a mail arrived. A deadline is judged by this and never by what the sender states.
import type { Arrival, HeaderField } from '../core/mail.ts';
import { valuesOf } from './header-fields.ts';

/**
 * The stamp of the topmost Received field, which our own server put there (RFC 5321 section 4.4), else the mailbox's
 * INTERNALDATE (RFC 9051 section 2.3.3); null when there is neither.
 */
export function arrival(headers: readonly HeaderField[], internalDate: Date | null = null): Arrival | null {
  const statedAt = dateIn(valuesOf(headers, 'date')[0] ?? '');
  const topmost = valuesOf(headers, 'received')[0] ?? '';
  const stamp = topmost.includes(';') ? dateIn(topmost.slice(topmost.lastIndexOf(';') + 1)) : null;
  if (stamp) {
    return { receivedAt: stamp, source: 'received-header', statedAt };
  }
  return internalDate && { receivedAt: internalDate, source: 'internal-date', statedAt };
}

/** A date-time of RFC 5322 section 3.3, with a comment such as "(PDT)" behind it or not; null when it is none. */
function dateIn(value: string): Date | null {
  const bare = value.replace(/\([^()]*\)/g, ' ').trim();
  const date = new Date(bare);
  // Without a zone it would be read in the zone of this machine.
  const zoned = /(?:[+-]\d{4}|\b(?:UT|UTC|GMT|Z|[ECMP][SD]T))$/i.test(bare);
  return bare === '' || !zoned || Number.isNaN(date.getTime()) ? null : date;
}
