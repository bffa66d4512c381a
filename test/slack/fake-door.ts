import { afterEach, beforeEach, expect } from 'vitest';
import { createLog } from '../../src/log.ts';
import { type SlackDoor, type SlackOptions, startSlack } from '../../src/slack/connection.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { nothingToSee } from './looks.ts';

/**
 * A fake Slack for each test, and doors to it that are closed afterwards. A rejection that nobody handles, which would
 * end the process in production, fails the test.
 */
export function useFakeSlack(options: Parameters<typeof startFakeSlack>[0] = {}) {
  let slack: FakeSlack;
  let doors: SlackDoor[] = [];
  let unhandled: unknown[] = [];
  const remember = (reason: unknown) => unhandled.push(reason);

  beforeEach(async () => {
    unhandled = [];
    process.on('unhandledRejection', remember);
    slack = await startFakeSlack(options);
  });
  afterEach(async () => {
    for (const door of doors) await door.stop();
    doors = [];
    await slack.stop();
    process.off('unhandledRejection', remember);
    expect(unhandled).toEqual([]);
  });
  return {
    get slack() {
      return slack;
    },
    /** Opens a door; unless told otherwise everybody may answer and every answer stands. */
    open: async (changes: Partial<SlackOptions> = {}): Promise<SlackDoor> => {
      const { apiUrl, botToken, receiving } = slack;
      const door = await startSlack({
        apiUrl,
        botToken,
        receiving,
        log: createLog('silent'),
        mayAnswer: async () => null,
        reasonsFor: () => [],
        looks: nothingToSee,
        onMessage: async () => ({ tell: null }),
        onAnswer: async () => ({ kind: 'stands', tell: 'Approved.' }),
        ...changes,
      });
      doors.push(door);
      return door;
    },
  };
}
