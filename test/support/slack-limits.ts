type Text = { type?: unknown; text?: unknown };
type Button = { text?: Text; value?: unknown; action_id?: unknown };
type Block = {
  type?: unknown;
  block_id?: unknown;
  text?: Text;
  fields?: Text[];
  elements?: (Button & Text)[];
  label?: Text;
  hint?: Text;
};

/**
 * What Slack would refuse in a message's blocks, as sentences; empty when it would take them. The numbers are those
 * of Slack's documentation, on purpose not those of the code under test.
 */
export function limitProblems(blocks: readonly object[], most = 50): string[] {
  const problems: string[] = [];
  const check = (fine: boolean, problem: string) => fine || problems.push(problem);
  const length = (text: Text | undefined) => String(text?.text ?? '').length;
  const within = (text: Text | undefined, limit: number, what: string) => {
    check(typeof text?.text === 'string', `${what} has no text`);
    check(length(text) >= 1 && length(text) <= limit, `${what} of ${length(text)} characters`);
  };
  check(blocks.length >= 1 && blocks.length <= most, `${blocks.length} blocks`);
  check(JSON.stringify(blocks).length <= 13_200, `${JSON.stringify(blocks).length} characters together`);
  const ids = (blocks as Block[]).flatMap(({ block_id }) =>
    block_id === undefined ? [] : [String(block_id)],
  );
  check(new Set(ids).size === ids.length, 'a block_id twice');
  check(
    ids.every((id) => id.length >= 1 && id.length <= 255),
    'a long block_id',
  );
  for (const { type, text, fields, elements = [], label, hint } of blocks as Block[]) {
    if (type === 'header') within(text, 150, 'header');
    if (type === 'section' && text !== undefined) within(text, 3000, 'section');
    if (type === 'section' && fields !== undefined) {
      check(fields.length >= 1 && fields.length <= 10, `${fields.length} fields`);
      for (const field of fields) within(field, 2000, 'field');
    }
    if (type === 'section') check(text !== undefined || fields !== undefined, 'an empty section');
    if (type === 'context') check(elements.length >= 1 && elements.length <= 10, 'context elements');
    if (type === 'context') for (const element of elements) within(element, 2000, 'context');
    if (type === 'actions') check(elements.length >= 1 && elements.length <= 25, 'actions');
    if (type === 'actions') {
      const actionIds = elements.map(({ action_id }) => String(action_id));
      check(new Set(actionIds).size === actionIds.length, 'an action_id twice');
      for (const button of elements) {
        within(button.text, 75, 'button');
        check(String(button.value).length <= 2000, 'button value');
        check(String(button.action_id).length <= 255, 'action_id');
      }
    }
    if (type === 'input') within(label, 2000, 'input label');
    if (type === 'input' && hint !== undefined) within(hint, 2000, 'input hint');
  }
  return problems;
}
