// Writes every mail with invented people and values into a folder, for a person to look at before it goes out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../core/messages.ts';
import type { Programme } from '../programme/schema.ts';
import { commonValues } from '../render/common-values.ts';
import { renderMessage } from '../render/render-message.ts';
import { atLimits, endless, withEmptyLists } from '../render/samples/limits.ts';
import { samplePeople } from '../render/samples/people.ts';
import { samples } from '../render/samples.ts';
import type { Templates } from '../render/template-set.ts';
import { indexPage, type PreviewPage } from './preview-index.ts';

/**
 * Each sample of each mail of each programme as `<out>/<programme>/<mail>.html` and `.txt`, the first one also for
 * people with unusual names, with values at their limits and with empty lists; and `<out>/index.html`, which shows all
 * of them. `templates` are those of the programmes, without problems. Returns the paths written, the index first.
 */
export function preview(input: {
  programmes: readonly Programme[];
  templates: readonly Templates[];
  out: string;
}): readonly string[] {
  const { programmes, templates, out } = input;
  const pages = programmes.flatMap((programme) => {
    const own = templates.find((candidate) => candidate.programme === programme.name);
    return own === undefined ? [] : pagesOf(programme, own);
  });
  for (const folder of new Set(['', ...pages.map((page) => page.folder)])) {
    mkdirSync(join(out, folder), { recursive: true });
  }
  const index = join(out, 'index.html');
  writeFileSync(index, indexPage(pages));
  return [index, ...pages.flatMap((page) => writePage(out, page))];
}

function pagesOf(programme: Programme, templates: Templates): readonly PreviewPage[] {
  return Object.values(samples).flatMap((messages: readonly Message[]) =>
    facesOf(messages).map(({ message, name, suffix }) => ({
      folder: programme.name,
      message: message.name,
      file: `${message.name}${suffix}`,
      mail: renderMessage(templates, { message, common: commonValues(programme, name) }),
    })),
  );
}

type Face = { message: Message; name: string; suffix: string };

/** The samples of one message as they are, and then the first of them in every unusual way. */
function facesOf(messages: readonly Message[]): readonly Face[] {
  const { plain, ...others } = samplePeople;
  const usual = messages.map((message, at) => ({
    message,
    name: plain,
    suffix: at === 0 ? '' : `-${at + 1}`,
  }));
  const unusual = messages
    .slice(0, 1)
    .flatMap((message): Face[] => [
      ...Object.entries(others).map(([suffix, name]) => ({ message, name, suffix: `-${suffix}` })),
      { message: atLimits(message), name: endless, suffix: '-at-limits' },
      ...(hasList(message)
        ? [{ message: withEmptyLists(message), name: plain, suffix: '-empty-lists' }]
        : []),
    ]);
  return [...usual, ...unusual];
}

function hasList(message: Message): boolean {
  return Object.values(message.values).some(Array.isArray);
}

function writePage(out: string, { folder, file, mail }: PreviewPage): readonly string[] {
  const html = join(out, folder, `${file}.html`);
  const text = join(out, folder, `${file}.txt`);
  writeFileSync(html, mail.html);
  writeFileSync(text, `Subject: ${mail.subject}\n\n${mail.text}`);
  return [html, text];
}
