// Which payload goes to which listener; what they do is in the file of each.
import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { buttonClick } from './button-click.ts';
import { commandName, slashCommand } from './command.ts';
import type { Desk } from './desk.ts';
import { formCallbackId } from './form.ts';
import { formSubmit } from './form-submit.ts';
import { homeOpened } from './home.ts';
import type { InFlight } from './in-flight.ts';
import { linkClick, lookClick } from './look-click.ts';
import { lookActions, searchCallbackId } from './look-ids.ts';
import { mergeClick } from './merge-click.ts';
import { mergeActions, mergeForms } from './merge-ids.ts';
import { mergeSubmit } from './merge-submit.ts';
import { messageSeen } from './message.ts';
import { choices } from './payload.ts';
import { actSubmit } from './person-acts-submit.ts';
import { actForms } from './person-acts-views.ts';
import { searchSubmit } from './search-submit.ts';
import { settingsSubmit } from './settings-submit.ts';
import { settingsForms } from './settings-views.ts';
import { unknownAction } from './unknown-action.ts';

const ours = new RegExp(`^(?:${choices.join('|')})$`);
const notOurs = new RegExp(`^(?!(?:${choices.join('|')}|${mergeActions})$|${lookActions})`);
const otherForm = new RegExp(
  `^(?!(?:${formCallbackId}|${searchCallbackId}|${settingsForms}|${actForms}|${mergeForms})$)`,
);
const link = 'look-card';
const lookFurther = new RegExp(`^(?!${link}$)${lookActions}`);

/** Registers the listeners. `inFlight` knows of every one that runs. */
export function registerListeners(app: App, desk: Desk, inFlight: InFlight): void {
  app.action<BlockAction>({ action_id: ours }, (received) => inFlight.run(() => buttonClick(desk, received)));
  app.action<BlockAction>({ action_id: notOurs }, (received) =>
    inFlight.run(() => unknownAction(desk, received)),
  );
  app.view<ViewSubmitAction>(formCallbackId, (received) => inFlight.run(() => formSubmit(desk, received)));
  app.action<BlockAction>({ action_id: link }, (received) => inFlight.run(() => linkClick(desk, received)));
  app.action<BlockAction>({ action_id: lookFurther }, (received) =>
    inFlight.run(() => lookClick(desk, received)),
  );
  app.action<BlockAction>({ action_id: new RegExp(`^${mergeActions}$`) }, (received) =>
    inFlight.run(() => mergeClick(desk, received)),
  );
  app.view<ViewSubmitAction>(new RegExp(`^(?:${mergeForms})$`), (received) =>
    inFlight.run(() => mergeSubmit(desk, received)),
  );
  app.view<ViewSubmitAction>(searchCallbackId, (received) =>
    inFlight.run(() => searchSubmit(desk, received)),
  );
  app.view<ViewSubmitAction>(new RegExp(`^(?:${settingsForms})$`), (received) =>
    inFlight.run(() => settingsSubmit(desk, received)),
  );
  app.view<ViewSubmitAction>(new RegExp(`^(?:${actForms})$`), (received) =>
    inFlight.run(() => actSubmit(desk, received)),
  );
  app.event('app_home_opened', (received) => inFlight.run(() => homeOpened(desk, received)));
  app.event('message', (received) => inFlight.run(() => messageSeen(desk, received)));
  app.command(commandName, (received) => inFlight.run(() => slashCommand(desk, received)));
  app.view<ViewSubmitAction>(otherForm, (received) => inFlight.run(() => unknownAction(desk, received)));
}
