// Writes every mail with invented people and values into a folder, for a person to look at before it goes out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../core/messages.ts';
import type { Programme } from '../programme/schema.ts';
import { commonValues } from '../render/common-values.ts';
import { escapeHtml } from '../render/html.ts';
import { type RenderedMail, renderMessage } from '../render/render-message.ts';
import { hostileCommon, sampleCommon, samples } from '../render/samples.ts';
import type { Templates } from '../render/template-set.ts';

type Page = { folder: string; file: string; mail: RenderedMail };

/**
 * Each sample of each mail of each programme as `<out>/<programme>/<mail>.html` and `.txt`, and `<out>/index.html`.
 * `templates` are those of the programmes, without problems. Returns the paths written, the index first.
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

function pagesOf(programme: Programme, templates: Templates): readonly Page[] {
  return Object.values(samples).flatMap((messages: readonly Message[]) => {
    const page = (message: Message, name: string, suffix: string): Page => ({
      folder: programme.name,
      file: `${message.name}${suffix}`,
      mail: renderMessage(templates, { message, common: commonValues(programme, name) }),
    });
    return [
      ...messages.map((message, at) => page(message, sampleCommon.name, at === 0 ? '' : `-${at + 1}`)),
      ...messages.slice(0, 1).map((message) => page(message, hostileCommon.name, '-hostile-name')),
    ];
  });
}

function writePage(out: string, { folder, file, mail }: Page): readonly string[] {
  const html = join(out, folder, `${file}.html`);
  const text = join(out, folder, `${file}.txt`);
  writeFileSync(html, mail.html);
  writeFileSync(text, `Subject: ${mail.subject}\n\n${mail.text}`);
  return [html, text];
}

function indexPage(pages: readonly Page[]): string {
  const rows = pages.map(({ folder, file, mail }) => {
    const place = escapeHtml(`${folder}/${file}`);
    const name = escapeHtml(file);
    return `<tr><th scope="row">${name}</th><td>${escapeHtml(mail.subject)}</td>
<td class="links"><a href="${place}.html" aria-label="${name} as HTML">HTML</a>
<a href="${place}.txt" aria-label="${name} as text">text</a></td></tr>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>All mails, with invented people</title>
<style>
body { margin: 0 auto; padding: 24px 16px; max-width: 960px; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
table { border-collapse: collapse; width: 100% }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid #8888; text-align: left; vertical-align: top; overflow-wrap: anywhere }
.links { white-space: nowrap; overflow-wrap: normal; line-height: 1.8 }
@media (max-width: 480px) { tr { display: block; padding: 8px 0; border-bottom: 1px solid #8888 } th, td { display: block; padding: 0; border: 0 } thead { display: none } }
</style>
</head>
<body>
<main>
<h1>All mails, with invented people</h1>
<table>
<thead><tr><th scope="col">Mail</th><th scope="col">Subject</th><th scope="col">Look</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;
}
