// Clicks: exactly one decision, by somebody who may, and nobody is left without an answer.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TransientError } from '../../src/errors.ts';
import { mayAnswer, onAnswer } from '../../src/handlers/on-answer.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

describe.each(providers)('answers on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    await pay(line);
    await submit(line);
  });

  const decisions = async () =>
    (await db.database.read.application.findMany()).map(({ decision, decidedBy, decisionReason }) => ({
      decision,
      decidedBy,
      decisionReason,
    }));

  test('many clicks at the same moment: one stands, the others are told who was first', async () => {
    const choices = ['approve', 'decline', 'approve', 'resubmittal', 'approve', 'decline'] as const;
    const outcomes = await Promise.all(
      choices.map((choice) => click(line, choice, { reason: 'Too short.' })),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['stands', ...Array(5).fill('too-late')]);
    const answers = await db.database.read.promptAnswer.findMany();
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual([...Array(5).fill('refused'), 'stands']);
    const mails = await db.database.read.outboxItem.findMany({ where: { key: { startsWith: 'decision/' } } });
    expect(mails.length).toBe(1);
  });

  test('approve after decline changes nothing and says who declined and when', async () => {
    await click(line, 'decline', { reason: 'References are missing.' });
    expect(await click(line, 'approve')).toEqual({
      kind: 'too-late',
      tell: 'This was answered before: “Decline”, by <@U01APPROVER> on Friday, May 12, 2023, 12:00 PM PDT. Your click changed nothing.',
    });
    expect(await decisions()).toEqual([
      { decision: 'not-selected', decidedBy: approver, decisionReason: 'References are missing.' },
    ]);
  });

  test('a click on a three-week-old card after a restart decides as if it were new', async () => {
    const later = createTestShell(db, { now: '2023-06-02T09:00:00-07:00', owner: 'after the restart' });
    const card = line.posted[0];
    const place = { channel: 'C012TORBOT', ts: '1000.0' };
    expect(
      await onAnswer(later.shell, {
        promptId: card?.id ?? '',
        choice: 'approve',
        by: approver,
        reason: null,
        place,
      }),
    ).toEqual({
      kind: 'stands',
      tell: 'Approved: Pat Doe. The applicant is told on Monday, June 12, 2023, 9:00 AM PDT.',
    });
  });

  test('somebody who is not listed is refused, at the click and at the form, and the refusal is kept', async () => {
    const tell =
      'You are not on the list of approvers of IGP Trainer of Record, so nothing was changed. One of them can decide: <@U01APPROVER>.';
    const answer = {
      promptId: line.posted[0]?.id ?? '',
      choice: 'decline',
      by: 'U09OTHER',
      reason: null,
      place: null,
    } as const;
    expect(await mayAnswer(line.shell, answer)).toEqual({ kind: 'refused', tell });
    expect(await onAnswer(line.shell, { ...answer, reason: 'No.' })).toEqual({ kind: 'refused', tell });
    expect(await decisions()).toEqual([{ decision: null, decidedBy: null, decisionReason: null }]);
    expect(
      (await db.database.read.promptAnswer.findMany()).map(({ by, outcome }) => ({ by, outcome })),
    ).toEqual([
      { by: 'U09OTHER', outcome: 'refused' },
      { by: 'U09OTHER', outcome: 'refused' },
    ]);
  });

  test('an empty list of approvers means nobody', async () => {
    const nobody = createTestShell(db, {
      now: '2023-05-12T12:00:00-07:00',
      programme: (source) => ({ ...source, slack: { ...source.slack, approvers: [] } }),
    });
    const answer = {
      promptId: line.posted[0]?.id ?? '',
      choice: 'approve',
      by: approver,
      reason: null,
      place: null,
    } as const;
    expect(await onAnswer(nobody.shell, answer)).toEqual({
      kind: 'refused',
      tell: 'Nobody is listed as an approver of IGP Trainer of Record yet, so nothing was changed. Whoever operates torq can add Slack user ids under slack.approvers in the programme folder.',
    });
  });

  test('nobody decides on themselves', async () => {
    await db.database.write((tx) => tx.person.updateMany({ data: { slackUserId: approver } }));
    expect(await click(line, 'approve')).toEqual({
      kind: 'refused',
      tell: 'This is about you, so another approver has to decide. Nothing was changed.',
    });
  });

  test('nobody decides on themselves, whatever the workspace calls them: their mail address tells', async () => {
    line.addresses.set(approver, 'pat@example.org');
    expect((await click(line, 'approve')).tell).toBe(
      'This is about you, so another approver has to decide. Nothing was changed.',
    );
    expect(await decisions()).toEqual([{ decision: null, decidedBy: null, decisionReason: null }]);
  });

  test('a forged question, a button of another card and an answer of another kind change nothing', async () => {
    const promptId = line.posted[0]?.id ?? '';
    const answer = { promptId, choice: 'approve', by: approver, reason: null, place: null } as const;
    expect(await onAnswer(line.shell, { ...answer, promptId: 'aaaaaaaaaaaaaaaa' })).toEqual({
      kind: 'refused',
      tell: 'torq does not know this question. Nothing was changed.',
    });
    expect(await onAnswer(line.shell, { ...answer, place: { channel: 'C012TORBOT', ts: '999.9' } })).toEqual({
      kind: 'refused',
      tell: 'That button does not belong to this card. Nothing was changed.',
    });
    expect(await onAnswer(line.shell, { ...answer, choice: 'send-again' })).toEqual({
      kind: 'refused',
      tell: 'That answer does not belong to this card. Nothing was changed.',
    });
    expect(await decisions()).toEqual([{ decision: null, decidedBy: null, decisionReason: null }]);
  });

  test('declining without a reason and a resubmittal without a deficiency are refused', async () => {
    expect((await click(line, 'decline', { reason: '  ' })).kind).toBe('refused');
    expect((await click(line, 'resubmittal', { reason: ' - \n' })).kind).toBe('refused');
    expect((await click(line, 'approve')).kind).toBe('stands');
  });

  test('a requested resubmittal lists the deficiencies, and the new version gets a card of its own', async () => {
    await click(line, 'resubmittal', { reason: '- References are missing.\n- The résumé is cut off.' });
    await work(line);
    expect(subjects(line).at(-1)).toBe(
      'pat@example.org: Please revise your SOQ and resubmit it by Friday, May 19, 2023, 4:00 PM PDT',
    );
    expect(line.sent.at(-1)?.text).toContain('- References are missing.\n- The résumé is cut off.');
    await submit(line, '<soq-2@example.org>');
    expect((await click(line, 'approve')).kind).toBe('stands');
  });

  test('while Slack is down the card waits; a lost reply is looked for and makes no second card', async () => {
    const other = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    other.postErrors.push(new TransientError('Slack could not be reached'));
    await pay(other, { number: '7', items: [{ name: 'A mug', sku: null, quantity: 1, cents: 900 }] });
    expect(other.posted).toEqual([]);
    other.setTime('2023-05-12T12:10:00-07:00');
    await work(other);
    await work(other);
    expect(other.posted.map(({ title }) => title)).toEqual(['A payment needs your eyes']);
  });

  test('the mail about the decision says the action, and says something else than the receipt did', async () => {
    await click(line, 'approve');
    line.setTime('2023-06-12T09:00:00-07:00');
    await work(line);
    const [receipt, decision] = line.sent.slice(-2).map(({ subject }) => subject);
    expect({ receipt, decision }).toEqual({
      receipt: 'SOQ received: nothing more to do for now',
      decision: 'You are selected: please complete the steps to become a Trainer of Record',
    });
  });

  test('an SOQ for a case that is closed goes to a person and is not answered', async () => {
    await click(line, 'approve');
    await work(line);
    const before = line.sent.length;
    await submit(line, '<soq-9@example.org>');
    expect(line.sent.length).toBe(before);
    expect(line.posted.at(-1)).toMatchObject({ kind: 'mail-review', title: 'Mail to read: Pat Doe' });
  });
});
