// The public list: as a page, as JSON and as CSV.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Search, searchOf } from '../core/public-list/search.ts';
import { type ListToWrite, listCsv, listJson } from '../documents/public-list-files.ts';
import { listPage, type ShownList } from '../render/pages/list-page.ts';
import { policyOf } from './content-policy.ts';
import type { Lists } from './lists.ts';
import type { WebOptions } from './options.ts';
import { createRenderedPages, type Rendered } from './rendered.ts';

type Query = { q?: unknown; area?: unknown; programme?: unknown; embed?: unknown };

export function listRoutes(app: FastifyInstance, _options: WebOptions, listsNow: () => Promise<Lists>): void {
  const rendered = createRenderedPages();
  app.get<{ Querystring: Query }>('/', async (request, reply) => {
    const asked = askedFor(request.query);
    const { version, lists } = await listsNow();
    const wanted = chosen(lists, asked.programme);
    if (wanted === null) return reply.callNotFound();
    const page = await rendered({ version, key: JSON.stringify(['page', asked]) }, () => {
      const view = {
        search: asked.search,
        chosen: asked.programme !== null,
        embedded: asked.embedded,
        hasForm: true,
      };
      const text = listPage(wanted, view);
      return { text, policy: policyOf(text, asked.embedded) };
    });
    return send(request, reply.type('text/html; charset=utf-8'), page);
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
      const file = await rendered({ version, key: JSON.stringify([path, programme]) }, () => ({
        text: write(wanted.map(toWrite)),
        policy: null,
      }));
      // Anybody's page may read it: there is nothing in it that is not public.
      reply.header('access-control-allow-origin', '*');
      return send(request, reply.type(type), file);
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

/** Packed for who takes it so; a browser asks again after a minute, and is told when nothing has changed. */
function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, packed, etag, policy }: Rendered,
): FastifyReply {
  reply.headers({ 'cache-control': 'public, max-age=60', vary: 'accept-encoding', etag });
  if (policy !== null) reply.header('content-security-policy', policy);
  const takesPacked = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(
    request.headers['accept-encoding'] ?? '',
  );
  if (!takesPacked) return reply.header('content-encoding', 'identity').send(body);
  return reply.header('content-encoding', 'gzip').send(packed);
}
