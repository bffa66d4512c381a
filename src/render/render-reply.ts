import { cleanLine } from '../core/clean.ts';
import type { CommonValues } from '../core/messages.ts';
import type { Block } from '../core/rich-text.ts';
import { readMarkdown } from './document.ts';
import { toHtml } from './html.ts';
import { toPlainText } from './plain-text.ts';
import { type RenderedMail, shortened } from './render-message.ts';
import { fillSlots, intoSlots } from './slots.ts';
import type { Templates } from './template-set.ts';

/**
 * What staff wrote, inside the template `staff-reply`: its greeting, its closing and the programme's layout. The words
 * keep their formatting and never meet Markdown as text.
 * @throws Error when the template does not have {{message}} in a paragraph of its own, or has problems (see loadTemplates)
 */
export function renderReply(
  templates: Templates,
  { subject: written, words, common }: { subject: string; words: readonly Block[]; common: CommonValues },
): RenderedMail {
  const template = templates.mails.get('staff-reply');
  if (template === undefined || templates.layout === null)
    throw new Error(`programme ${templates.programme} has no usable template for "staff-reply"`);
  const { context, slots } = intoSlots({ ...common, subject: written, message: 'what staff wrote' });
  const around = readMarkdown(template.body(context));
  if (!around.some((block) => isOnly(block, context.message)))
    throw new Error('the template "staff-reply" needs {{message}} in a paragraph of its own');
  const blocks = around.flatMap((block) => (isOnly(block, context.message) ? words : [block]));
  const { frame, styles } = templates.layout;
  const subject = shortened(cleanLine(fillSlots(template.subject(context), slots)));
  const cleanCommon = Object.fromEntries(
    Object.entries(common).map(([field, value]) => [field, cleanLine(value)]),
  );
  const html = frame({ ...cleanCommon, subject, body: toHtml(blocks, slots, styles) });
  return { subject, text: toPlainText(blocks, slots), html };
}

function isOnly(block: Block, slot: unknown): boolean {
  if (block.kind !== 'paragraph' || block.children.length !== 1) return false;
  const [only] = block.children;
  return only?.kind === 'text' && only.text.trim() === slot;
}
