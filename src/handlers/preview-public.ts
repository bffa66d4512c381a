// The public pages and the certificate with invented people, for a person to look at before anybody else does.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificateContent } from '../core/certificate/content.ts';
import type { CertificateStanding } from '../core/certificate/standing.ts';
import { cleanLine } from '../core/clean.ts';
import type { ListEntry } from '../core/public-list/entries.ts';
import { certificatePdf } from '../documents/certificate/pdf.ts';
import { listPage } from '../render/pages/list-page.ts';
import { noticePage, verifyPage } from '../render/pages/verify-page.ts';
import { samplePeople } from '../render/samples/people.ts';
import type { Desk } from './shell.ts';

const term = { startsOn: '2027-07-01', endsOn: '2028-06-30', issuedOn: '2027-06-20' };
const number = 'IGP-2027-0123-454C';
const publicUrl = 'https://tor.example.org';
const today = '2027-08-01';

const standings: readonly CertificateStanding[] = [
  { kind: 'valid' },
  { kind: 'not-yet' },
  { kind: 'over' },
  { kind: 'lapsed', on: '2027-07-15' },
  { kind: 'superseded', by: 'IGP-2027-28T5-CY40' },
  { kind: 'revoked' },
];

/** Writes `<out>/<programme>/pages/*.html` and `certificate.pdf`. Returns the paths written. */
export async function previewPublic(desks: readonly Desk[], out: string): Promise<readonly string[]> {
  const written: string[] = [];
  for (const desk of desks) {
    const folder = join(out, desk.programme.name, 'pages');
    await mkdir(folder, { recursive: true });
    for (const [name, content] of [...pagesOf(desk), await certificateOf(desk)]) {
      await writeFile(join(folder, name), content);
      written.push(join(folder, name));
    }
  }
  return written;
}

type NamedFile = readonly [name: string, content: string | Uint8Array];

function pagesOf({ programme, pages }: Desk): NamedFile[] {
  if (pages === undefined) return [];
  const place = { programme, pages };
  const view = { search: { words: '', area: '' }, chosen: false, embedded: false, hasForm: true };
  const certificate = { number, name: samplePeople.plain, issuer: programme.organisation.name, ...term };
  return [
    ['list.html', listPage([{ ...place, entries: sampleEntries(), asOf: today }], view)],
    [
      'list-in-a-frame.html',
      listPage([{ ...place, entries: sampleEntries(), asOf: today }], { ...view, embedded: true }),
    ],
    ['list-not-published.html', listPage([{ ...place, entries: [], asOf: null }], view)],
    ...standings.map(
      (standing): NamedFile => [
        `verify-${standing.kind}.html`,
        verifyPage(place, { ...certificate, standing }, today),
      ],
    ),
    ['verify-unknown.html', verifyPage(place, null, today)],
    [
      'no-such-page.html',
      noticePage(place, {
        heading: 'There is no such page',
        sentence: 'Please see whether the address was copied as a whole.',
      }),
    ],
  ];
}

function sampleEntries(): ListEntry[] {
  const names = Object.values(samplePeople).filter((name) => name !== '');
  return names.map((name, at) => ({
    personId: String(at),
    name: cleanLine(name),
    organisation: at % 3 === 0 ? null : 'Example Environmental & Sons',
    email: at % 2 === 0 ? 'pat@example.org' : null,
    phone: at % 4 === 0 ? '+1 555 010 0100' : null,
    website: at % 4 === 1 ? 'https://www.example.org/training' : null,
    area: at % 2 === 0 ? 'Bay Area' : 'Los Angeles',
    termEnds: term.endsOn,
  }));
}

async function certificateOf({ programme, signature }: Desk): Promise<NamedFile> {
  const content = certificateContent(programme, { number, name: samplePeople.plain, ...term }, publicUrl);
  return ['certificate.pdf', await certificatePdf(content, signature ?? null)];
}
