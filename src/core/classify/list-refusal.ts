// What programs that run mailing lists answer when they do not take a mail.
import type { ParsedMail } from '../mail.ts';
import { headerOf } from './header.ts';

const keeper =
  /^(?:owner-|listserv\b|majordomo\b|mailman\b|sympa\b|list-?master\b)|[-.+_](?:owner|admin|bounces?|request|manager)@/i;
const marks = [
  'x-mlserver',
  'x-ml-name',
  'x-mailman-version',
  'x-listserver',
  'list-id',
  'list-help',
  'list-subscribe',
];
const refusal =
  /\byou are not (?:a |an? \w{1,20} )?(?:member|subscriber|subscribed|allowed to (?:post|send))|\b(?:are|is) not (?:a )?(?:member|subscriber)s? of (?:this|the)\b|\bnon-?members?\b.{0,60}\b(?:not allowed|rejected|refused)|\b(?:message|mail|post(?:ing)?) (?:has been |was )?(?:automatically )?(?:rejected|refused|discarded)\b|\bduplicated? message-id\b/i;

/** What a list's own program says in refusing a mail, or null. Who keeps a list may write as a person; the form is a program's. */
export function listRefusal(mail: ParsedMail, body: string): string | null {
  const sender = mail.from[0]?.address ?? '';
  const isProgram = keeper.test(sender) && marks.some((name) => headerOf(mail, name) !== null);
  return isProgram ? (refusal.exec(body.slice(0, 600))?.[0] ?? null) : null;
}
