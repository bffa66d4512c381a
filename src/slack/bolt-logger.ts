import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/**
 * What Slack's libraries say, in our log. Their debug lines hold whole payloads with names and reasons, so there are
 * none; they tell themselves to make no others by asking for the level.
 */
export function boltLogger(log: Log): Logger {
  const sentence = (said: unknown[]) =>
    said.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => {},
    info: (...said) => log.debug({ part: 'slack' }, sentence(said)),
    warn: (...said) => log.warn({ part: 'slack' }, sentence(said)),
    error: (...said) => log.warn({ part: 'slack' }, sentence(said)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
