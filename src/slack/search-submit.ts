import { acknowledge } from './acknowledge.ts';
import { answerInWindow } from './answer-in-window.ts';
import type { Desk } from './desk.ts';
import { foundCallbackId, searchAnswer } from './look-answers.ts';
import { loading, modal } from './look-blocks.ts';
import { searchWordsId } from './look-ids.ts';
import { fillWith } from './look-view.ts';
import { isFromOurWorkspace } from './our-workspace.ts';
import { readSearch } from './read-look.ts';
import { refuseUnknown } from './unknown-action.ts';

type Reply =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ReturnType<typeof modal> };
/** The part of Bolt's arguments that is used: the acknowledgement may carry what takes the form's place. */
type Submitted = { ack: (reply?: Reply) => Promise<void>; body: unknown };

/** The form of a search: what was found takes its place. */
export async function searchSubmit(desk: Desk, { ack, body }: Submitted): Promise<void> {
  const search = readSearch(body);
  const reply = (answer?: Reply) => acknowledge(desk.log, () => ack(answer));
  if (search === null || !(await isFromOurWorkspace(desk, body))) {
    await reply();
    return refuseUnknown(desk, body);
  }
  const { by, viewId, words } = search;
  if (words === '') {
    const errors = { [searchWordsId]: 'Write a name, an address or an order number first.' };
    await reply({ response_action: 'errors', errors });
    return;
  }
  await answerInWindow({
    reply: (view) => reply({ response_action: 'update', view }),
    waiting: modal(foundCallbackId, 'Found', loading),
    next: searchAnswer(desk, by, words).then(({ callbackId, title, blocks }) =>
      modal(callbackId, title, blocks),
    ),
    fill: (view) => fillWith(desk, { by, viewId }, view),
  });
}
