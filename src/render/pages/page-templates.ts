// The public pages of a programme: templates/<programme>/pages/*.hbs, HTML with {{values}}, checked like the mails.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Handlebars from 'handlebars';
import type { Programme } from '../../programme/schema.ts';
import type { FieldKind } from '../check-template.ts';
import { ownFile } from '../own-file.ts';
import { checkSource, compileHtml } from '../template-file.ts';

/** What each page may use; those in `raw` are HTML that was rendered before, and stand in {{{ }}}. */
const forms = {
  page: {
    fields: {
      ...{ title: 'text', organisation: 'text', website: 'text', staffAddress: 'text' },
      ...{ embedded: 'flag', hidden: 'flag', body: 'text', script: 'text' },
    },
    raw: ['body', 'script'],
  },
  list: {
    fields: {
      ...{ programme: 'text', programmeTitle: 'text', asOf: 'optional', count: 'text', total: 'text' },
      ...{ entries: 'text' },
    },
    raw: ['entries'],
  },
  entry: {
    fields: {
      ...{ name: 'text', organisation: 'optional', email: 'optional', phone: 'optional' },
      ...{ website: 'optional', area: 'optional', termEnds: 'text' },
    },
    raw: [],
  },
  search: {
    fields: {
      ...{ heading: 'text', action: 'text', everything: 'text', words: 'text', areas: 'text' },
      ...{ embedded: 'flag', searched: 'flag', hasAreas: 'flag', programme: 'optional' },
    },
    raw: ['areas'],
  },
  verify: {
    fields: {
      ...{ tone: 'text', headline: 'text', sentence: 'text', asOf: 'text' },
      ...{ number: 'optional', name: 'optional', newNumber: 'optional' },
      ...{ programmeTitle: 'text', term: 'text', issuer: 'text', issuedOn: 'text', newLink: 'text' },
    },
    raw: [],
  },
  notice: { fields: { heading: 'text', sentence: 'text', home: 'text' }, raw: [] },
} as const satisfies Record<string, { fields: Readonly<Record<string, FieldKind>>; raw: readonly string[] }>;

type PageName = keyof typeof forms;
const names = Object.keys(forms) as readonly PageName[];

type ValueOf<Kind> = Kind extends 'text' ? string : Kind extends 'flag' ? boolean : string | null;
/** The values of a page, all of them. */
type PageValues<Name extends PageName> = {
  -readonly [Field in keyof (typeof forms)[Name]['fields']]: ValueOf<(typeof forms)[Name]['fields'][Field]>;
};

export type PageTemplates = { readonly [Name in PageName]: (values: PageValues<Name>) => string };

/** The pages of a programme; with problems, a line each with file and line, there are none. */
export function loadPageTemplates(
  folder: string,
  programme: Pick<Programme, 'name' | 'extends'>,
): { pages: PageTemplates | null; problems: readonly string[] } {
  const loaded = names.map((name) => ({
    name,
    ...load(ownFile(folder, programme, join('pages', `${name}.hbs`)), name),
  }));
  const problems = loaded.flatMap((one) => one.problems);
  if (problems.length > 0) return { pages: null, problems };
  const pages = Object.fromEntries(loaded.map(({ name, template }) => [name, template]));
  return { pages: pages as unknown as PageTemplates, problems: [] };
}

type Loaded = { template: Handlebars.TemplateDelegate | null; problems: readonly string[] };

function load(file: string, name: PageName): Loaded {
  const source = sourceOf(file);
  if (source === null) return { template: null, problems: [`${file}:1: is missing or cannot be read`] };
  const { fields, raw } = forms[name];
  const findings = checkSource(source, new Map(Object.entries(fields)), raw);
  const missing = raw
    .filter((part) => source.split(`{{{${part}}}}`).length !== 2)
    .map((part) => ({ line: 1, problem: `must contain {{{${part}}}} exactly once` }));
  const problems = [...findings, ...missing].map(({ line, problem }) => `${file}:${line}: ${problem}`);
  return { template: problems.length > 0 ? null : compileHtml(source), problems };
}

function sourceOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
