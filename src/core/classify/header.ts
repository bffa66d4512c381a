// Looking up header fields of a parsed mail.
import type { ParsedMail } from '../mail.ts';

/** The first value of a field (`name` in lower case), or null. */
export function headerOf(mail: ParsedMail, name: string): string | null {
  return mail.headers.find((field) => field.name === name)?.value ?? null;
}

/** The null reverse-path of RFC 5321 section 4.5.5: the mail asks for no answer of any kind. Some servers write a name for it. */
export function hasNullReturnPath(mail: ParsedMail): boolean {
  const path =
    headerOf(mail, 'return-path') ?? headerOf(mail, 'x-envelope-from') ?? headerOf(mail, 'envelope-from');
  return (
    path !== null && /^<?\s*(?:mailer-daemon(?:@[^\s<>]{0,255})?)?\s*>?$/i.test(path) && path.trim() !== ''
  );
}

/** The words of a mail: its text part, else its HTML as text. */
export function bodyOf(mail: ParsedMail): string {
  const { text, htmlText } = mail;
  // Some mailers put a stub into the text part ("this mail is HTML"); the longer HTML is what the sender wrote.
  const stub =
    text !== null && htmlText !== null && text.trim().length < 80 && htmlText.length > 4 * text.length;
  return (stub ? htmlText : (text ?? htmlText)) ?? '';
}
