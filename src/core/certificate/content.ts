// What stands on a certificate: words, made from a confirmed term. The PDF is documents/certificate/pdf.ts.
import type { Programme } from '../../programme/schema.ts';
import { cleanLine } from '../clean.ts';

export type CertificateContent = {
  number: string;
  /** Who issues it. */
  organisation: string;
  programmeTitle: string;
  /** The trainer. */
  name: string;
  /** Calendar dates, YYYY-MM-DD, in the programme's time zone. */
  startsOn: string;
  endsOn: string;
  issuedOn: string;
  /** Where anybody can see whether it is valid. */
  verifyUrl: string;
  signer: { name: string; title: string | null } | null;
};

/** `publicUrl`: PUBLIC_URL, without a slash at the end. */
export function certificateContent(
  { organisation, title, certificate: { signer, signerTitle } }: Programme,
  issue: { number: string; name: string; startsOn: string; endsOn: string; issuedOn: string },
  publicUrl: string,
): CertificateContent {
  return {
    ...issue,
    name: cleanLine(issue.name),
    organisation: organisation.name,
    programmeTitle: title,
    verifyUrl: `${publicUrl}/verify/${issue.number}`,
    signer: signer === null ? null : { name: signer, title: signerTitle },
  };
}

/** What the numbers of a programme begin with. */
export function numberPrefix({ name, certificate }: Pick<Programme, 'name' | 'certificate'>): string {
  const [first = ''] = name.toUpperCase().split('-');
  return certificate.prefix ?? (first.length < 2 ? `${first}X` : first).slice(0, 12);
}

/** "June 30, 2027", of YYYY-MM-DD. */
export function plainDate(date: string): string {
  return format.format(new Date(`${date}T00:00:00Z`));
}

const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
