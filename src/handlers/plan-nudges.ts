import { isWorkingTime, nudgedKinds, nudgedSince, nudgeKey } from '../core/decide/nudge.ts';
import { keepNudges, waitingPrompts } from '../store/nudges.ts';
import type { Desk, Shell } from './shell.ts';

/** Part of a tick: says decisions that wait again, once a working day. @returns how many */
export async function planNudges({ database, now }: Shell, { programme }: Desk): Promise<number> {
  const at = now();
  if (!isWorkingTime(programme, at)) return 0;
  const since = nudgedSince(programme, at);
  const prompts = await waitingPrompts(database, { programme: programme.name, kinds: nudgedKinds, since });
  if (prompts.length === 0) return 0;
  const nudges = prompts.map((promptId) => ({ promptId, key: nudgeKey(promptId, programme, at) }));
  return keepNudges(database, nudges, { programme: programme.name, now: at });
}
