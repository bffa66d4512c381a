// What is shown for each thing that can be asked, with every outcome: shown, refused, or failed. Never throws.
import type { types as slack } from '@slack/bolt';
import type { Look, PersonWanted } from '../core/staff-view.ts';
import type { Desk } from './desk.ts';
import { limits } from './limits.ts';
import { type Blocks, bounded, button, failed, lines, plain, said } from './look-blocks.ts';
import { personCallbackId, searchCallbackId, searchWordsId } from './look-ids.ts';
import { mailBlocks } from './mail-blocks.ts';
import { mergeButton } from './merge-page.ts';
import { overviewBlocks } from './overview-blocks.ts';
import { foundBlocks, personBlocks } from './person-blocks.ts';

/** What is shown, in which kind of window, and in one line. */
export type Answer = { title: string; callbackId: string; blocks: Blocks };

export const foundCallbackId = 'look-found';
const noMail = lines(['torq no longer has this mail. It is in the mailbox.'], 100);
const noPerson = lines(['torq no longer knows this person.'], 100);

export async function overviewAnswer(desk: Desk, by: string): Promise<Answer> {
  return answer(desk, 'Overview', 'look-overview', async () => {
    const [look, { url }, maySet, duplicates] = await Promise.all([
      desk.looks.overview(by),
      desk.workspace(),
      desk.settings?.may(by) ?? false,
      desk.merging?.count(by) ?? null,
    ]);
    const blocks = shown(look, (overview) => overviewBlocks(overview, url));
    const elements = [
      ...(maySet ? [button('look-settings', 'Settings')] : []),
      ...(duplicates === null ? [] : [mergeButton('list', `Duplicates: ${duplicates}`)]),
    ];
    if (elements.length === 0) return blocks;
    return [...blocks.slice(0, 1), { type: 'actions', elements }, ...blocks.slice(1)];
  });
}

export async function personAnswer(desk: Desk, by: string, wanted: PersonWanted): Promise<Answer> {
  return answer(desk, 'Person', personCallbackId, async () =>
    shown(await desk.looks.person(by, wanted), (page) => (page === null ? [noPerson] : personBlocks(page))),
  );
}

/** One person who is found alone is shown at once. */
export async function searchAnswer(desk: Desk, by: string, words: string): Promise<Answer> {
  try {
    const look = await desk.looks.search(by, words);
    const { people = [], orders = [] } = look.kind === 'shown' ? look.shown : {};
    const [only] = people;
    if (only !== undefined && people.length === 1 && orders.length === 0)
      return personAnswer(desk, by, { personId: only.id, part: 'facts', from: 0 });
    return { title: 'Found', callbackId: foundCallbackId, blocks: shown(look, foundBlocks) };
  } catch (err) {
    return broken(desk, 'Found', foundCallbackId, err);
  }
}

export async function mailAnswer(desk: Desk, by: string, promptId: string): Promise<Answer> {
  return answer(desk, 'Whole mail', 'look-mail', async () =>
    shown(await desk.looks.mail(by, promptId), (mail) => (mail === null ? [noMail] : mailBlocks(mail))),
  );
}

/** The form that asks for the words of a search. */
export function searchForm(): slack.ModalView {
  return {
    type: 'modal',
    callback_id: searchCallbackId,
    title: plain('Find somebody'),
    submit: plain('Find'),
    close: plain('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: searchWordsId,
        label: plain('Whom?'),
        hint: plain('A name or a part of it, an e-mail address, or an order number'),
        element: { type: 'plain_text_input', action_id: searchWordsId, max_length: 100, focus_on_load: true },
      },
    ],
  };
}

/** The same as a message that only one person sees. */
export function messageOf({ title, blocks }: Answer): { text: string; blocks: Blocks } {
  return { text: title, blocks: bounded(blocks, limits.blocksInMessage) };
}

async function answer(
  desk: Desk,
  title: string,
  callbackId: string,
  build: () => Promise<Blocks>,
): Promise<Answer> {
  try {
    return { title, callbackId, blocks: await build() };
  } catch (err) {
    return broken(desk, title, callbackId, err);
  }
}

function broken(desk: Desk, title: string, callbackId: string, err: unknown): Answer {
  desk.log.error({ err, title }, 'what staff asked to see could not be put together');
  return { title, callbackId, blocks: failed };
}

function shown<T>(look: Look<T>, draw: (value: T) => Blocks): Blocks {
  return look.kind === 'refused' ? [said(look.tell)] : draw(look.shown);
}
