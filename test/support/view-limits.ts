import { limitProblems } from './slack-limits.ts';

type Text = { text?: unknown };
type Option = { text?: Text; value?: unknown };
type Element = {
  type?: unknown;
  options?: Option[];
  initial_option?: Option;
  initial_value?: unknown;
  max_length?: number;
};
export type View = {
  blocks: readonly object[];
  title: Text;
  submit?: Text | undefined;
  close?: Text | undefined;
  private_metadata?: string | undefined;
  callback_id?: string | undefined;
};

/** What Slack would refuse in a window, as sentences; the numbers are those of its documentation. */
export function viewProblems(view: View): string[] {
  const problems = limitProblems(view.blocks, 100);
  const check = (fine: boolean, problem: string) => fine || problems.push(problem);
  for (const name of ['title', 'submit', 'close'] as const) {
    const text = view[name]?.text;
    if (text !== undefined || name === 'title')
      check(typeof text === 'string' && text.length >= 1 && text.length <= 24, `${name} "${text}"`);
  }
  check(String(view.private_metadata ?? '').length <= 3000, 'private_metadata');
  check(String(view.callback_id ?? '').length <= 255, 'callback_id');
  const inputs = view.blocks.filter((block) => 'type' in block && block.type === 'input');
  check(inputs.length === 0 || view.submit !== undefined, 'inputs without a button to submit them');
  for (const block of inputs) problems.push(...inputProblems((block as { element: Element }).element));
  return problems;
}

const mostOptions: Readonly<Record<string, number>> = {
  static_select: 100,
  checkboxes: 10,
  radio_buttons: 10,
};

function inputProblems({ type, options, initial_option, initial_value, max_length }: Element): string[] {
  const problems: string[] = [];
  const most = mostOptions[String(type)];
  if (most !== undefined) {
    const count = options?.length ?? 0;
    if (count < 1 || count > most) problems.push(`${count} options in a ${type}`);
    for (const option of [...(options ?? []), ...(initial_option === undefined ? [] : [initial_option])]) {
      const text = String(option.text?.text ?? '');
      if (text.length < 1 || text.length > 75) problems.push(`an option of ${text.length} characters`);
      const value = String(option.value ?? '');
      if (value.length < 1 || value.length > 150)
        problems.push(`an option's value of ${value.length} characters`);
    }
  }
  if (max_length !== undefined && (max_length < 1 || max_length > 3000)) problems.push('max_length');
  if (String(initial_value ?? '').length > 3000) problems.push('a long initial_value');
  return problems;
}
