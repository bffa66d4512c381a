// Every button of every card, clicked on the local Slack with the real house and a real database behind it: who is not
// listed is refused, who is listed is told what became of it, it is kept once, and a second click is told so.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Choice } from '../../src/core/choice.ts';
import { formsOf, kinds } from '../../src/core/choices.ts';
import type { PromptKind } from '../../src/core/decision.ts';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import type { SlackAction } from '../support/servers/local-slack-wire.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { work } from '../support/story.ts';
import { buttonTable } from './button-table.ts';
import { scenes } from './card-scenes.ts';
import { eventually } from './eventually.ts';
import { openStaffedHouse, type StaffedHouse } from './staffed-house.ts';

const channel = 'C012TORBOT';
const answeredBefore =
  /^This was answered before: “.+”, by <@U01APPROVER> on .+\. Your click changed nothing\.$/;
const stranger = 'U0JORDAN';
const refusal =
  'You are not on the list of approvers of IGP Trainer of Record, so nothing was changed. One of them can decide: <@U01APPROVER>.';

test('no button of any card is left out', () => {
  const inTable = (kind: PromptKind) => buttonTable.filter((row) => row.kind === kind);
  const named = (rows: readonly { choice: Choice }[]) => rows.map(({ choice }) => choice).toSorted();
  expect(kinds.map((kind) => [kind, named(inTable(kind))])).toEqual(
    kinds.map((kind) => [kind, named(formsOf(kind))]),
  );
});

describe.each(['socket', 'http'] as const)('over %s', (over) => {
  let db: TestDatabase;
  let line: TestShell;
  let slack: Awaited<ReturnType<typeof startLocalSlack>>;
  let house: StaffedHouse;

  beforeAll(async () => {
    db = await freshDatabase('sqlite');
    slack = await startLocalSlack({
      over,
      users: [
        { id: approver, name: 'avery', email: 'avery@casqa.example' },
        { id: stranger, name: 'jordan' },
      ],
      channels: [{ id: channel, name: 'tor-staff' }],
    });
    line = createTestShell(db, {
      now: '2023-05-12T12:00:00-07:00',
      programme: (source) => ({
        ...source,
        audiences: [{ name: 'members', title: 'members', why: 'You are a member.' }],
        cycles: source.cycles.map((cycle) => ({
          ...cycle,
          announcement: { audiences: ['members'], perHour: 300 },
        })),
      }),
    });
    house = await openStaffedHouse(line, slack);
  });
  afterAll(async () => {
    await house?.stop();
    await slack?.stop();
    await db?.close();
  });
  beforeEach(async () => {
    await db.empty();
    line.sent.length = 0;
    line.answers.length = 0;
  });

  /** The newest card of this kind, by title, once every one of them is posted. */
  const card = async (kind: PromptKind) => {
    const posted = async () => {
      const prompts = await db.database.read.prompt.findMany({
        where: { kind },
        orderBy: [{ openedAt: 'desc' }, { title: 'asc' }],
      });
      return prompts.every(({ cardTs }) => cardTs !== null) ? prompts[0] : undefined;
    };
    await eventually(posted).toBeDefined();
    const found = await posted();
    if (found === undefined) throw new Error(`no card ${kind}`);
    return found;
  };
  const answer = async (kind: PromptKind, choice: Choice, reason: string | null = null) => {
    const { id } = await card(kind);
    await onAnswer(line.shell, { promptId: id, choice, by: approver, reason, place: null });
    await work(line);
  };
  const say = async (kind: PromptKind, text: string) => {
    const { cardTs } = await card(kind);
    await slack.say({ channel, user: approver, thread_ts: cardTs ?? '', text });
  };
  const messageAt = async (ts: string) =>
    (await slack.messages(channel)).find((message) => message.ts === ts);
  const actionsOf = async (ts: string): Promise<SlackAction[]> =>
    ((await messageAt(ts))?.blocks ?? []).flatMap(({ type, block_id, elements = [] }) =>
      type === 'actions' ? elements.map((element) => ({ ...element, block_id }) as SlackAction) : [],
    );
  const buttonOf = async (ts: string, choice: Choice) => {
    const action = (await actionsOf(ts)).find(({ action_id }) => action_id === choice);
    if (action === undefined) throw new Error(`no button ${choice}`);
    return action;
  };
  /** What a person is told after a click, in the form that it opens, or after that was filled in. */
  const told = async (ts: string, action: SlackAction, user: string, words: string | undefined) => {
    const messages = (await slack.messages(channel)).length;
    const views = new Set((await slack.state()).modalStack.map(({ id }) => id));
    await slack.interact({ channel, messageTs: ts, user, action });
    if (words !== undefined) {
      const form = await slack.waitForModal(
        ({ id, callback_id = '' }) => !views.has(id) && /^(answer|refused)$/.test(callback_id),
      );
      if (form.callback_id === 'refused') return textOf(form.blocks);
      await slack.submitView(user, { words: { words: { type: 'plain_text_input', value: words } } });
    }
    const notice = async () =>
      (await slack.messages(channel)).slice(messages).find(({ ephemeral_to }) => ephemeral_to === user)?.text;
    await eventually(notice).toBeTypeOf('string');
    return (await notice()) ?? '';
  };
  const historyOf = async (by: string) =>
    new Map((await db.database.read.history.findMany({ where: { by } })).map(({ id, event }) => [id, event]));

  test.each(buttonTable)('$kind: $choice', async (row) => {
    const scene = scenes[row.kind as keyof typeof scenes];
    await scene({ db, line, answer, say });
    for (const [choice, words] of row.after ?? []) await answer(row.kind, choice, words);
    const { id, cardTs, people } = await card(row.kind);
    const ts = cardTs ?? '';
    const action = await buttonOf(ts, row.choice);
    const [before, drawn] = [await historyOf(approver), (await messageAt(ts))?.blocks];

    expect(await told(ts, action, stranger, row.words)).toBe(refusal);
    const refusals = { where: { promptId: id, by: stranger }, select: { choice: true, outcome: true } };
    expect(await db.database.read.promptAnswer.findMany(refusals)).toEqual([
      { choice: row.choice, outcome: 'refused' },
    ]);
    await work(line);
    expect([await historyOf(stranger), (await messageAt(ts))?.blocks]).toEqual([new Map(), drawn]);

    expect(await told(ts, action, approver, row.words)).toBe(named(row.tell, row.choice, people));
    await work(line);
    const kept = [...(await historyOf(approver))].filter(([event]) => !before.has(event));
    expect(kept.map(([, event]) => event).toSorted()).toEqual(row.kept);
    const buttons = async () => (await actionsOf(ts)).map(({ action_id }) => action_id);
    await eventually(buttons).toEqual(row.buttons ?? []);

    expect(await told(ts, action, approver, row.words)).toMatch(row.again ?? answeredBefore);
    expect((await historyOf(approver)).size).toBe(before.size + kept.length);
  });
});

function textOf(blocks: readonly object[]): string {
  return blocks.map((block) => (block as { text?: { text: string } }).text?.text ?? '').join(' ');
}

/** `{address}` in a sentence is that of the person whose button was clicked. */
function named(tell: string, choice: Choice, people: unknown): string {
  const person = (people as { address: string }[] | null)?.[Number(choice.slice('match-'.length))];
  return tell.replace('{address}', person?.address ?? '');
}
