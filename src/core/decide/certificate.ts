// A certificate is issued: what is written, and the mail that brings it.
import type { Programme } from '../../programme/schema.ts';
import { wordsForDate } from '../calendar.ts';
import { mailAddressOf, type Person } from '../case.ts';
import type { CertificateContent } from '../certificate/content.ts';
import type { MailDraft } from '../decision.ts';
import type { KeptFile } from '../kept-file.ts';

/** Who certified terms by a click in Slack: their certificates go out by themselves. Imported ones have theirs on paper. */
export function isConfirmedByStaff(confirmedBy: string | null): boolean {
  return confirmedBy !== null && /^[UW][A-Z0-9]+$/.test(confirmedBy);
}

/**
 * The mail with a certificate; null when no address of its person takes mail. The key is made from the number: a
 * certificate is mailed once.
 */
export function certificateMail(
  content: CertificateContent,
  {
    person,
    termId,
    file,
    replaces,
    publicList,
  }: {
    person: Person;
    termId: string;
    file: KeptFile;
    replaces: string | null;
    /** Null for who does not want to stand on it. */
    publicList: string | null;
  },
): MailDraft | null {
  const to = mailAddressOf(person);
  if (to === null) return null;
  return {
    channel: 'mail',
    key: certificateMailKey(content.number),
    to,
    toName: person.name,
    message: {
      name: 'certificate',
      values: {
        document: file.filename,
        number: content.number,
        replaces,
        termStarts: wordsForDate(content.startsOn),
        termEnds: wordsForDate(content.endsOn),
        verifyLink: content.verifyUrl,
        publicList,
      },
    },
    about: { kind: 'term', id: termId },
    personId: person.id,
    condition: { kind: 'always' },
    notBefore: null,
    attachments: [file],
  };
}

/** What the mail with a certificate is called in the outbox. */
export function certificateMailKey(number: string): string {
  return `certificate/${number}`;
}

/** Where the public list of a programme is. */
export function publicListAddress(
  publicUrl: string,
  { name }: Pick<Programme, 'name'>,
  several: boolean,
): string {
  return several ? `${publicUrl}/?programme=${name}` : `${publicUrl}/`;
}
