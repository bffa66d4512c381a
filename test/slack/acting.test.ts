// The windows in which something is done about a person, from their page and back to it.
import { describe, expect, test } from 'vitest';
import type { ActionsOffered, ActionWish, PersonActs } from '../../src/core/person-acts.ts';
import { eventually } from './eventually.ts';
import { useFakeSlack } from './fake-door.ts';
import { everythingToSee } from './looks.ts';

const fake = useFakeSlack();
const person = { personId: 'pat', name: 'Pat Doe', version: 4 };
const offered: ActionsOffered = { ...person, offers: [{ action: 'note', caseId: null, label: 'A note' }] };

const acts = (changes: Partial<PersonActs> = {}): PersonActs => ({
  offers: async () => offered,
  act: async () => 'Kept in the history.',
  ...changes,
});
const who = { team: { id: 'T0FAKE' }, user: { id: 'UANNA', team_id: 'T0FAKE' } };
const click = (changes: object = {}) => ({
  type: 'block_actions',
  ...who,
  trigger_id: '1.2.3',
  view: { id: 'V8', type: 'modal', callback_id: 'look-person' },
  actions: [
    { type: 'button', action_id: 'look-acts', block_id: 'b', value: JSON.stringify({ personId: 'pat' }) },
  ],
  ...changes,
});
const submission = (callback_id: string, metadata: object, values: object, changes: object = {}) => ({
  type: 'view_submission',
  ...who,
  view: { id: 'V8', callback_id, private_metadata: JSON.stringify(metadata), state: { values } },
  ...changes,
});
const chosen = submission('acts-choose', person, {
  'acts-choose': { 'acts-choose': { selected_option: { value: JSON.stringify(['note', null]) } } },
});
const filled = (changes: object = {}) =>
  submission(
    'acts-form',
    { ...person, action: 'note', caseId: null },
    { 'acts-words': { 'acts-words': { type: 'plain_text_input', value: 'Called.' } } },
    changes,
  );
const views = () => fake.slack.views.map(({ id, view }) => `${id} ${JSON.stringify(view)}`);
const told = () => fake.slack.messages.map(({ channel, text }) => `${channel}: ${text}`);

describe('what is done about a person', () => {
  test('is chosen in the window of their page, so that windows do not pile up', async () => {
    await fake.open({ looks: everythingToSee(), personActs: acts() });
    await fake.slack.send(click());
    await eventually(views).toEqual([expect.stringMatching(/^V8 .*"acts-choose".*A note/)]);
    expect(fake.slack.calls('views.push').concat(fake.slack.calls('views.open'))).toEqual([]);
  });

  test('is told above the page as it is afterwards', async () => {
    const wishes: [string, ActionWish][] = [];
    const act = async (by: string, wish: ActionWish) => {
      wishes.push([by, wish]);
      return 'Kept in the history.';
    };
    await fake.open({ looks: everythingToSee(), personActs: acts({ act }) });
    expect((await fake.slack.send(chosen)).payload).toMatchObject({
      response_action: 'update',
      view: { callback_id: 'acts-form' },
    });
    await fake.slack.send(filled());
    await eventually(views).toEqual([
      expect.stringMatching(/^V8 .*"look-person".*Kept in the history\..*Stage: SOQ under review/),
    ]);
    expect(wishes).toEqual([
      [
        'UANNA',
        {
          personId: 'pat',
          seenVersion: 4,
          action: 'note',
          caseId: null,
          words: 'Called.',
          received: null,
        },
      ],
    ]);
  });

  test('that fails on our side says so, and shows no page as if it had worked', async () => {
    const act = async () => Promise.reject(new Error('no database'));
    await fake.open({ looks: everythingToSee(), personActs: acts({ act }) });
    await fake.slack.send(filled());
    await eventually(views).toEqual([expect.stringMatching(/^V8 .*"acts-failed".*a fault on our side/)]);
  });

  test('in a window that is closed meanwhile is told by direct message', async () => {
    await fake.open({ looks: everythingToSee(), personActs: acts() });
    fake.slack.fail('views.update', { error: 'not_found' });
    await fake.slack.send(filled());
    await eventually(told).toEqual([
      'UANNA: Slack did not show what became of it. Please open the person once more and look.',
    ]);
  });

  test.each([
    ['another workspace', filled({ team: { id: 'T0OTHER' } })],
    [
      'an action that does not exist',
      submission('acts-form', { ...person, action: 'erase', caseId: null }, {}),
    ],
    ['a version that is no number', submission('acts-form', { ...person, version: '4', action: 'note' }, {})],
    ['a window that carries nothing', submission('acts-form', {}, {})],
  ])('by what comes from %s does nothing, and is told', async (_, payload) => {
    const done: unknown[] = [];
    const act = async (...wish: unknown[]) => {
      done.push(wish);
      return '';
    };
    await fake.open({ looks: everythingToSee(), personActs: acts({ act }) });
    await fake.slack.send(payload);
    await eventually(told).toHaveLength(1);
    expect(done).toEqual([]);
  });
});
