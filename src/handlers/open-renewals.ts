import { addDays, dateOf } from '../core/calendar.ts';
import { openRenewals } from '../core/renewal.ts';
import { commit } from '../store/commit.ts';
import { credentialsToRenew } from '../store/credentials.ts';
import type { Desk, Shell } from './shell.ts';

/**
 * Opens the terms that may be renewed into today. Asked by the clock, and before an annual fee is decided: it may be
 * read before the first tick of the day. Doing it twice changes nothing.
 */
export async function openDueRenewals(shell: Shell, { programme }: Pick<Desk, 'programme'>): Promise<void> {
  const today = dateOf(shell.now(), programme.timeZone);
  for (const { startsOn, endsOn, openedAt } of openRenewals(programme, today)) {
    const query = { programme: programme.name, startsOn, endsBefore: addDays(startsOn, -1) };
    for (const { credentialId, personId } of await credentialsToRenew(shell.database.read, query)) {
      const termId = shell.newId();
      await commit(shell.database, {
        cause: { kind: 'tick' },
        programme: programme.name,
        event: 'renewal-opened',
        by: 'torq',
        reason: `the renewal into the term from ${startsOn} has opened`,
        about: { kind: 'term', id: termId },
        personId,
        expects: [],
        facts: [{ fact: 'term-opened', termId, credentialId, startsOn, endsOn, at: openedAt }],
        drafts: [],
        now: shell.now(),
      });
    }
  }
}
