import { addDays, dateOf } from '../core/calendar.ts';
import { isAgreementCarriedOn } from '../core/onboarding.ts';
import { type OpenRenewal, openRenewals } from '../core/renewal.ts';
import type { Programme } from '../programme/schema.ts';
import { type Commit, commit, commitAll } from '../store/commit.ts';
import { credentialsToRenew } from '../store/credentials.ts';
import type { Desk, Shell } from './shell.ts';

const page = 200;

/**
 * Opens the terms that may be renewed into today. Asked by the clock, and before an annual fee is decided: it may be
 * read before the first tick of the day. Doing it twice changes nothing.
 */
export async function openDueRenewals(shell: Shell, { programme }: Pick<Desk, 'programme'>): Promise<void> {
  const today = dateOf(shell.now(), programme.timeZone);
  for (const { startsOn, endsOn, openedAt } of openRenewals(programme, today)) {
    const query = { programme: programme.name, startsOn, endsBefore: addDays(startsOn, -1) };
    const due = await credentialsToRenew(shell.database.read, query);
    for (let from = 0; from < due.length; from += page)
      await open(shell, programme, { startsOn, endsOn, openedAt }, due.slice(from, from + page));
  }
}

type Due = Awaited<ReturnType<typeof credentialsToRenew>>;

/** Many in one transaction; when another process has opened one of them meanwhile, each by itself. */
async function open(
  shell: Shell,
  programme: Programme,
  { startsOn, endsOn, openedAt }: OpenRenewal,
  due: Due,
): Promise<void> {
  const changes = due.map(({ credentialId, personId, agreement }): Commit => {
    const agreementInForce = isAgreementCarriedOn(agreement, programme);
    const termId = shell.newId();
    return {
      cause: { kind: 'tick' },
      programme: programme.name,
      event: 'renewal-opened',
      by: 'torq',
      reason: `the renewal into the term from ${startsOn} has opened`,
      about: { kind: 'term', id: termId },
      personId,
      expects: [],
      facts: [
        { fact: 'term-opened', termId, credentialId, startsOn, endsOn, agreementInForce, at: openedAt },
      ],
      drafts: [],
      now: shell.now(),
    };
  });
  if ((await commitAll(shell.database, changes)) === 'committed') return;
  for (const change of changes) await commit(shell.database, change);
}
