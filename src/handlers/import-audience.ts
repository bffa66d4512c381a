// People onto a list of announcements, and what that means for an announcement that staff are asked about.
import { announcementsOf } from '../core/announcement.ts';
import { wordsForInstant } from '../core/calendar.ts';
import { announcementPromptId } from '../core/decide/announcement.ts';
import { addToList, onList } from '../store/audience.ts';
import { optOutsOf } from '../store/opt-outs.ts';
import { promptById } from '../store/prompts.ts';
import { showAnnouncements } from './plan-announcements.ts';
import type { Desk, Shell } from './shell.ts';

export type AudienceImport = {
  audience: string;
  entries: readonly { address: string; name: string | null }[];
  by: string;
  /** Count, and change nothing. */
  isRehearsal: boolean;
};

/** @returns sentences for whoever imports, the counts first */
export async function importAudience(
  shell: Pick<Shell, 'database' | 'now' | 'newId'>,
  desk: Desk,
  { audience, entries, by, isRehearsal }: AudienceImport,
): Promise<readonly string[]> {
  const { database, now } = shell;
  const list = { programme: desk.programme.name, audience };
  const there = await onList(database.read, list);
  const news = entries.filter(({ address }) => !there.has(address));
  const optedOut = await optOutsOf(
    database.read,
    list.programme,
    entries.map(({ address }) => address),
  );
  const added = isRehearsal ? news.length : await addToList(database, list, entries, { by, now: now() });
  if (!isRehearsal) await showAnnouncements(shell, desk);
  return [
    `${entries.length} addresses for ${audience}: ${added} new, ${entries.length - added} known already${isRehearsal ? '; nothing was changed' : ''}`,
    ...(optedOut.size > 0
      ? [
          `${optedOut.size} of them asked for no announcements and get none: ${[...optedOut.keys()].join(', ')}`,
        ]
      : []),
    ...(added > 0 ? await tooLateFor(shell, desk, audience) : []),
  ];
}

/** An announcement goes to those who were on its lists when it was released; who comes later is not written to. */
async function tooLateFor(
  { database }: Pick<Shell, 'database'>,
  { programme }: Desk,
  audience: string,
): Promise<string[]> {
  const words: string[] = [];
  for (const { cycle, plan } of announcementsOf(programme)) {
    const prompt = await promptById(database, announcementPromptId(programme, cycle));
    if (prompt?.answeredAt == null || !plan.audiences.includes(audience)) continue;
    const when = wordsForInstant(prompt.answeredAt, programme.timeZone);
    words.push(
      `the announcement of ${cycle.name} was answered on ${when}: who is new on the list does not get it`,
    );
  }
  return words;
}
