// What an operator does about single certificates: issue one by hand, issue one anew, revoke one.
import { dateOf } from '../core/calendar.ts';
import { readCertificateNumber } from '../core/certificate/number.ts';
import { cleanLine } from '../core/clean.ts';
import { nameOf } from '../core/public-list/entries.ts';
import { PermanentError } from '../errors.ts';
import { certificateWithTerm, type TermToCertify, termsWithoutCertificate } from '../store/certificates.ts';
import { commit } from '../store/commit.ts';
import { type CertificateMaker, type Issued, issueCertificate } from './issue-certificate.ts';
import type { Desk } from './shell.ts';

/** What became of it, in a sentence for the operator. */
export type Changed = { done: boolean; tell: string };

type By = { by: string };

/** A new certificate in the place of one that counts, with another name if there is one. */
export async function reissueCertificate(
  shell: CertificateMaker,
  typed: string,
  { name, by }: By & { name: string | null },
): Promise<Changed> {
  const found = await findCertificate(shell, typed);
  if ('tell' in found) return found;
  const { certificate, term, desk } = found;
  const { number } = certificate;
  const publicUrl = publicUrlOf(shell);
  if (term === null)
    return no(`${number} cannot be issued anew: its term has ended, lapsed or is no longer confirmed.`);
  const issue = {
    desk,
    term,
    publicUrl,
    by,
    cause: { kind: 'command', by },
    replaces: number,
    name: given(name),
  } as const;
  return told(await issueCertificate(shell, issue), `It takes the place of ${number}.`);
}

/** Certificates of those terms for which none is issued by itself: imported ones, and names that could not be printed. */
export async function issueByHand(
  shell: CertificateMaker,
  { wanted, name, by }: By & { wanted: (term: TermToCertify) => boolean; name: string | null },
): Promise<Changed[]> {
  const changed: Changed[] = [];
  for (const desk of shell.desks)
    for (const term of await allWaiting(shell, desk)) {
      if (!wanted(term)) continue;
      const issue = { desk, term, publicUrl: publicUrlOf(shell), by, replaces: null, name: given(name) };
      changed.push(await issueOne(shell, { ...issue, cause: { kind: 'command', by } }));
    }
  return changed;
}

async function issueOne(
  shell: CertificateMaker,
  issue: Parameters<typeof issueCertificate>[1],
): Promise<Changed> {
  const who = nameOf(issue.term.person);
  try {
    return told(await issueCertificate(shell, issue), `It is for ${who}.`);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return no(`${who} has no certificate: ${error.message}. Use --name "..." with their address.`);
  }
}

async function allWaiting(
  { database, now }: CertificateMaker,
  { programme }: Desk,
): Promise<TermToCertify[]> {
  const today = dateOf(now(), programme.timeZone);
  const limit = 200;
  const all: TermToCertify[] = [];
  for (let after = ''; ; after = all.at(-1)?.id ?? '') {
    const terms = await termsWithoutCertificate(database.read, {
      programme: programme.name,
      today,
      after,
      limit,
    });
    all.push(...terms);
    if (terms.length < limit) return all;
  }
}

/** From then on its verify page says that it is revoked. Nobody is mailed: that is for people to explain. */
export async function revokeCertificate(
  shell: CertificateMaker,
  typed: string,
  { reason, by }: By & { reason: string },
): Promise<Changed> {
  const found = await findCertificate(shell, typed);
  if ('tell' in found) return found;
  const { certificate, desk } = found;
  const { number, termId, personId } = certificate;
  const at = shell.now();
  const result = await commit(shell.database, {
    cause: { kind: 'command', by },
    programme: desk.programme.name,
    event: 'certificate-revoked',
    by,
    reason: `${number}: ${reason}`,
    about: { kind: 'term', id: termId },
    personId,
    expects: [{ row: 'certificate', number }],
    facts: [{ fact: 'certificate-revoked', number, by, reason, at }],
    drafts: [],
    now: at,
  });
  if (result !== 'committed') return no(meanwhile);
  return {
    done: true,
    tell: `${number} is revoked; its verify page says so, and staff are asked to take ${certificate.name} off the public list. Nobody was mailed: please tell them.`,
  };
}

type Found = NonNullable<Awaited<ReturnType<typeof certificateWithTerm>>> & { desk: Desk };

/** The certificate that somebody typed the number of, if it counts. */
async function findCertificate(shell: CertificateMaker, typed: string): Promise<Found | Changed> {
  const number = readCertificateNumber(typed);
  if (number === null)
    return no(
      `"${cleanLine(typed)}" is no certificate number; one looks like IGP-2027-7K3M-Q9XW, and its last symbol is a check.`,
    );
  for (const desk of shell.desks) {
    const today = dateOf(shell.now(), desk.programme.timeZone);
    const found = await certificateWithTerm(shell.database.read, number, today);
    if (found === null || found.certificate.programme !== desk.programme.name) continue;
    const { revokedAt, supersededBy } = found.certificate;
    if (revokedAt !== null) return no(`${number} is revoked already. Nothing was changed.`);
    if (supersededBy !== null)
      return no(`${number} counts no longer: ${supersededBy} took its place. Nothing was changed.`);
    return { ...found, desk };
  }
  return no(`There is no certificate ${number}.`);
}

/** @throws PermanentError without PUBLIC_URL */
function publicUrlOf({ certificates: { publicUrl } }: CertificateMaker): string {
  if (publicUrl !== null) return publicUrl;
  throw new PermanentError('PUBLIC_URL is not set: a certificate names the address where it is verified');
}

const meanwhile =
  'Something else changed this certificate or its term at the same moment. Nothing was changed: please try again.';

function told(issued: Issued, more: string): Changed {
  if (issued.result === 'stale') return no(meanwhile);
  const mailed =
    issued.mailedTo === null ? 'No address takes mail; a card says so.' : `It goes to ${issued.mailedTo}.`;
  return { done: true, tell: `${issued.number} is issued. ${more} ${mailed}` };
}

function no(tell: string): Changed {
  return { done: false, tell };
}

function given(name: string | null): string | null {
  const clean = name === null ? '' : cleanLine(name);
  return clean === '' ? null : clean;
}
