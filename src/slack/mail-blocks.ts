import type { WholeMail } from '../core/staff-view.ts';
import { type Blocks, lines, plain, small } from './look-blocks.ts';
import { portionsOf } from './portions.ts';

/** What a window takes beside everything else; the rest is in the mailbox. */
const mostPortions = 4;

/** A mail as it came, its text plain: nothing in it is a link, a mention or a part of the window. */
export function mailBlocks({ from, subject, received, text, files }: WholeMail): Blocks {
  const head = [`From: ${from}`, `Subject: ${subject}`, `Received: ${received}`];
  const attached = files.map((name) => `Attached: ${name}`);
  const portions = portionsOf(text);
  const rest = portions.length - mostPortions;
  return [
    lines([...head, ...attached], 250),
    ...portions
      .slice(0, mostPortions)
      .map((part): Blocks[number] => ({ type: 'section', text: plain(part) })),
    ...(rest > 0 ? [small('The mail goes on; the whole of it is in the mailbox.')] : []),
  ];
}
