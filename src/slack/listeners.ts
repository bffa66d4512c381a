// Which payload goes to which listener; what they do is in the file of each.
import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { buttonClick } from './button-click.ts';
import type { Desk } from './desk.ts';
import { formCallbackId } from './form.ts';
import { formSubmit } from './form-submit.ts';
import type { InFlight } from './in-flight.ts';
import { choices } from './payload.ts';
import { unknownAction } from './unknown-action.ts';

const ours = new RegExp(`^(?:${choices.join('|')})$`);
const notOurs = new RegExp(`^(?!(?:${choices.join('|')})$)`);
const otherForm = new RegExp(`^(?!${formCallbackId}$)`);

/** Registers the listeners. `inFlight` knows of every one that runs. */
export function registerListeners(app: App, desk: Desk, inFlight: InFlight): void {
  app.action<BlockAction>({ action_id: ours }, (received) => inFlight.run(() => buttonClick(desk, received)));
  app.action<BlockAction>({ action_id: notOurs }, (received) =>
    inFlight.run(() => unknownAction(desk, received)),
  );
  app.view<ViewSubmitAction>(formCallbackId, (received) => inFlight.run(() => formSubmit(desk, received)));
  app.view<ViewSubmitAction>(otherForm, (received) => inFlight.run(() => unknownAction(desk, received)));
}
