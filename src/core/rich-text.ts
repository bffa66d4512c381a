// Text with the little formatting that a mail needs, as a tree of our own.

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'em'; children: readonly Inline[] }
  | { kind: 'link'; href: string; children: readonly Inline[] }
  | { kind: 'break' };

export type Block =
  | { kind: 'heading'; depth: number; children: readonly Inline[] }
  | { kind: 'paragraph'; children: readonly Inline[] }
  | { kind: 'list'; start: number | null; items: readonly (readonly Block[])[] }
  | { kind: 'quote'; blocks: readonly Block[] }
  | { kind: 'rule' };

/**
 * What follows the sign with which a text begins, in upper or lower case; null when it does not begin with it. What
 * looks like the sign in bold, in a quotation or in a list is none.
 */
export function behindSign(blocks: readonly Block[], sign: string): readonly Block[] | null {
  const [first, ...others] = blocks;
  if (first?.kind !== 'paragraph') return null;
  const [begins, ...behind] = first.children;
  if (begins?.kind !== 'text') return null;
  const said = begins.text.trimStart();
  if (!said.toLowerCase().startsWith(sign.toLowerCase())) return null;
  const text = said.slice(sign.length).trimStart();
  const children = withoutLeadingBreaks([
    ...(text === '' ? [] : [{ kind: 'text' as const, text }]),
    ...behind,
  ]);
  return children.length === 0 ? others : [{ kind: 'paragraph', children }, ...others];
}

function withoutLeadingBreaks(children: readonly Inline[]): readonly Inline[] {
  const from = children.findIndex(
    (one) => one.kind !== 'break' && !(one.kind === 'text' && one.text.trim() === ''),
  );
  return from < 0 ? [] : children.slice(from);
}
