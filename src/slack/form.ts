// The modal that asks for words (a reason, a list of deficiencies) before an answer counts.
import type { types as slack } from '@slack/bolt';
import type { Choice, ChoiceForm } from '../core/choice.ts';
import type { CardPlace } from '../core/prompt.ts';
import { limits } from './limits.ts';
import { fitLine, sentence } from './text.ts';

/** What the modal carries to its submission. */
export type Asked = { promptId: string; choice: Choice; place: CardPlace | null };

export type AskingForm = ChoiceForm & { asks: NonNullable<ChoiceForm['asks']> };

export const formCallbackId = 'answer';
/** Block and action of the input; also where a complaint about the words is shown. */
export const wordsId = 'words';

export const reasonsId = 'reasons';

/**
 * The modal for a choice with `asks`. `matter` is what the card says, shown above the input, because the modal hides
 * the card on a phone.
 */
export function formOf(
  form: AskingForm,
  prompt: Omit<Asked, 'choice'>,
  matter: string | null,
  reasons: readonly string[] = [],
): slack.ModalView {
  const { title, label, hint, submit } = form.asks;
  const asked: Asked = { promptId: prompt.promptId, choice: form.choice, place: prompt.place };
  return {
    type: 'modal',
    callback_id: formCallbackId,
    private_metadata: JSON.stringify(asked),
    title: plain(title, limits.modalTitle),
    submit: plain(submit, limits.modalButton),
    close: plain('Cancel', limits.modalButton),
    blocks: [
      ...(matter === null ? [] : [{ type: 'section' as const, text: plain(matter, 500) }]),
      ...reasonBlocks(reasons),
      {
        type: 'input',
        block_id: wordsId,
        ...(reasons.length === 0 ? {} : { optional: true }),
        label: plain(label, limits.inputLabel),
        hint: plain(hint, limits.inputHint),
        element: {
          type: 'plain_text_input',
          action_id: wordsId,
          multiline: true,
          max_length: limits.inputText,
          focus_on_load: reasons.length === 0,
        },
      },
    ],
  };
}

/** Check boxes of what is said often; own words may be added below. */
function reasonBlocks(reasons: readonly string[]): slack.InputBlock[] {
  if (reasons.length === 0) return [];
  const options = reasons.slice(0, limits.checkBoxes).map((label, at) => ({
    text: plain(label, limits.option),
    value: String(at),
  }));
  return [
    {
      type: 'input',
      block_id: reasonsId,
      optional: true,
      label: plain('What is said often', limits.inputLabel),
      element: { type: 'checkboxes', action_id: reasonsId, options },
    },
  ];
}

/** What takes the form's place when the person may not answer. */
export function refusalOf(tell: string): slack.ModalView {
  return {
    type: 'modal',
    callback_id: 'refused',
    title: plain('Not possible', limits.modalTitle),
    close: plain('Close', limits.modalButton),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: sentence(tell), verbatim: true } }],
  };
}

function plain(text: string, limit: number) {
  return { type: 'plain_text' as const, text: fitLine(text, limit), emoji: false };
}
