// The page that shows every mail: subject, text, and HTML as wide as a small phone, a phone and a desk.
import { escapeHtml } from '../render/html.ts';
import type { RenderedMail } from '../render/render-message.ts';

/** One rendered mail, to be found at `<folder>/<file>.html` and `.txt`; `message` is which mail it is. */
export type PreviewPage = { folder: string; message: string; file: string; mail: RenderedMail };

/** CSS pixels: the smallest phone in use, a usual one, a window on a desk. */
const widths = [320, 375, 720];

const styles = `
body { margin: 0 auto; padding: 24px 16px; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
h2 { margin: 48px 0 0; padding-top: 16px; border-top: 2px solid #888 }
h3 { margin: 24px 0 0; font-size: 16px }
nav ul { columns: 18rem; margin: 0; padding: 0; list-style: none }
a { color: LinkText }
p { margin: 4px 0 }
.views { display: flex; gap: 16px; overflow-x: auto; padding: 8px 0 }
figure { margin: 0; flex: none }
figcaption { font-size: 14px }
pre { margin: 0; width: 76ch; height: 640px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px }
iframe, pre { border: 1px solid #888; background: Canvas }
iframe { height: 640px }
summary { padding: 12px 0; cursor: pointer }
@media (max-width: 700px) { pre { width: calc(100vw - 48px) } }
`;

/**
 * One section a mail. The frames load when they are scrolled to, may run nothing, and follow the reader's own choice of
 * light or dark; the unusual names and values are folded away.
 */
export function indexPage(pages: readonly PreviewPage[]): string {
  const groups = Map.groupBy(pages, ({ folder, message }) => `${folder}/${message}`);
  const links = [...groups.keys()].map((name) => `<li><a href="#${idOf(name)}">${escapeHtml(name)}</a></li>`);
  const sections = [...groups].map(([name, own]) => section(name, own));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>All mails, with invented people</title>
<style>${styles}</style>
</head>
<body>
<main>
<h1>All mails, with invented people</h1>
<nav aria-label="Mails"><ul>
${links.join('\n')}
</ul></nav>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function section(name: string, pages: readonly PreviewPage[]): string {
  const usual = pages.filter(({ file, message }) => /^(-\d+)?$/.test(file.slice(message.length)));
  const unusual = pages.filter((page) => !usual.includes(page));
  return `<section aria-labelledby="${idOf(name)}">
<h2 id="${idOf(name)}">${escapeHtml(name)}</h2>
${usual.map(article).join('\n')}
<details><summary>${escapeHtml(name)}: unusual names, long values, empty lists (${unusual.length})</summary>
${unusual.map(article).join('\n')}
</details>
</section>`;
}

function article({ folder, file, mail }: PreviewPage): string {
  const place = escapeHtml(`${folder}/${file}`);
  const name = escapeHtml(file);
  const frames = widths.map(
    (width) => `<figure><figcaption>${width} pixels</figcaption>
<iframe src="${place}.html" title="${name}, ${width} pixels wide" width="${width}" loading="lazy" sandbox=""></iframe></figure>`,
  );
  return `<article>
<h3>${escapeHtml(mail.subject)}</h3>
<p>${name}: <a href="${place}.html" aria-label="${name} as HTML">HTML</a>, <a href="${place}.txt" aria-label="${name} as text">text</a></p>
<div class="views" role="region" tabindex="0" aria-label="${name}">
<figure><figcaption>text</figcaption>
<pre tabindex="0" aria-label="${name}, text">${escapeHtml(mail.text)}</pre></figure>
${frames.join('\n')}
</div>
</article>`;
}

function idOf(name: string): string {
  return name.replace(/[^a-z0-9-]/g, '-');
}
