import type { ParsedMail } from '../core/mail.ts';

/** "Pat Doe <pat@example.org>" of the first From, for staff. */
export function senderOf({ from: [from] }: Pick<ParsedMail, 'from'>): string {
  if (from === undefined) return '(no sender)';
  return from.name === '' ? from.address : `${from.name} <${from.address}>`;
}
