// The windows in which settings are changed: which section, its values, and what would follow. Pure.
import type { types as slack } from '@slack/bolt';
import type { Proposal, SectionChoice, SettingsForm, SettingsWish } from '../core/settings/view.ts';
import { limits } from './limits.ts';
import { type Blocks, bounded, plain, said, small } from './look-blocks.ts';
import { fieldBlocks } from './settings-fields.ts';
import { fitLine } from './text.ts';

export const chooseId = 'settings-choose';
export const formId = 'settings-form';
export const confirmId = 'settings-confirm';
export const settingsForms = [chooseId, formId, confirmId].join('|');

/** What a confirmation carries: what is wanted, and what was shown to follow. */
export type Carried = SettingsWish & { mark: string };

export function chooseView(choices: readonly SectionChoice[]): slack.ModalView {
  const options = choices.slice(0, limits.selectOptions).map(({ programme, section, title }) => ({
    text: plain(fitLine(title, limits.option)),
    value: JSON.stringify([programme, section]),
  }));
  const blocks: Blocks = [
    {
      type: 'input',
      block_id: chooseId,
      label: plain('What would you like to change?'),
      element: {
        type: 'static_select',
        action_id: chooseId,
        options,
        ...(options[0] === undefined ? {} : { initial_option: options[0] }),
      },
    },
  ];
  return view(chooseId, 'Settings', 'Next', blocks);
}

export function formView(form: SettingsForm): slack.ModalView {
  const { programme, version, title, zone, fields } = form;
  const blocks = [
    ...fields.flatMap(fieldBlocks),
    small(`Times are in the zone ${zone}. Nothing is changed before you have seen what follows from it.`),
  ];
  return view(formId, title, 'See what follows', blocks, { programme, basedOn: version });
}

/** `again`: it was confirmed already, and something has changed since. */
export function confirmView(
  { programme, basedOn, changes }: SettingsWish,
  proposal: Proposal,
  again: boolean,
): slack.ModalView {
  const { consequences, mark } = proposal;
  const follows =
    consequences.length === 0 ? ['Nothing for anybody at the moment.'] : consequences.map(bullet);
  const blocks: Blocks = [
    ...(again ? [said('*Not saved yet:* what follows is different from what you saw a moment ago.')] : []),
    said(['*Changes*', ...proposal.changes.map(bullet)].join('\n')),
    said(['*What follows*', ...follows].join('\n')),
  ];
  const carried: Carried = { programme, basedOn, changes, mark };
  return view(confirmId, 'Save these settings?', 'Save', blocks, carried);
}

function bullet(line: string): string {
  return `• ${line}`;
}

function view(
  callback_id: string,
  title: string,
  submit: string,
  blocks: Blocks,
  carried: object = {},
): slack.ModalView {
  return {
    type: 'modal',
    callback_id,
    private_metadata: JSON.stringify(carried),
    title: plain(fitLine(title, limits.modalTitle)),
    submit: plain(submit),
    close: plain('Cancel'),
    blocks: bounded(blocks, limits.blocksInView),
  };
}
