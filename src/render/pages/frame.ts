import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { Programme } from '../../programme/schema.ts';
import type { PageTemplates } from './page-templates.ts';

/** What narrows a list while somebody types; a browser without scripts does not miss it. */
const listScript = readFileSync(new URL('./filter-list.js', import.meta.url), 'utf8');

/** The frame of a programme around what was rendered. `hidden`: search engines leave it out. */
export function framed(
  { programme, pages }: { programme: Programme; pages: PageTemplates },
  page: { title: string; body: string; embedded?: boolean; hidden?: boolean; withScript?: boolean },
): string {
  const { title, body, embedded = false, hidden = false, withScript = false } = page;
  return pages.page({
    title,
    body,
    embedded,
    hidden,
    organisation: programme.organisation.name,
    website: programme.organisation.website,
    staffAddress: programme.addresses.staff,
    script: withScript ? `<script>${listScript}</script>` : '',
  });
}

/** Text in HTML. */
export function escaped(text: string): string {
  return Handlebars.escapeExpression(text);
}

/** The parts of a page that its Content-Security-Policy names by their hash: everything else is refused. */
export function inlineParts(html: string): { styles: readonly string[]; scripts: readonly string[] } {
  const parts = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, text = '']) => text);
  return { styles: parts('style'), scripts: parts('script') };
}
