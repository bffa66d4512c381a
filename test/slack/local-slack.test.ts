import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerOutcome, StaffAnswer } from '../../src/core/prompt.ts';
import { createLog } from '../../src/log.ts';
import { type SlackDoor, startSlack } from '../../src/slack/connection.ts';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import { eventually } from './eventually.ts';
import { nothingToSee } from './looks.ts';
import { soqApproval } from './prompts.ts';

describe.each(['socket', 'http'] as const)('over %s', (over) => {
  let slack: Awaited<ReturnType<typeof startLocalSlack>>;
  let door: SlackDoor;
  let answers: StaffAnswer[];
  let refusal: AnswerOutcome | null;

  beforeAll(async () => {
    slack = await startLocalSlack({
      over,
      users: [{ id: 'UANNA', name: 'anna' }],
      channels: [{ id: 'C0TOR', name: 'tor' }],
    });
    door = await startSlack({
      ...slack,
      log: createLog('silent'),
      mayAnswer: async () => refusal,
      reasonsFor: () => [],
      onMessage: async () => ({ tell: null }),
      looks: nothingToSee,
      onAnswer: async (answer) => {
        answers.push(answer);
        return { kind: 'stands', tell: 'Done & dusted by <@UANNA>.' };
      },
    });
  });
  beforeEach(() => {
    answers = [];
    refusal = null;
  });
  afterAll(async () => {
    await door?.stop();
    await slack?.stop();
  });

  const uniquely = (id: string) => soqApproval({ id });

  async function cardAt(ts: string) {
    return (await slack.messages('C0TOR')).find((message) => message.ts === ts);
  }

  test('an approval clicked on the card reaches the house, and the person alone is told what became of it', async () => {
    const place = await door.post(uniquely('p-approve'));
    await slack.click({ channel: place.channel, messageTs: place.ts, user: 'UANNA' }, 'approve');
    const notice = await slack.waitForMessage('C0TOR', ({ subtype }) => subtype === 'ephemeral');
    expect(answers).toEqual([{ promptId: 'p-approve', choice: 'approve', by: 'UANNA', reason: null, place }]);
    expect(notice).toMatchObject({ text: 'Done &amp; dusted by <@UANNA>.', ephemeral_to: 'UANNA' });
  });

  test('an answered card has no buttons any more', async () => {
    const prompt = uniquely('p-answered');
    const place = await door.post(prompt);
    const answered = { choice: 'approve', by: 'UANNA', at: new Date('2026-05-31T18:00:00Z'), reason: null };
    await door.redraw({ ...prompt, place, answered });
    const card = await cardAt(place.ts);
    expect(card?.blocks?.map(({ type }) => type)).toEqual(['header', 'section', 'context']);
    expect(card?.text).toMatch(/^Approve, <@UANNA>: SOQ of Pat Doe/);
  });

  test('declining opens a form, and its words arrive with the answer', async () => {
    const place = await door.post(uniquely('p-decline'));
    await slack.click({ channel: place.channel, messageTs: place.ts, user: 'UANNA' }, 'decline');
    const form = await slack.waitForModal((view) => view.callback_id === 'answer');
    expect(form.title).toMatchObject({ text: 'Decline this SOQ' });
    const empty = { words: { words: { type: 'plain_text_input', value: '  ' } } };
    expect(await slack.submitView('UANNA', empty)).toMatchObject({ errors: { words: expect.any(String) } });
    expect(answers).toEqual([]);
    const words = { words: { words: { type: 'plain_text_input', value: ' Part C is missing.\n' } } };
    expect(await slack.submitView('UANNA', words)).toEqual({ stack: [] });
    await eventually(() => answers).toEqual([
      { promptId: 'p-decline', choice: 'decline', by: 'UANNA', reason: 'Part C is missing.', place },
    ]);
  });

  test('the form of someone who may not answer turns into the refusal', async () => {
    refusal = { kind: 'refused', tell: 'Only approvers decide about an SOQ.' };
    const place = await door.post(uniquely('p-refused'));
    await slack.click({ channel: place.channel, messageTs: place.ts, user: 'UANNA' }, 'decline');
    const view = await slack.waitForModal(({ callback_id }) => callback_id === 'refused');
    expect(view.blocks).toMatchObject([{ text: { text: 'Only approvers decide about an SOQ.' } }]);
    expect(answers).toEqual([]);
  });

  test('a card is found by its prompt, with and without buttons, and another one is not', async () => {
    const since = new Date();
    const prompt = uniquely('p-find');
    const place = await door.post(prompt);
    expect(await door.find('p-find', 'C0TOR', since)).toEqual(place);
    const answered = { choice: 'approve', by: 'UANNA', at: since, reason: null };
    await door.redraw({ ...prompt, place, answered });
    expect(await door.find('p-find', 'C0TOR', since)).toEqual(place);
    expect(await door.find('p-fin', 'C0TOR', since)).toBeNull();
  });

  test('documents stand in the thread of the card, under their names', async () => {
    const place = await door.post(uniquely('p-documents'));
    await door.uploadDocuments(place, [
      { filename: 'soq.pdf', content: Buffer.from('%PDF-1.7') },
      { filename: '../r\u00e9sum\u00e9\n.txt', content: Buffer.from('text') },
    ]);
    const share = await slack.waitForMessage('C0TOR', ({ thread_ts }) => thread_ts === place.ts);
    expect(share).toMatchObject({
      subtype: 'file_share',
      files: [
        { name: 'soq.pdf', size: 8 },
        { name: '.._résumé_.txt', size: 4 },
      ],
    });
  });
});
