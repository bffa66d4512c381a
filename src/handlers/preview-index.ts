// The pages that show every mail: subject, text, and HTML as wide as a small phone and as a desk.
import { escapeHtml } from '../render/html.ts';
import type { RenderedMail } from '../render/render-message.ts';

/** One rendered mail, to be found at `<folder>/<file>.html` and `.txt`; `message` is which mail it is. */
export type PreviewPage = {
  folder: string;
  message: string;
  file: string;
  unusual: boolean;
  mail: RenderedMail;
};

/** CSS pixels: the smallest phone in use, a window on a desk. */
const widths = [320, 720];

const styles = `
body { margin: 0 auto; padding: 24px 16px; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
section { margin-top: 48px; border-top: 2px solid #888 }
.subject { margin: 24px 0 0; font-size: 16px }
nav ul { columns: 18rem; margin: 0; padding: 0; list-style: none }
a { color: LinkText }
p { margin: 4px 0 }
.views { display: flex; gap: 16px; overflow-x: auto; padding: 8px 0 }
figure { margin: 0; flex: none }
figcaption { font-size: 14px }
pre { margin: 0; width: 76ch; height: 640px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px }
iframe, pre { border: 1px solid #888; background: Canvas }
iframe { height: 640px }
@media (max-width: 700px) { pre { width: calc(100vw - 48px) } }
`;

/**
 * One section a mail, with its usual samples; `unusualPages` has the others, because a browser loads all frames of a
 * local page at once. The frames may run nothing, and follow the reader's own choice of light or dark.
 */
export function indexPage(pages: readonly PreviewPage[]): string {
  const groups = Map.groupBy(pages, groupOf);
  const links = [...groups.keys()].map((name) => `<li><a href="#${idOf(name)}">${escapeHtml(name)}</a></li>`);
  const sections = [...groups].map(([name, own]) => {
    const count = own.filter((one) => one.unusual).length;
    return `<section aria-labelledby="${idOf(name)}">
<h2 id="${idOf(name)}">${escapeHtml(name)}</h2>
<p><a href="${unusualPlace(name)}">${escapeHtml(name)} with unusual names and values (${count})</a></p>
${usual(own)}
</section>`;
  });
  return page(
    'All mails, with invented people',
    `<nav aria-label="Mails"><ul>
${links.join('\n')}
</ul></nav>
${sections.join('\n')}`,
  );
}

/** For each mail a page with unusual names, long values and empty lists: its place in the folder, and its HTML. */
export function unusualPages(pages: readonly PreviewPage[]): readonly { place: string; html: string }[] {
  return [...Map.groupBy(pages, groupOf)].map(([name, own]) => ({
    place: unusualPlace(name),
    html: page(`${escapeHtml(name)} with unusual names and values`, unusual(own)),
  }));
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${styles}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
}

function usual(pages: readonly PreviewPage[]): string {
  const own = pages.filter((one) => !one.unusual);
  return own.map((one) => article(one, { up: '', heading: 'h3' })).join('\n');
}

function unusual(pages: readonly PreviewPage[]): string {
  const own = pages.filter((one) => one.unusual);
  return own.map((one) => article(one, { up: '../../', heading: 'h2' })).join('\n');
}

/** `up` leads from the page to the folder of the preview. */
function article(
  { folder, file, mail }: PreviewPage,
  { up, heading }: { up: string; heading: string },
): string {
  const place = escapeHtml(`${up}${folder}/${file}`);
  const name = escapeHtml(file);
  const frames = widths.map(
    (width) => `<figure><figcaption>${width} pixels</figcaption>
<iframe src="${place}.html" title="${name}, ${width} pixels wide" width="${width}" sandbox=""></iframe></figure>`,
  );
  return `<article>
<${heading} class="subject">${escapeHtml(mail.subject)}</${heading}>
<p>${name}: <a href="${place}.html" aria-label="${name} as HTML">HTML</a>, <a href="${place}.txt" aria-label="${name} as text">text</a></p>
<div class="views" role="region" tabindex="0" aria-label="${name}">
<figure><figcaption>text</figcaption>
<pre tabindex="0">${escapeHtml(mail.text)}</pre></figure>
${frames.join('\n')}
</div>
</article>`;
}

function groupOf({ folder, message }: PreviewPage): string {
  return `${folder}/${message}`;
}

/** `<programme>/unusual/<mail>.html` */
function unusualPlace(group: string): string {
  return escapeHtml(`${group.replace('/', '/unusual/')}.html`);
}

function idOf(name: string): string {
  return name.replace(/[^a-z0-9-]/g, '-');
}
