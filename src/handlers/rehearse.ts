// What a tick would do, without doing it: who would get what, and what would be kept back and why. Writes nothing.
import { addDays, dateOf } from '../core/calendar.ts';
import type { MailDraft } from '../core/decision.ts';
import { openRenewals } from '../core/renewal.ts';
import { credentialsToRenew } from '../store/credentials.ts';
import { standingHold } from '../store/holds.ts';
import { mailsWaiting } from '../store/outbox-mails.ts';
import { announcementsDue } from './plan-announcements.ts';
import { stepsDue } from './plan-steps.ts';
import { prepare } from './prepare.ts';
import { remindersDue } from './reminders-due.ts';
import type { Desk, Shell } from './shell.ts';
import { areStillWanted } from './still-wanted.ts';

/** One mail that would go out, or be kept back for a reason. */
type Rehearsed = { message: string; to: string; subject: string; keptBack: string | null };

export type Rehearsal = {
  mails: readonly Rehearsed[];
  /** Renewals that would be opened first; what follows for those people is not in the list. */
  renewalsToOpen: number;
};

/** @param shell with `now` as the time of the tick that is rehearsed */
export async function rehearse(shell: Shell, desk: Desk): Promise<Rehearsal> {
  const mails = [...(await waiting(shell, desk)), ...(await planned(shell, desk))];
  const held = await standingHold(shell.database.read);
  return {
    mails: mails.map((mail) => ({
      ...mail,
      keptBack:
        mail.keptBack ??
        (held === null ? null : 'all mail is held') ??
        (shell.isAllowed(mail.to) ? null : 'this address is not on MAIL_RECIPIENTS'),
    })),
    renewalsToOpen: await renewalsToOpen(shell, desk),
  };
}

/** What waits in the outbox and is due, asked again as it is before sending. */
async function waiting(shell: Shell, { programme }: Desk): Promise<Rehearsed[]> {
  const items = await mailsWaiting(shell.database.read, { programme: programme.name, now: shell.now() });
  const verdicts = await areStillWanted(shell, items, () => programme);
  return items.map((item) => {
    const verdict = verdicts.get(item.id);
    return {
      message: item.message ?? 'mail',
      to: item.toAddress ?? '',
      subject: item.subject ?? '',
      keptBack: verdict === undefined || verdict.wanted === true ? null : verdict.reason,
    };
  });
}

/** Nothing is written: what would go along is made and thrown away. */
const kept = { put: async () => '' };

/** What would be planned. */
async function planned(shell: Shell, desk: Desk): Promise<Rehearsed[]> {
  const found: Rehearsed[] = [];
  for await (const drafts of draftsDue(shell, desk))
    for (const ready of await prepare({ ...shell, blobs: kept }, desk, drafts))
      if (ready.channel === 'mail')
        found.push({ message: ready.message, to: ready.to, subject: ready.subject, keptBack: null });
  return found;
}

async function* draftsDue(shell: Shell, desk: Desk): AsyncGenerator<readonly MailDraft[]> {
  yield* remindersDue(shell, desk);
  for await (const steps of stepsDue({ ...shell, blobs: { ...shell.blobs, ...kept } }, desk))
    yield steps.map(({ draft }) => draft);
  yield* await announcementsDue(shell, desk);
}

async function renewalsToOpen({ database, now }: Shell, { programme }: Desk): Promise<number> {
  let count = 0;
  for (const { startsOn } of openRenewals(programme, dateOf(now(), programme.timeZone))) {
    const query = { programme: programme.name, startsOn, endsBefore: addDays(startsOn, -1) };
    count += (await credentialsToRenew(database.read, query)).length;
  }
  return count;
}

/** Lines for a terminal: by message, then who, and below what would be kept back. */
export function rehearsalLines({ mails, renewalsToOpen: renewals }: Rehearsal): string[] {
  const going = mails.filter(({ keptBack }) => keptBack === null);
  const kept = mails.filter(({ keptBack }) => keptBack !== null);
  const groups = [...Map.groupBy(going, ({ message }) => message)].flatMap(([message, group]) => [
    `  ${message}: ${group.length}`,
    ...group.map(({ to, subject }) => `    ${to}: ${subject}`),
  ]);
  return [
    going.length === 0 ? 'Nothing would be sent.' : `${counted(going.length)} would be sent:`,
    ...groups,
    ...(kept.length === 0 ? [] : [`${counted(kept.length)} would be kept back:`]),
    ...kept.map(({ to, subject, keptBack }) => `    ${to}: ${subject}: ${keptBack}`),
    ...(renewals === 0
      ? []
      : [`${renewals} renewals would be opened first; the reminders that follow from them are not listed.`]),
    'Nothing was written and nothing was sent.',
  ];
}

function counted(count: number): string {
  return count === 1 ? '1 mail' : `${count} mails`;
}
