// Whether a certificate is valid: with what stands on it, and nothing else about its person.
import { plainDate } from '../../core/certificate/content.ts';
import type { CertificateStanding } from '../../core/certificate/standing.ts';
import type { Programme } from '../../programme/schema.ts';
import { framed } from './frame.ts';
import type { PageTemplates } from './page-templates.ts';

/** `name` null: its person was erased. Dates are YYYY-MM-DD. */
export type ShownCertificate = {
  number: string;
  name: string | null;
  issuer: string;
  startsOn: string;
  endsOn: string;
  issuedOn: string;
  standing: CertificateStanding;
};

type Place = { programme: Programme; pages: PageTemplates };

/** The page about one certificate; `certificate` null: there is none with the number that was asked for. */
export function verifyPage(place: Place, certificate: ShownCertificate | null, today: string): string {
  const { programme, pages } = place;
  const body = pages.verify({
    ...(certificate === null ? unknown : wordsFor(certificate)),
    asOf: plainDate(today),
    programmeTitle: programme.title,
    number: certificate?.number ?? null,
    name: certificate?.name ?? null,
    issuer: certificate?.issuer ?? '',
    term:
      certificate === null ? '' : `${plainDate(certificate.startsOn)} to ${plainDate(certificate.endsOn)}`,
    issuedOn: certificate === null ? '' : plainDate(certificate.issuedOn),
    ...successorOf(certificate),
  });
  const title = `Certificate ${certificate?.number ?? 'not found'} - ${programme.organisation.shortName}`;
  return framed(place, { title, body, hidden: true });
}

type Words = { tone: 'valid' | 'waiting' | 'ended'; headline: string; sentence: string };

const unknown: Words = {
  tone: 'ended',
  headline: 'Unknown.',
  sentence:
    'There is no certificate with this number. Please compare it with the one on the paper: two groups of four letters and digits follow the year.',
};

function wordsFor({ standing, startsOn, endsOn }: ShownCertificate): Words {
  switch (standing.kind) {
    case 'valid':
      return { tone: 'valid', headline: 'Valid.', sentence: `It is valid until ${plainDate(endsOn)}.` };
    case 'not-yet':
      return {
        tone: 'waiting',
        headline: 'Not yet valid.',
        sentence: `Its term begins on ${plainDate(startsOn)}.`,
      };
    case 'over':
      return {
        tone: 'ended',
        headline: 'No longer valid.',
        sentence: `Its term ended on ${plainDate(endsOn)}.`,
      };
    case 'lapsed': {
      const when = standing.on === null ? 'has lapsed' : `lapsed on ${plainDate(standing.on)}`;
      return { tone: 'ended', headline: 'Not valid.', sentence: `The qualification ${when}.` };
    }
    case 'superseded':
      return {
        tone: 'ended',
        headline: 'Replaced.',
        sentence: 'Another certificate was issued in its place, and this one counts no longer.',
      };
    case 'revoked':
      return { tone: 'ended', headline: 'Revoked.', sentence: 'This certificate is not valid.' };
  }
}

function successorOf(certificate: ShownCertificate | null) {
  if (certificate?.standing.kind !== 'superseded') return { newNumber: null, newLink: '' };
  const { by } = certificate.standing;
  return { newNumber: by, newLink: `/verify/${encodeURIComponent(by)}` };
}

/** A page that says one thing, such as that there is no such page. */
export function noticePage(
  place: Place,
  { heading, sentence }: { heading: string; sentence: string },
): string {
  const title = `${heading} - ${place.programme.organisation.shortName}`;
  return framed(place, { title, body: place.pages.notice({ heading, sentence, home: '/' }), hidden: true });
}
