// Every button with which staff look further, and every word after the slash command, on the local Slack with the real
// house behind it: what is shown to whom, over both ways.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personParts } from '../../src/core/staff-view.ts';
import { planPayers } from '../../src/handlers/plan-payers.ts';
import { personOfCard } from '../../src/slack/look-ids.ts';
import { mergeButtonId, mergeButtons } from '../../src/slack/merge-ids.ts';
import { newId } from '../../src/store/ids.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import type { SlackAction, SlackBlock, SlackView } from '../support/servers/local-slack-wire.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay, work } from '../support/story.ts';
import { scenes } from './card-scenes.ts';
import { eventually } from './eventually.ts';
import { openStaffedHouse, type StaffedHouse } from './staffed-house.ts';

const channel = 'C012TORBOT';
const stranger = 'U0JORDAN';
const clicked = new Set<string>();

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
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    house = await openStaffedHouse(line, slack);
    const stage = { db, line, answer: async () => {}, say: async () => {} };
    await scenes.question(stage);
    await scenes['mail-review'](stage);
    // Two by each of six names, so that the list of those who may be there twice has a second page.
    for (const [at, first] of ['Ann', 'Bea', 'Cas', 'Dov', 'Eli', 'Fay'].entries())
      for (const host of ['one', 'two']) {
        const payer = { first, last: 'Novak', email: `${first.toLowerCase()}@${host}.example` };
        await pay(line, { number: `6${at}${host === 'one' ? 0 : 1}`, payer });
      }
    line.setTime('2023-05-14T09:00:00-07:00');
    for (const desk of line.shell.desks) await planPayers(line.shell, desk);
    await work(line);
    const { id: personId } = await db.database.read.person.findFirstOrThrow({ where: { name: 'Ann Novak' } });
    await db.database.write((tx) =>
      tx.history.createMany({
        data: Array.from({ length: 30 }, (_, at) => ({
          ...{ id: newId(), by: approver, event: 'note', reason: `Note ${at}`, personId, details: {} },
          at: new Date(Date.UTC(2023, 4, 12, 20, at)),
        })),
      }),
    );
  });
  afterAll(async () => {
    await house?.stop();
    await slack?.stop();
    await db?.close();
  });

  const shows = (callbackId: string) => slack.waitForModal(({ callback_id }) => callback_id === callbackId);
  const buttons = (blocks: readonly SlackBlock[]): SlackAction[] =>
    blocks.flatMap(({ block_id, elements = [], accessory }) =>
      [...elements, ...(accessory === undefined ? [] : [accessory])].flatMap((one) =>
        one.action_id === undefined ? [] : [{ ...one, block_id } as SlackAction],
      ),
    );
  const pick = (blocks: readonly SlackBlock[], id: string, about = ''): SlackAction => {
    const found = buttons(blocks).find((one) => one.action_id === id && JSON.stringify(one).includes(about));
    if (found === undefined) throw new Error(`no ${id} in ${JSON.stringify(blocks)}`);
    clicked.add(`${over} ${id.startsWith(personOfCard) ? personOfCard : id}`);
    return found;
  };
  /** The answer to the slash command that only this person sees. */
  const command = async (text: string, user = approver) => {
    const before = (await slack.messages(channel)).length;
    await slack.command({ channel, user, command: '/torq', text });
    const answer = async () =>
      (await slack.messages(channel)).slice(before).find(({ ephemeral_to }) => ephemeral_to === user);
    await eventually(answer).toBeDefined();
    const found = await answer();
    return { ts: found?.ts ?? '', blocks: found?.blocks ?? [], text: JSON.stringify(found) };
  };
  const click = (messageTs: string, action: SlackAction, user = approver) =>
    slack.interact({ channel, messageTs, user, action });
  const messageAt = async (ts: string) => (await slack.messages(channel)).find((one) => one.ts === ts);
  const drawn = async (ts: string) => JSON.stringify((await messageAt(ts))?.blocks);
  const cardOf = async (kind: string) => {
    const { cardTs } = await db.database.read.prompt.findFirstOrThrow({ where: { kind } });
    return { ts: cardTs ?? '', blocks: (await messageAt(cardTs ?? ''))?.blocks ?? [] };
  };
  /** A button of a window; the local Slack takes clicks with a message only. */
  const press = async (view: SlackView, id: string, about = '') =>
    click((await cardOf('question')).ts, pick(view.blocks, id, about));

  test('/torq help says what can be asked', async () => {
    expect((await command('help')).text).toMatch(/\/torq duplicates lists .*\/torq settings changes/);
  });

  test('/torq shows the overview, which can be asked for anew, and links each card that waits', async () => {
    const overview = await command('');
    expect(overview.text).toMatch(/Pat Doe.*An SOQ without a home|A question/);
    await click(overview.ts, pick(overview.blocks, 'look-card'));
    await click(overview.ts, pick(overview.blocks, 'look-home'));
    await eventually(() => drawn(overview.ts)).toMatch(/Find somebody/);
  });

  test('who is found opens, with what stands where, mails and history, a page at a time', async () => {
    const found = await command('ann novak');
    const note = await db.database.read.history.findFirstOrThrow({ where: { reason: 'Note 29' } });
    const page = () => drawn(found.ts);
    const turn = async (action: string) =>
      click(found.ts, pick((await messageAt(found.ts))?.blocks ?? [], action, note.personId ?? ''));
    await turn('look-facts');
    await eventually(page).toMatch(/Ann Novak.*Stage: paid, waiting for the SOQ/);
    await turn('look-mails');
    await eventually(page).toMatch(/sent, .*send your SOQ/);
    await turn('look-history');
    await eventually(page).toMatch(/Note 29/);
    await turn('look-older');
    await eventually(page).not.toMatch(/Note 29/);
    await turn('look-newer');
    await eventually(page).toMatch(/Note 29/);
    await turn('look-facts');
    await eventually(page).toMatch(/Stage: paid, waiting for the SOQ/);
  });

  test('the search opens from the overview', async () => {
    const overview = await command('');
    await click(overview.ts, pick(overview.blocks, 'look-search'));
    await shows('look-search');
    const words = { 'look-words': { 'look-words': { type: 'plain_text_input', value: 'nobody at all' } } };
    const { stack } = await slack.submitView(approver, words);
    expect(JSON.stringify(stack.at(-1))).toMatch(/Nobody was found for .*nobody at all/);
  });

  test('the whole of a mail opens from its question', async () => {
    const card = await cardOf('question');
    await click(card.ts, pick(card.blocks, 'look-mail'));
    const text = async () => JSON.stringify((await shows('look-mail')).blocks);
    await eventually(text).toMatch(/May my references be older than 2019\?/);
  });

  test('a person on a card opens in a window; who is not listed sees nothing of them', async () => {
    const card = await cardOf('payers');
    const action = pick(card.blocks, `${personOfCard}0`);
    await click(card.ts, action);
    const text = async () => JSON.stringify((await shows('look-person')).blocks);
    await eventually(text).toMatch(/Stage: paid, waiting for the SOQ/);
    await click(card.ts, action, stranger);
    await eventually(text).toMatch(/only those who decide/);
  });

  test('what may be done is asked from the page of a person', async () => {
    const opened = await command('600');
    await click(opened.ts, pick(opened.blocks, 'look-acts'));
    expect(JSON.stringify((await shows('acts-choose')).blocks)).toMatch(/Write a note/);
  });

  test('settings that cannot be changed here are said to be so', async () => {
    await slack.command({ channel, user: approver, command: '/torq', text: 'settings' });
    expect(JSON.stringify((await shows('settings-refused')).blocks)).toMatch(/cannot be changed here/);
  });

  test('who may be there twice is listed a page at a time, and any two can be compared', async () => {
    const overview = await command('');
    await click(overview.ts, pick(overview.blocks, 'merge-list'));
    const list = await shows('merge-list');
    const text = async () => JSON.stringify((await shows('merge-list')).blocks);
    await press(list, 'merge-older');
    await eventually(text).not.toMatch(/1 to /);
    await press(await shows('merge-list'), 'merge-newer');
    await eventually(text).toMatch(/1 to /);
    await press(await shows('merge-list'), 'merge-find');
    await shows('merge-find');
    const address = (value: string) => ({ type: 'plain_text_input', value });
    const { stack } = await slack.submitView(approver, {
      'merge-one': { 'merge-one': address('ann@one.example') },
      'merge-other': { 'merge-other': address('bea@two.example') },
    });
    expect(JSON.stringify(stack.at(-1)?.blocks)).toMatch(/Ann Novak.*Bea Novak/);
  });
});

test('no button is left out; comparing, keeping apart and undoing are in local-slack-merge, settings in local-slack-settings', () => {
  const folder = join(import.meta.dirname, '../../src/slack');
  const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const named = sources.flatMap((text) =>
    [...text.matchAll(/\bbutton\(\s*'(look-[a-z-]+)'/g)].map(([, id]) => id ?? ''),
  );
  const elsewhere = ['look-settings', ...['compare', 'not-same', 'undo'].map((name) => `merge-${name}`)];
  const all = [
    ...named,
    ...personParts.map((part) => `look-${part}`),
    ...mergeButtons.map(mergeButtonId),
    ...['look-mail', 'look-acts', personOfCard],
  ].filter((id) => !elsewhere.includes(id));
  const wanted = ['http', 'socket'].flatMap((way) => [...new Set(all)].map((id) => `${way} ${id}`));
  expect([...clicked].toSorted()).toEqual(wanted.toSorted());
});
