// One certificate: made, kept, written down and mailed in one commit.
import { dateOf } from '../core/calendar.ts';
import { type CertificateContent, certificateContent, numberPrefix } from '../core/certificate/content.ts';
import { certificateMail, publicListAddress } from '../core/decide/certificate.ts';
import type { Expectation } from '../core/expectation.ts';
import type { Fact } from '../core/facts.ts';
import type { KeptFile } from '../core/kept-file.ts';
import { nameOf } from '../core/public-list/entries.ts';
import { certificatePdf } from '../documents/certificate/pdf.ts';
import type { Cause } from '../store/cause.ts';
import { type TermToCertify, termOfNumber } from '../store/certificates.ts';
import { commit } from '../store/commit.ts';
import type { ReadyDraft } from '../store/ready-draft.ts';
import { noticeCard } from './notices.ts';
import { prepare } from './prepare.ts';
import type { Desk, Shell } from './shell.ts';

export type CertificateMaker = Pick<
  Shell,
  'database' | 'blobs' | 'newId' | 'references' | 'certificates' | 'desks' | 'now'
>;

export type Issue = {
  desk: Desk;
  term: TermToCertify;
  publicUrl: string;
  by: string;
  cause: Cause;
  /** The number of the certificate whose place it takes. */
  replaces: string | null;
  /** How the name is to stand on it from now on; null: as it stood. */
  name: string | null;
};

export type Issued = { result: 'issued'; number: string; mailedTo: string | null } | { result: 'stale' };

/**
 * Issues the next certificate of a term. `stale`: the term or its certificates have changed since they were read, or
 * another process issued it. @throws PermanentError when the font lacks a letter of the name
 */
export async function issueCertificate(shell: CertificateMaker, issue: Issue): Promise<Issued> {
  const { desk, term, replaces, by, cause } = issue;
  const { programme } = desk;
  const content = await contentOf(shell, issue);
  const file = await keptPdf(shell, content, desk);
  const several = shell.desks.length > 1;
  const publicList =
    term.person.unlistedAt === null ? publicListAddress(issue.publicUrl, programme, several) : null;
  const mail = certificateMail(content, { person: term.person, termId: term.id, file, replaces, publicList });
  const drafts: readonly ReadyDraft[] =
    mail === null ? [notMailed(shell, content)] : await prepare(shell, desk, [mail]);
  const result = await commit(shell.database, {
    cause,
    programme: programme.name,
    event: replaces === null ? 'certificate-issued' : 'certificate-reissued',
    by,
    reason: replaces === null ? content.number : `${content.number} takes the place of ${replaces}`,
    about: { kind: 'term', id: term.id },
    personId: term.person.id,
    expects: expectations(issue),
    facts: factsOf(shell, issue, { content, file }),
    drafts,
    now: shell.now(),
  });
  if (result !== 'committed') return { result: 'stale' };
  return { result: 'issued', number: content.number, mailedTo: mail?.to ?? null };
}

/** The term is as it was read, so that two processes issue one; and what is replaced still counts. */
function expectations({ term, replaces }: Issue): Expectation[] {
  return [
    { row: 'term', id: term.id, version: term.version },
    ...(replaces === null ? [] : [{ row: 'certificate', number: replaces } as const]),
  ];
}

function factsOf(
  { newId }: CertificateMaker,
  { term, replaces, by, name }: Issue,
  { content, file }: { content: CertificateContent; file: KeptFile },
): Fact[] {
  const { number, startsOn, endsOn, issuedOn, organisation } = content;
  return [
    ...(name === null ? [] : [{ fact: 'certificate-name-set', personId: term.person.id, name } as const]),
    {
      fact: 'certificate-issued',
      replaces,
      certificate: {
        id: newId(),
        ...{ number, startsOn, endsOn, issuedOn, organisation },
        name: content.name,
        termId: term.id,
        personId: term.person.id,
        documentSha256: file.sha256,
        issuedBy: by,
      },
    },
  ];
}

async function contentOf(
  shell: CertificateMaker,
  { desk: { programme }, term, publicUrl, name }: Issue,
): Promise<CertificateContent> {
  const number = await freeNumber(shell, { ...term, prefix: numberPrefix(programme) });
  const issuedOn = dateOf(shell.now(), programme.timeZone);
  const { startsOn, endsOn, person } = term;
  return certificateContent(
    programme,
    { number, name: name ?? nameOf(person), startsOn, endsOn, issuedOn },
    publicUrl,
  );
}

/** The same one for everybody who issues this certificate; another only where a stranger's certificate has it. */
async function freeNumber(
  { certificates, database }: CertificateMaker,
  { id: termId, startsOn, issued: issue, prefix }: TermToCertify & { prefix: string },
): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const number = certificates.numberOf({ prefix, termId, startsOn, issue }, attempt);
    const owner = await termOfNumber(database.read, number);
    if (owner === null || owner === termId) return number;
  }
}

async function keptPdf(
  { blobs }: CertificateMaker,
  content: CertificateContent,
  desk: Desk,
): Promise<KeptFile> {
  const pdf = await certificatePdf(content, desk.signature ?? null);
  const filename = `Certificate ${content.number}.pdf`;
  return { filename, type: 'application/pdf', bytes: pdf.length, sha256: await blobs.put(pdf) };
}

function notMailed(ids: Pick<Shell, 'newId'>, { number, name }: CertificateContent): ReadyDraft {
  return noticeCard(ids, {
    key: `card/certificate-not-mailed/${number}`,
    title: 'A certificate could not be mailed',
    facts: [
      ['Who', name],
      ['Certificate', number],
      ['What happened', 'It was issued, and no address of this person takes mail.'],
      ['What to do', `Find an address that works, then run "torq certificate reissue ${number}".`],
    ],
  });
}
