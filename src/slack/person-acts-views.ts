// The windows in which something is done about a person: which action, and its form. Pure.
import type { types as slack } from '@slack/bolt';
import { actionForm, type PersonAction } from '../core/person-actions.ts';
import type { ActionOffer } from '../core/person-offers.ts';
import { limits } from './limits.ts';
import { type Blocks, bounded, plain, small } from './look-blocks.ts';
import { fit, fitLine } from './text.ts';

export const chooseId = 'acts-choose';
export const formId = 'acts-form';
export const actForms = [chooseId, formId].join('|');
export const wordsId = 'acts-words';
export const dateId = 'acts-date';
export const timeId = 'acts-time';

/** What a window carries to the next: whom it is about, and as which version they were seen. */
export type Carried = { personId: string; name: string; version: number };
export type Chosen = Carried & { action: PersonAction; caseId: string | null };

export function offersView(person: Carried, offers: readonly ActionOffer[]): slack.ModalView {
  const options = offers.slice(0, limits.selectOptions).map(({ action, caseId, label }) => ({
    text: plain(fitLine(label, limits.option)),
    value: JSON.stringify([action, caseId]),
  }));
  const blocks: Blocks = [
    small(fitLine(person.name, 200)),
    {
      type: 'input',
      block_id: chooseId,
      label: plain('What would you like to do?'),
      element: { type: 'static_select', action_id: chooseId, options },
    },
  ];
  return view({ callbackId: chooseId, title: 'Do something', submit: 'Next', blocks, carried: person });
}

/** The form of what was chosen. `problem`: what has to be mended in it. */
export function actionView(chosen: Chosen): slack.ModalView {
  const form = actionForm(chosen.action);
  const input = (
    block_id: string,
    label: string,
    element: slack.InputBlock['element'],
  ): slack.InputBlock => ({
    type: 'input',
    block_id,
    label: plain(fitLine(label, limits.inputLabel)),
    element,
  });
  const blocks: Blocks = [
    small(fitLine(chosen.name, 200)),
    ...(form.asksWhen
      ? [
          input(dateId, 'When it came', { type: 'datepicker', action_id: dateId }),
          input(timeId, 'At what time, in the programme’s zone', { type: 'timepicker', action_id: timeId }),
        ]
      : []),
    {
      ...input(wordsId, form.label, {
        type: 'plain_text_input',
        action_id: wordsId,
        multiline: true,
        max_length: 1000,
      }),
      hint: plain(fit(form.hint, 2000)),
      optional: form.optional,
    },
  ];
  return view({ callbackId: formId, title: form.title, submit: form.submit, blocks, carried: chosen });
}

type Window = { callbackId: string; title: string; submit: string; blocks: Blocks; carried: Carried };

function view({ callbackId, title, submit, blocks, carried }: Window): slack.ModalView {
  // A name may be long, and what a window carries may not.
  const metadata = { ...carried, name: fitLine(carried.name, 200) };
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: JSON.stringify(metadata),
    title: plain(fitLine(title, limits.modalTitle)),
    submit: plain(fitLine(submit, limits.modalTitle)),
    close: plain('Cancel'),
    blocks: bounded(blocks, limits.blocksInView),
  };
}
