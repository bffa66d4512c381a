import { cleanLine } from '../core/clean.ts';
import type { CommonValues } from '../core/messages.ts';
import { readMarkdown } from './document.ts';
import { toHtml } from './html.ts';
import { toPlainText } from './plain-text.ts';
import type { RenderedMail } from './render-message.ts';
import { intoSlots } from './slots.ts';
import type { Templates } from './template-set.ts';

/**
 * A mail from words that somebody wrote: nothing in them is Markdown or HTML, paragraphs and line breaks stay, and the
 * layout is that of the programme's other mails.
 * @throws Error when the templates have problems (see loadTemplates)
 */
export function renderText(
  templates: Templates,
  { subject: written, text, common }: { subject: string; text: string; common: CommonValues },
): RenderedMail {
  if (templates.layout === null) throw new Error(`programme ${templates.programme} has no usable layout`);
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n[^\S\n]*\n\s*/);
  const { context, slots } = intoSlots({ paragraphs });
  const blocks = readMarkdown((context.paragraphs as string[]).join('\n\n'));
  const subject = cleanLine(written);
  const cleanCommon = Object.fromEntries(
    Object.entries(common).map(([field, value]) => [field, cleanLine(value)]),
  );
  const { frame, styles } = templates.layout;
  const html = frame({ ...cleanCommon, subject, body: toHtml(blocks, slots, styles) });
  return { subject, text: toPlainText(blocks, slots), html };
}
