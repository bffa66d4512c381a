import type { Desk } from './desk.ts';
import { teamsOf } from './read-look.ts';

/** `unknown`: Slack has not said yet which workspace is ours. */
type Origin = 'ours' | 'other' | 'unknown';

const otherWorkspace = 'torq takes answers only from its own workspace. Nothing was decided.';
const notKnownYet =
  'Slack does not say just now which workspace is ours, so this was not taken, and nothing was decided: please try again in a minute.';

/**
 * Whether a payload comes from our own workspace: in shared channels, people of others can click, too. What cannot be
 * told is not believed.
 */
export async function isFromOurWorkspace(desk: Desk, body: unknown): Promise<boolean> {
  return (await originOf(desk, body)) === 'ours';
}

/** What to tell somebody whose answer must not count because of where it comes from; null when it may. */
export async function refusalByOrigin(desk: Desk, body: unknown): Promise<string | null> {
  const origin = await originOf(desk, body);
  if (origin === 'ours') return null;
  return origin === 'other' ? otherWorkspace : notKnownYet;
}

async function originOf(desk: Desk, body: unknown): Promise<Origin> {
  const teams = teamsOf(body);
  try {
    const { teamId } = await desk.workspace();
    if (teams.length > 0 && teams.every((team) => team === teamId)) return 'ours';
    desk.log.warn({ teams }, 'refused a payload of another Slack workspace');
    return 'other';
  } catch (err) {
    desk.log.error({ err }, 'Slack does not say which workspace is ours, so nothing is shown or decided');
    return 'unknown';
  }
}
