// Several who have to agree, one who decides at the end, and decisions that are taken back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, submit, work } from '../support/story.ts';

const committee = { approvers: ['U01', 'U02', 'U03'], quorum: 2, finalApprover: null as string | null };

describe.each(providers)('a committee on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  const begin = async (slack: Partial<typeof committee> = {}) => {
    line = createTestShell(db, {
      now: '2023-05-12T12:00:00-07:00',
      programme: (source) => ({ ...source, slack: { ...source.slack, ...committee, ...slack } }),
    });
    await pay(line);
    await submit(line);
  };
  const decision = async () => {
    const [row] = await db.database.read.application.findMany();
    return row?.decision === null ? null : `${row?.decision} by ${row?.decidedBy}: ${row?.decisionReason}`;
  };
  const decisionMails = async () =>
    (
      await db.database.read.outboxItem.findMany({
        where: { key: { startsWith: 'decision/' } },
        orderBy: { createdAt: 'asc' },
      })
    ).map(
      ({ message, status, statusReason }) =>
        `${message} ${status}${statusReason === null ? '' : `: ${statusReason}`}`,
    );

  test('decides with the second vote, not with the first; both are told, and the card shows them', async () => {
    await begin();
    expect(await click(line, 'approve', { by: 'U01' })).toEqual({
      kind: 'stands',
      tell: 'Your vote is noted: 1 of 2 to approve.',
    });
    await work(line);
    expect(await decision()).toBeNull();
    expect(line.redrawn.at(-1)).toMatchObject({ state: ['1 of 2 to approve: <@U01>'], answered: null });
    expect(await click(line, 'approve', { by: 'U01' })).toEqual({
      kind: 'refused',
      tell: 'You have voted like that before: 1 of 2 to approve. Nothing was changed.',
    });
    expect(await click(line, 'approve', { by: 'U03' })).toEqual({
      kind: 'stands',
      tell: 'Approved: Pat Doe. The applicant is told on Monday, June 12, 2023, 9:00 AM PDT.',
    });
    expect(await decision()).toBe('candidate by U03: null');
  });

  test('declines with the reasons of all who voted for it', async () => {
    await begin();
    await click(line, 'decline', { by: 'U01', reason: 'No field work.' });
    await click(line, 'decline', { by: 'U02', reason: 'Two references are missing.' });
    expect(await decision()).toBe('not-selected by U02: No field work.\nTwo references are missing.');
  });

  test('when all vote at the same moment, one decision comes of it and every vote is told', async () => {
    await begin();
    const outcomes = await Promise.all(['U01', 'U02', 'U03'].map((by) => click(line, 'approve', { by })));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['stands', 'stands', 'too-late']);
    expect(await decision()).toMatch(/^candidate by U0[123]: null$/);
    expect(await decisionMails()).toEqual(['selected pending']);
  });

  test('recommends to the final approver, who alone decides then and not before', async () => {
    await begin({ finalApprover: 'UED' });
    expect(await click(line, 'approve', { by: 'UED' })).toEqual({
      kind: 'refused',
      tell: 'The committee has not recommended yet. You decide when it has. Nothing was changed.',
    });
    await click(line, 'approve', { by: 'U01' });
    expect((await click(line, 'approve', { by: 'U02' })).tell).toBe(
      'Your vote is noted: 2 of 2 to approve. The committee recommends it now, and <@UED> decides.',
    );
    expect(await decision()).toBeNull();
    expect(await click(line, 'approve', { by: 'U03' })).toEqual({
      kind: 'refused',
      tell: 'The committee has recommended to approve, and <@UED> decides. Nothing was changed.',
    });
    await click(line, 'decline', { by: 'UED', reason: 'The budget allows for no more trainers.' });
    expect(await decision()).toBe('not-selected by UED: The budget allows for no more trainers.');
  });

  test('does without one who recuses themselves, for all versions of the SOQ', async () => {
    await begin();
    await click(line, 'approve', { by: 'U01' });
    expect(await click(line, 'recuse', { by: 'U01' })).toEqual({
      kind: 'stands',
      tell: 'Noted: you take no part in deciding about Pat Doe.',
    });
    await submit(line, '<soq-2@example.org>');
    expect(await click(line, 'approve', { by: 'U01' })).toEqual({
      kind: 'refused',
      tell: 'You have recused yourself from this application, so another approver has to decide. Nothing was changed.',
    });
    await click(line, 'approve', { by: 'U02' });
    expect(await decision()).toBeNull();
    expect((await click(line, 'recuse', { by: 'U03' })).tell).toContain(
      'Fewer than 2 approvers may still vote, so another one has to be listed under slack.approvers.',
    );
  });

  describe('takes back', () => {
    beforeEach(async () => {
      await begin({ quorum: 1 });
      await click(line, 'approve', { by: 'U01' });
      await work(line);
    });

    test('what was decided minutes ago: no mail, and a new card that says so', async () => {
      expect(line.redrawn.at(-1)?.takeBack).toEqual(['undo', 'reopen']);
      line.setTime('2023-05-12T12:09:00-07:00');
      expect(await click(line, 'undo', { by: 'U02' })).toEqual({
        kind: 'stands',
        tell: 'Taken back: Pat Doe is undecided again. The mail about the decision does not go out.',
      });
      await work(line);
      expect(await decision()).toBeNull();
      expect(await decisionMails()).toEqual(['selected superseded: the decision was taken back']);
      expect(line.posted.at(-1)?.facts.at(-1)).toEqual([
        'Taken back',
        'approve, by <@U02> on Friday, May 12, 2023, 12:09 PM PDT',
      ]);
      await click(line, 'decline', { by: 'U02', reason: 'Too short.' });
      expect(await decision()).toBe('not-selected by U02: Too short.');
      line.setTime('2023-06-12T09:00:00-07:00');
      await work(line);
      expect(await decisionMails()).toEqual([
        'selected superseded: the decision was taken back',
        'not-selected sent',
      ]);
    });

    test('later only with a reason, and the button that no longer counts disappears', async () => {
      line.setTime('2023-05-12T12:11:00-07:00');
      expect(await click(line, 'undo', { by: 'U02' })).toEqual({
        kind: 'refused',
        tell: 'The 10 minutes for Undo were over at Friday, May 12, 2023, 12:10 PM PDT. Use Reopen, which asks for a reason.',
      });
      await work(line);
      expect(line.redrawn.at(-1)?.takeBack).toEqual(['reopen']);
      expect((await click(line, 'reopen', { by: 'U02', reason: ' ' })).kind).toBe('refused');
      expect((await click(line, 'reopen', { by: 'U02', reason: 'A reference called.' })).kind).toBe('stands');
      expect(await decision()).toBeNull();
    });

    test('even after the applicant was told, and says that a person has to write to them', async () => {
      line.setTime('2023-06-12T09:00:00-07:00');
      await work(line);
      expect((await click(line, 'reopen', { by: 'U02', reason: 'Wrong person.' })).tell).toBe(
        'Taken back: Pat Doe is undecided again. The applicant was told on Monday, June 12, 2023, 9:00 AM PDT: please write to them yourself that this is being looked at again.',
      );
    });

    test('once, however many click', async () => {
      const undos = await Promise.all(['U01', 'U02', 'U03'].map((by) => click(line, 'undo', { by })));
      expect(undos.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'refused', 'stands']);
      await work(line);
      expect(line.posted.filter(({ kind }) => kind === 'soq-approval')).toHaveLength(2);
    });

    test('nothing for somebody who is not listed, and nothing that is not decided', async () => {
      expect((await click(line, 'undo', { by: 'U99' })).kind).toBe('refused');
      await click(line, 'undo', { by: 'U01' });
      await work(line);
      const open = line.posted.at(-1)?.id ?? '';
      const outcome = await onAnswer(line.shell, {
        promptId: open,
        choice: 'undo',
        by: 'U01',
        reason: null,
        place: null,
      });
      expect(outcome.tell).toBe('There is no decision on this card to take back. Nothing was changed.');
    });
  });

  test('keeps documents out of Slack when the programme says so', async () => {
    line = createTestShell(db, {
      now: '2023-05-12T12:00:00-07:00',
      programme: (source) => ({ ...source, slack: { ...source.slack, documents: false } }),
    });
    await pay(line);
    await submit(line);
    expect(line.uploaded).toEqual([]);
    expect(line.posted.map(({ title }) => title)).toEqual(['SOQ to decide: Pat Doe']);
  });
});
