// The public list as a page: complete without any script, and the same from the web server as from "torq roster".
import { plainDate } from '../../core/certificate/content.ts';
import type { ListEntry } from '../../core/public-list/entries.ts';
import { areasOf, found, type Search } from '../../core/public-list/search.ts';
import type { Programme } from '../../programme/schema.ts';
import { escaped, framed } from './frame.ts';
import type { PageTemplates } from './page-templates.ts';

/** One programme's list as it is shown. `asOf`: YYYY-MM-DD; null: it was not published yet. */
export type ShownList = {
  programme: Programme;
  pages: PageTemplates;
  entries: readonly ListEntry[];
  asOf: string | null;
};

export type ListView = {
  search: Search;
  /** Whether one programme of several was asked for. */
  chosen: boolean;
  /** Shown in a frame of another page: without head and foot. */
  embedded: boolean;
  /** Whether somebody answers the form: not in a file. */
  hasForm: boolean;
};

/** The lists on one page; the first programme gives its frame. There must be one. */
export function listPage(lists: readonly ShownList[], view: ListView): string {
  const [first] = lists;
  if (first === undefined) throw new RangeError('a page needs a programme');
  const { organisation, name } = first.programme;
  const heading = 'Public list of trainers';
  const head = view.hasForm
    ? first.pages.search({
        heading,
        action: '/',
        everything: addressOf(view, name),
        words: view.search.words,
        areas: areaOptions(lists, view.search.area),
        hasAreas: lists.some(({ entries }) => areasOf(entries).length > 1),
        embedded: view.embedded,
        searched: view.search.words !== '' || view.search.area !== '',
        programme: view.chosen ? name : null,
      })
    : `<h1>${escaped(heading)}</h1>\n`;
  return framed(first, {
    title: `${heading} - ${organisation.shortName}`,
    body: `${head}${lists.map((list) => section(list, view.search)).join('\n')}`,
    embedded: view.embedded,
    hidden: view.embedded,
    withScript: view.hasForm,
  });
}

function section({ programme, pages, entries, asOf }: ShownList, search: Search): string {
  const shown = found(entries, search);
  return pages.list({
    programme: programme.name,
    programmeTitle: programme.title,
    asOf: asOf === null ? null : plainDate(asOf),
    count: countWords(shown.length, entries.length),
    total: String(entries.length),
    entries: shown
      .map(({ personId: _, ...entry }) =>
        pages.entry({ ...entry, termEnds: plainDate(entry.termEnds) }).trim(),
      )
      .join('\n'),
  });
}

/** "12 of 40 trainers"; the script on the page says the same. */
function countWords(count: number, total: number): string {
  const all = `${total} ${total === 1 ? 'trainer' : 'trainers'}`;
  return count === total ? all : `${count} of ${all}`;
}

function areaOptions(lists: readonly ShownList[], chosen: string): string {
  const areas = areasOf(lists.flatMap(({ entries }) => entries));
  return areas
    .map((area) => `<option${area === chosen ? ' selected' : ''}>${escaped(area)}</option>`)
    .join('');
}

function addressOf({ chosen, embedded }: ListView, programme: string): string {
  const query = new URLSearchParams({
    ...(chosen ? { programme } : {}),
    ...(embedded ? { embed: '1' } : {}),
  });
  return query.size === 0 ? '/' : `/?${query}`;
}
