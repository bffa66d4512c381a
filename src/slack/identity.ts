// Who the app is in Slack, and where: asked once, as it never changes while a token lives.
import type { WebClient } from '@slack/web-api';
import type { Identity } from './cards.ts';

/** Our workspace; `url` begins the links to its messages, null when Slack does not say it. */
export type Workspace = { teamId: string; url: string | null };

/** Asks Slack until it has answered once. The function it returns throws what WebClient throws. */
export function identityOf(web: WebClient): () => Promise<Identity & Workspace> {
  let known: (Identity & Workspace) | null = null;
  return async () => {
    if (known !== null) return known;
    const { user_id, bot_id = null, team_id, url } = await web.auth.test();
    if (user_id === undefined || team_id === undefined) throw new Error('Slack did not say who the app is');
    known = { userId: user_id, botId: bot_id, teamId: team_id, url: webAddress(url) };
    return known;
  };
}

function webAddress(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const { protocol, origin } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}
