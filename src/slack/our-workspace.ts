import type { Desk } from './desk.ts';
import { teamsOf } from './read-look.ts';

/**
 * Whether a payload comes from our own workspace: in shared channels, people of others can click, too. What cannot be
 * told is not believed.
 */
export async function isFromOurWorkspace(desk: Desk, body: unknown): Promise<boolean> {
  const teams = teamsOf(body);
  try {
    const { teamId } = await desk.workspace();
    if (teams.length > 0 && teams.every((team) => team === teamId)) return true;
    desk.log.warn({ teams }, 'refused a payload of another Slack workspace');
  } catch (err) {
    desk.log.error({ err }, 'Slack does not say which workspace is ours, so nothing is shown');
  }
  return false;
}
