// Which attachments may be a document that somebody submits, whole or broken.
import type { Attachment, ParsedMail } from '../mail.ts';

const never =
  /^(?:message\/|multipart\/|text\/(?:calendar|vcard|x-vcard|html|directory)|application\/(?:ics|pgp-|pkcs7-|x-pkcs7-))/;
const neverByName = /\.(?:ics|vcf|p7s|p7m|p7c|asc|sig|eml|html?)$|^att\d{4,6}\.(?:txt|htm|html|dat|bin)$/i;
const agreementName = /(?:compliance|trainer[\s_.-]*of[\s_.-]*record|tor)[\s_.-]*agreement/i;

/** Attachments other than signatures, business cards, calendar files and forwarded mails. */
export function documentsOf(mail: ParsedMail): readonly Attachment[] {
  return mail.attachments.filter(({ type, filename }) => !never.test(type) && !neverByName.test(filename));
}

/** Whether these documents are a signed compliance agreement, by a file's name or the subject. */
export function isAgreement(documents: readonly Attachment[], subject: string): boolean {
  return (
    documents.length > 0 &&
    (documents.some(({ filename }) => agreementName.test(filename)) || agreementName.test(subject))
  );
}
