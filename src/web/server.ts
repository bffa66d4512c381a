// The public pages, health and metrics. Everything here is asked for by strangers and answered from what is stored: no
// route changes anything, only GET and HEAD are known, and there is no other route than those below.
import type { AddressInfo } from 'node:net';
import compress from '@fastify/compress';
import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { PermanentError } from '../errors.ts';
import { calendarRoute } from './calendar-route.ts';
import { contentPolicy } from './content-policy.ts';
import { healthRoutes } from './health-routes.ts';
import { listRoutes } from './list-routes.ts';
import { createLists } from './lists.ts';
import { metricsRoute } from './metrics-route.ts';
import type { WebOptions } from './options.ts';
import { answerStrangers, onlyReading } from './refusals.ts';
import { verifyRoute } from './verify-route.ts';

export type WebServer = {
  port: number;
  /** Takes no more requests, and answers those that came in. */
  stop(): Promise<void>;
};

const limits = {
  bodyLimit: 1,
  requestTimeout: 10_000,
  connectionTimeout: 30_000,
  keepAliveTimeout: 10_000,
  maxRequestsPerSocket: 10_000,
  forceCloseConnections: 'idle',
  http: { maxHeaderSize: 16_384, headersTimeout: 8000, connectionsCheckingInterval: 2000 },
  routerOptions: { maxParamLength: 60, caseSensitive: true, ignoreTrailingSlash: false },
} as const;

/** @throws PermanentError when nothing can listen at the address */
export async function startWeb(options: WebOptions): Promise<WebServer> {
  const { host, port, log, trustedProxies } = options;
  const app = Fastify({
    ...limits,
    logger: false,
    exposeHeadRoutes: true,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
  });
  await protect(app, options);
  const lists = createLists(options);
  listRoutes(app, options, lists);
  verifyRoute(app, options);
  healthRoutes(app, options);
  metricsRoute(app, options);
  calendarRoute(app, options);
  answerStrangers(app, options);
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const advice = 'See which program has it, or set another HTTP_ADDR.';
    throw new PermanentError(`The public pages cannot listen at ${host}, port ${port} (${code}). ${advice}`, {
      cause,
    });
  }
  const address = app.server.address() as AddressInfo;
  log.info({ host, port: address.port }, 'the public pages are there');
  return { port: address.port, stop: () => app.close() };
}

/** In this order: what is refused is refused before anything is computed for it. */
async function protect(app: FastifyInstance, { perMinute }: WebOptions): Promise<void> {
  onlyReading(app);
  await app.register(helmet, {
    contentSecurityPolicy: false,
    frameguard: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  contentPolicy(app);
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    cache: 10_000,
    addHeaders: quietLimits,
    addHeadersOnExceeding: quietLimits,
  });
  await app.register(etag, { weak: true });
  await app.register(compress, { global: true, threshold: 1024, encodings: ['gzip', 'deflate'] });
}

/** How much is left is nobody's business; when to come again is. */
const quietLimits = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
};
