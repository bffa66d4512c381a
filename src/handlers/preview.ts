// Writes every mail with invented people and values into a folder, for a person to look at before it goes out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Message } from '../core/messages.ts';
import type { Programme } from '../programme/schema.ts';
import { commonValues } from '../render/common-values.ts';
import { renderMessage } from '../render/render-message.ts';
import { atLimits, endless, withEmptyLists } from '../render/samples/limits.ts';
import { samplePeople } from '../render/samples/people.ts';
import { samples } from '../render/samples.ts';
import type { Templates } from '../render/template-set.ts';
import { indexPage, type PreviewPage, unusualPages } from './preview-index.ts';

/**
 * Each sample of each mail of each programme as `<out>/<programme>/<mail>.html` and `.txt`, the first one also for
 * people with unusual names, with values at their limits and with empty lists; and `<out>/index.html`, from which all of
 * them can be seen. `templates` are those of the programmes, without problems. Returns the paths written, the index first.
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
  const files = [
    { place: 'index.html', content: indexPage(pages) },
    ...pages.flatMap(filesOf),
    ...unusualPages(pages).map(({ place, html }) => ({ place, content: html })),
  ];
  return files.map(({ place, content }) => {
    const file = join(out, place);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  });
}

function pagesOf(programme: Programme, templates: Templates): readonly PreviewPage[] {
  return Object.values(samples).flatMap((messages: readonly Message[]) =>
    facesOf(messages).map(({ message, name, suffix, unusual }) => ({
      unusual,
      folder: programme.name,
      message: message.name,
      file: `${message.name}${suffix}`,
      mail: renderMessage(templates, { message, common: commonValues(programme, name) }),
    })),
  );
}

type Face = { message: Message; name: string; suffix: string; unusual: boolean };

/** The samples of one message as they are, and then the first of them in every unusual way. */
function facesOf(messages: readonly Message[]): readonly Face[] {
  const { plain, ...others } = samplePeople;
  const usual = messages.map((message, at) => ({
    message,
    name: plain,
    unusual: false,
    suffix: at === 0 ? '' : `-${at + 1}`,
  }));
  const unusual = messages.slice(0, 1).flatMap((message): Face[] => [
    ...Object.entries(others).map(([suffix, name]) => ({
      message,
      name,
      suffix: `-${suffix}`,
      unusual: true,
    })),
    { message: atLimits(message), name: endless, suffix: '-at-limits', unusual: true },
    ...(hasList(message)
      ? [{ message: withEmptyLists(message), name: plain, suffix: '-empty-lists', unusual: true }]
      : []),
  ]);
  return [...usual, ...unusual];
}

function hasList(message: Message): boolean {
  return Object.values(message.values).some(Array.isArray);
}

function filesOf({ folder, file, mail }: PreviewPage): readonly { place: string; content: string }[] {
  return [
    { place: `${folder}/${file}.html`, content: mail.html },
    { place: `${folder}/${file}.txt`, content: `Subject: ${mail.subject}\n\n${mail.text}` },
  ];
}
