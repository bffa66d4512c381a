// What is asked for and is not here.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { noticePage } from '../render/pages/verify-page.ts';
import type { WebOptions } from './options.ts';

/** Nothing is taken in: other methods are refused before their body is read, wherever they go. */
export function onlyReading(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    return reply
      .code(405)
      .headers({ allow: 'GET, HEAD', connection: 'close', 'content-type': 'text/plain; charset=utf-8' })
      .send('Only GET and HEAD are known here.\n');
  });
}

/** Other paths, what cannot be read, and what went wrong: a page each, that tells nothing of the inside. */
export function answerStrangers(app: FastifyInstance, options: WebOptions): void {
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) =>
    notice(reply, options, {
      status: 404,
      heading: 'There is no such page',
      sentence: 'Please see whether the address was copied as a whole.',
    }),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 429) return tooMany(reply);
    if (status >= 400 && status < 500)
      return notice(reply, options, {
        status,
        heading: 'This cannot be read',
        sentence: 'Please see whether the address was copied as a whole.',
      });
    // The path may hold what somebody looked for: the route says enough.
    options.log.error({ err: error, route: routeOf(request) }, 'a public page failed');
    return notice(reply, options, {
      status: 500,
      heading: 'This page cannot be shown at the moment',
      sentence: 'Nothing was lost. Please try again in a few minutes.',
    });
  });
}

function tooMany(reply: FastifyReply): FastifyReply {
  return reply
    .code(429)
    .type('text/plain; charset=utf-8')
    .send('Too many requests from your address. Please wait a minute.\n');
}

async function notice(
  reply: FastifyReply,
  { desks }: WebOptions,
  { status, ...words }: { status: number; heading: string; sentence: string },
): Promise<FastifyReply> {
  reply.code(status).header('cache-control', 'no-store');
  try {
    const [first] = await desks();
    if (first !== undefined) return reply.type('text/html; charset=utf-8').send(noticePage(first, words));
  } catch {
    // Without a database there is no page either, but still an answer.
  }
  return reply.type('text/plain; charset=utf-8').send(`${words.heading}. ${words.sentence}\n`);
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}
