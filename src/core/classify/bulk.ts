// Mail to many: newsletters and lists.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { headerOf } from './header.ts';
import { isOwnMessageId } from './own-mail.ts';

const listFields = [
  'list-id',
  'list-unsubscribe',
  'list-post',
  'list-help',
  'list-subscribe',
  'list-owner',
  'list-archive',
];

/**
 * Why this is bulk mail, or null: list fields (RFC 2369, RFC 2919) or Precedence. A group whose members are the staff
 * of the programme's own address stamps every applicant's mail as list mail; that one is not bulk.
 */
export function bulk(mail: ParsedMail, programme: Programme): string | null {
  if (isOwnGroup(mail, programme.addresses.programme)) {
    return null;
  }
  // A list answers nobody: some offices put List-Unsubscribe on everything that leaves them.
  const answersUs = [...mail.inReplyTo, ...mail.references].some(isOwnMessageId);
  const field = answersUs ? undefined : listFields.find((name) => headerOf(mail, name) !== null);
  if (field) {
    return `mail to many: it carries ${field}`;
  }
  const precedence = headerOf(mail, 'precedence')?.toLowerCase() ?? '';
  return /^(?:bulk|list|junk)\b/.test(precedence) ? `mail to many: Precedence is ${precedence}` : null;
}

function isOwnGroup(mail: ParsedMail, address: string): boolean {
  const id = /<([^<>]+)>/.exec(headerOf(mail, 'list-id') ?? '')?.[1]?.toLowerCase();
  const post = headerOf(mail, 'list-post')?.toLowerCase() ?? '';
  return id === address.replace('@', '.') || post.includes(`mailto:${address}`);
}
