// The public list: as a page, as JSON and as CSV.
import type { FastifyInstance } from 'fastify';
import { type Search, searchOf } from '../core/public-list/search.ts';
import { type ListToWrite, listCsv, listJson } from '../documents/public-list-files.ts';
import { listPage, type ShownList } from '../render/pages/list-page.ts';
import { policyOf } from './content-policy.ts';
import type { Lists } from './lists.ts';
import type { WebOptions } from './options.ts';
import { createRenderedPages, sendRendered } from './rendered.ts';

type Query = { q?: unknown; area?: unknown; programme?: unknown; embed?: unknown };

/** Then a browser asks again, and is told when nothing has changed. */
const forAMinute = 'public, max-age=60';

export function listRoutes(app: FastifyInstance, _options: WebOptions, listsNow: () => Promise<Lists>): void {
  const rendered = createRenderedPages();
  app.get<{ Querystring: Query }>('/', async (request, reply) => {
    const asked = askedFor(request.query);
    const { version, lists } = await listsNow();
    const wanted = chosen(lists, asked.programme);
    if (wanted === null) return reply.callNotFound();
    const page = await rendered({ version, key: JSON.stringify(['page', asked]) }, async () => {
      const view = {
        search: asked.search,
        chosen: asked.programme !== null,
        embedded: asked.embedded,
        hasForm: true,
      };
      const text = listPage(wanted, view);
      return { text, policy: policyOf(text, asked.embedded) };
    });
    reply.type('text/html; charset=utf-8').header('cache-control', forAMinute);
    return sendRendered(request, reply, page);
  });
  for (const [path, type, write] of [
    ['/roster.json', 'application/json; charset=utf-8', listJson],
    ['/roster.csv', 'text/csv; charset=utf-8', listCsv],
  ] as const)
    app.get<{ Querystring: Query }>(path, async (request, reply) => {
      const { programme } = askedFor(request.query);
      const { version, lists } = await listsNow();
      const wanted = chosen(lists, programme);
      if (wanted === null) return reply.callNotFound();
      const file = await rendered({ version, key: JSON.stringify([path, programme]) }, async () => ({
        text: write(wanted.map(toWrite)),
        policy: null,
      }));
      // Anybody's page may read it: there is nothing in it that is not public.
      reply.header('access-control-allow-origin', '*');
      return sendRendered(request, reply.type(type).header('cache-control', forAMinute), file);
    });
}

type Asked = { search: Search; programme: string | null; embedded: boolean };

/** What the query asks for; what comes twice, or is nothing that we know, is left aside. */
function askedFor({ q, area, programme, embed }: Query): Asked {
  return {
    search: searchOf({ q, area }),
    programme: typeof programme === 'string' && programme !== '' ? programme.slice(0, 100) : null,
    embedded: embed !== undefined,
  };
}

/** All lists, or that of one programme; null: there is no such programme. */
function chosen(lists: readonly ShownList[], name: string | null): readonly ShownList[] | null {
  const wanted = name === null ? lists : lists.filter(({ programme }) => programme.name === name);
  return wanted.length === 0 ? null : wanted;
}

function toWrite({ programme, entries, asOf }: ShownList): ListToWrite {
  const { name, title, organisation } = programme;
  return { programme: name, title, organisation: organisation.name, asOf, entries };
}
