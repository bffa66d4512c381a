// Confirmed terms that have no certificate get one. What is to be done is found in the database each time, so a crash, a
// missing setting or a second process only makes it later, never twice.
import { createHash } from 'node:crypto';
import { dateOf } from '../core/calendar.ts';
import { isConfirmedByStaff } from '../core/decide/certificate.ts';
import { nameOf } from '../core/public-list/entries.ts';
import { PermanentError } from '../errors.ts';
import { type TermToCertify, termsWithoutCertificate } from '../store/certificates.ts';
import { keepCard, knownKeys } from '../store/outbox.ts';
import { issueCertificate } from './issue-certificate.ts';
import { noticeCard } from './notices.ts';
import type { Desk, Shell } from './shell.ts';

const atOnce = 100;

/** A step of the work: every term that staff confirmed. What cannot be issued becomes one card, and the rest goes on. */
export async function issueCertificates(shell: Shell): Promise<void> {
  for (const desk of shell.desks) {
    const today = dateOf(shell.now(), desk.programme.timeZone);
    for (let after = ''; ; ) {
      const query = { programme: desk.programme.name, today, after, limit: atOnce, inSlack: true };
      const terms = await termsWithoutCertificate(shell.database.read, query);
      const waiting = terms.filter(({ confirmedBy }) => isConfirmedByStaff(confirmedBy));
      if (!(await issueAll(shell, desk, waiting))) break;
      const last = terms.at(-1);
      if (last === undefined || terms.length < atOnce) break;
      after = last.id;
    }
  }
}

/** @returns false when none can be issued at all */
async function issueAll(shell: Shell, desk: Desk, terms: readonly TermToCertify[]): Promise<boolean> {
  const { publicUrl } = shell.certificates;
  if (terms.length === 0) return true;
  if (publicUrl === null) {
    await tellOnce(shell, desk, addressCard(shell, desk));
    return false;
  }
  const issue = { desk, publicUrl, by: 'torq', cause: { kind: 'tick' }, replaces: null, name: null } as const;
  for (const term of terms) {
    try {
      await issueCertificate(shell, { ...issue, term });
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
      await tellOnce(shell, desk, nameCard(shell, term, error.message));
    }
  }
  return true;
}

type Card = ReturnType<typeof noticeCard>;

async function tellOnce({ database, now }: Shell, { programme }: Desk, card: Card): Promise<void> {
  if ((await knownKeys(database.read, [card.key])).has(card.key)) return;
  await keepCard(database, card, { programme: programme.name, now: now() });
}

/** Once a name: another name that cannot be printed is news. */
function nameCard(ids: Pick<Shell, 'newId'>, { id, person }: TermToCertify, why: string): Card {
  const name = nameOf(person);
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return noticeCard(ids, {
    key: `card/certificate-name/${id}/${hash}`,
    title: 'A certificate cannot be printed',
    facts: [
      ['Who', name],
      ['What happened', `This name cannot be printed: ${why}.`],
      ['What it means', 'The term is confirmed, and this person has no certificate yet.'],
      [
        'What to do',
        `Ask them how their name is written in Latin letters, then run: torq certificate issue ${person.addresses[0]?.address ?? 'ADDRESS'} --name "..."`,
      ],
    ],
  });
}

/** Once a cycle of confirming is enough: by programme and the day on which it was noticed. */
function addressCard({ newId, now }: Shell, { programme }: Desk): Card {
  const day = dateOf(now(), programme.timeZone);
  return noticeCard(
    { newId },
    {
      key: `card/certificates-wait/${programme.name}/${day.slice(0, 7)}`,
      title: 'Certificates wait',
      facts: [
        [
          'What happened',
          'Terms are confirmed, and PUBLIC_URL is not set: a certificate names the address where it is verified.',
        ],
        ['What it means', 'No certificate is issued or mailed. Nothing is lost.'],
        [
          'What to do',
          'Tell torq’s operator to set PUBLIC_URL and to start torq again; the certificates go out then.',
        ],
      ],
    },
  );
}
