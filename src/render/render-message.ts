import { cleanLine } from '../core/clean.ts';
import type { CommonValues, Message } from '../core/messages.ts';
import { readMarkdown } from './document.ts';
import { toHtml } from './html.ts';
import { toPlainText } from './plain-text.ts';
import { fillSlots, intoSlots } from './slots.ts';
import type { Templates } from './template-set.ts';

export type RenderedMail = { subject: string; text: string; html: string };

/**
 * One mail from its template. Whatever stands in the values stays text in all three; the subject is one line.
 * Throws when the templates have problems (see loadTemplates): that is a bug, not a business outcome.
 */
export function renderMessage(
  templates: Templates,
  { message, common }: { message: Message; common: CommonValues },
): RenderedMail {
  const template = templates.mails.get(message.name);
  if (template === undefined || templates.layout === null) {
    throw new Error(`programme ${templates.programme} has no usable template for "${message.name}"`);
  }
  const { context, slots } = intoSlots({ ...common, ...message.values });
  const subject = shortened(cleanLine(fillSlots(template.subject(context), slots)));
  const blocks = readMarkdown(template.body(context));
  const { frame, styles } = templates.layout;
  const body = toHtml(blocks, slots, styles);
  const cleanCommon = Object.fromEntries(
    Object.entries(common).map(([field, value]) => [field, cleanLine(value)]),
  );
  const html = frame({ ...cleanCommon, subject, body });
  return { subject, text: toPlainText(blocks, slots), html };
}

/** A subject longer than this comes from a value that is no name, amount or date. */
const longestSubject = 150;

/** The subject, cut to what a list of mails shows. */
export function shortened(subject: string): string {
  const characters = [...subject];
  return characters.length <= longestSubject
    ? subject
    : `${characters.slice(0, longestSubject - 1).join('')}…`;
}
