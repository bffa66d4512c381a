// The card of the day; the one of the day before closes with it.
import { addDays, instantAt, plusMinutes } from '../core/calendar.ts';
import { dailyCard, dailyDate, dailyPromptId } from '../core/decide/daily.ts';
import { commit } from '../store/commit.ts';
import { openDailyPrompts, overviewOf } from '../store/daily.ts';
import { promptById } from '../store/prompts.ts';
import type { Desk, Shell } from './shell.ts';

/** Part of a tick. After a pause only today's card comes, never those that were missed. */
export async function planDaily(shell: Shell, { programme }: Desk): Promise<void> {
  const now = shell.now();
  const date = dailyDate(programme, now);
  if (date === null) return;
  const promptId = dailyPromptId(programme, date);
  if ((await promptById(shell.database, promptId)) !== null) return;
  const { read } = shell.database;
  const until = instantAt(addDays(date, 1), '00:00', programme.timeZone);
  const overview = await overviewOf(read, programme.name, { since: plusMinutes(now, -24 * 60), until });
  const before = await openDailyPrompts(read, programme.name);
  await commit(shell.database, {
    cause: { kind: 'tick' },
    programme: programme.name,
    event: 'daily-card',
    by: 'torq',
    reason: `the card of ${date}`,
    about: null,
    personId: null,
    expects: [],
    facts: before.map((id) => ({
      fact: 'prompt-superseded',
      promptId: id,
      because: 'the card of a later day has taken its place',
    })),
    drafts: [{ ...dailyCard(programme, date, overview), id: shell.newId() }],
    now,
  });
}
