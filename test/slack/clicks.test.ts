import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { SlackOptions } from '../../src/slack/connection.ts';
import { eventually } from './eventually.ts';
import { useFakeSlack } from './fake-door.ts';
import { buttonClick, formSubmission } from './payloads.ts';

describe.each(['socket', 'http'] as const)('over %s', (over) => {
  const fake = useFakeSlack({ over });
  const place = { channel: 'C0TOR', ts: '1700000000.000100' };

  describe('clicks', () => {
    test('are acknowledged at once although deciding is slow, and each person is told', async () => {
      const onAnswer: SlackOptions['onAnswer'] = async ({ by, promptId }) => {
        await sleep(800);
        return { kind: 'stands', tell: `${promptId} by <@${by}>` };
      };
      await fake.open({ onAnswer });
      const clicks = Array.from({ length: 50 }, (_, i) => buttonClick({ promptId: `p${i}`, user: `U${i}A` }));
      const acks = await Promise.all(clicks.map((click) => fake.slack.send(click)));
      expect(Math.max(...acks.map(({ ms }) => ms))).toBeLessThan(500);
      await eventually(() => fake.slack.ephemerals.length).toBe(50);
      expect(fake.slack.ephemerals).toContainEqual({ channel: 'C0TOR', user: 'U7A', text: 'p7 by <@U7A>' });
    });

    test('whose deciding fails are told so, and the next one works', async () => {
      let broken = true;
      await fake.open({
        onAnswer: async () => {
          if (broken) throw new Error('database is locked');
          return { kind: 'stands', tell: 'Approved.' };
        },
      });
      await fake.slack.send(buttonClick());
      await eventually(() => fake.slack.ephemerals.at(-1)?.text).toMatch(/did not go through/);
      broken = false;
      await fake.slack.send(buttonClick());
      await eventually(() => fake.slack.ephemerals.at(-1)?.text).toBe('Approved.');
    });

    test('of a person who cannot be told in the channel are told by direct message', async () => {
      await fake.open();
      fake.slack.fail('chat.postEphemeral', { error: 'user_not_in_channel' });
      await fake.slack.send(buttonClick());
      await eventually(() => fake.slack.messages.map(({ channel, text }) => [channel, text])).toEqual([
        ['UANNA', 'Approved.'],
      ]);
    });

    test('on an unknown button are acknowledged and answered privately', async () => {
      await fake.open({ onAnswer: () => Promise.reject(new Error('must not be asked')) });
      const { ms } = await fake.slack.send(buttonClick({ choice: 'from-an-older-version' }));
      expect(ms).toBeLessThan(500);
      await eventually(() => fake.slack.ephemerals).toEqual([
        { channel: 'C0TOR', user: 'UANNA', text: expect.stringMatching(/Nothing was changed/) },
      ]);
    });

    test('with forged values are acknowledged, refused and told', async () => {
      const asked: unknown[] = [];
      await fake.open({
        onAnswer: async (answer) => {
          asked.push(answer);
          return { kind: 'stands', tell: 'Approved.' };
        },
      });
      await fake.slack.send(buttonClick({ promptId: 'p1', blockId: 'prompt:p2' }));
      await fake.slack.send(
        formSubmission({ metadata: '{"promptId":"p1","choice":"approve","place":null}' }),
      );
      await eventually(() => [fake.slack.ephemerals.length, fake.slack.messages.length]).toEqual([1, 1]);
      expect(asked).toEqual([]);
    });

    test.each([
      ['click', () => buttonClick({ team: 'T0OTHER' })],
      ['click that asks for words', () => buttonClick({ team: 'T0OTHER', choice: 'decline' })],
      ['form', () => formSubmission({ team: 'T0OTHER' })],
    ])('from another workspace decide nothing: a %s', async (_, payload) => {
      const asked: unknown[] = [];
      await fake.open({
        onAnswer: async (answer) => {
          asked.push(answer);
          return { kind: 'stands', tell: 'Approved.' };
        },
      });
      await fake.slack.send(payload());
      await eventually(() => fake.slack.ephemerals.map(({ text }) => text)).toEqual([
        'torq takes answers only from its own workspace. Nothing was decided.',
      ]);
      expect([asked, fake.slack.views]).toEqual([[], []]);
    });

    test('while Slack does not say which workspace is ours decide nothing, and may be tried again', async () => {
      fake.slack.fail('auth.test', { error: 'internal_error' }, 2);
      await fake.open();
      await fake.slack.send(buttonClick());
      await eventually(() => fake.slack.ephemerals.at(-1)?.text).toMatch(
        /nothing was decided: please try again/,
      );
      await fake.slack.send(buttonClick());
      await eventually(() => fake.slack.ephemerals.at(-1)?.text).toBe('Approved.');
    });

    test('on a card that is weeks old arrive after a restart', async () => {
      const answers: unknown[] = [];
      await fake.open({
        onAnswer: async (answer) => {
          answers.push(answer);
          return { kind: 'too-late', tell: 'Bob approved it on May 31.' };
        },
      });
      await fake.slack.send(buttonClick({ promptId: 'p-old' }));
      await eventually(() => fake.slack.ephemerals.at(-1)?.text).toBe('Bob approved it on May 31.');
      expect(answers).toEqual([{ promptId: 'p-old', choice: 'approve', by: 'UANNA', reason: null, place }]);
    });
  });

  describe('forms', () => {
    test('open although checking is slow, and are taken back from someone who may not answer', async () => {
      const mayAnswer: SlackOptions['mayAnswer'] = async () => {
        await sleep(300);
        return { kind: 'refused', tell: 'You are recused.' };
      };
      await fake.open({ mayAnswer });
      await fake.slack.send(buttonClick({ choice: 'decline' }));
      await eventually(() => fake.slack.views.length).toBe(1);
      expect(fake.slack.ephemerals).toEqual([]);
      await eventually(() => fake.slack.views.map(({ id }) => id)).toEqual(['V1', 'V1']);
      await eventually(() => fake.slack.ephemerals.map(({ text }) => text)).toEqual(['You are recused.']);
    });

    test('that Slack does not open in time ask for another click', async () => {
      await fake.open();
      fake.slack.fail('views.open', { error: 'expired_trigger_id' });
      await fake.slack.send(buttonClick({ choice: 'decline' }));
      await eventually(() => fake.slack.ephemerals.at(-1)?.text).toMatch(/click once more/);
    });

    test('without words stay open with a complaint', async () => {
      await fake.open();
      const { payload } = await fake.slack.send(formSubmission({ words: ' ' }));
      expect(payload).toEqual({ response_action: 'errors', errors: { words: expect.any(String) } });
    });

    test('close at once and bring their words', async () => {
      const answers: unknown[] = [];
      await fake.open({
        onAnswer: async (answer) => {
          answers.push(answer);
          return { kind: 'stands', tell: 'Declined.' };
        },
      });
      const { payload } = await fake.slack.send(formSubmission({ words: 'Part C\nPart D' }));
      expect(payload).toEqual({});
      await eventually(() => fake.slack.ephemerals.at(-1)?.text).toBe('Declined.');
      expect(answers).toEqual([
        { promptId: 'p1', choice: 'decline', by: 'UANNA', reason: 'Part C\nPart D', place },
      ]);
    });
  });
});
