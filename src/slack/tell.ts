import type { CardPlace } from '../core/prompt.ts';
import type { Desk } from './desk.ts';
import { slackError } from './errors.ts';
import { sentence } from './text.ts';

/**
 * Tells one person something that nobody else sees: under the card or in a thread, or else as a direct message. Never throws; what
 * cannot be said is logged.
 */
export async function tell(
  { web, log }: Pick<Desk, 'web' | 'log'>,
  to: { user: string; place: CardPlace | null; thread?: string },
  said: string,
): Promise<void> {
  const text = sentence(said);
  try {
    if (to.place !== null) {
      const { user, place, thread } = to;
      const where = thread === undefined ? {} : { thread_ts: thread };
      await web.chat.postEphemeral({ channel: place.channel, user, text, ...where });
      return;
    }
  } catch (error) {
    log.warn({ err: slackError(error), user: to.user }, 'a private notice failed, trying a direct message');
  }
  try {
    await web.chat.postMessage({ channel: to.user, text, unfurl_links: false, unfurl_media: false });
  } catch (error) {
    log.error({ err: slackError(error), user: to.user }, 'a person could not be told what became of a click');
  }
}
