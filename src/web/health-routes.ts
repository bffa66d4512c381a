// Alive, and ready: for whoever watches the process. No names, no addresses, nothing that a server said.
import type { FastifyInstance } from 'fastify';
import type { Part } from '../core/readiness.ts';
import type { WebOptions } from './options.ts';

const patienceMs = 5000;

export function healthRoutes(app: FastifyInstance, { read, parts, log }: WebOptions): void {
  app.get('/healthz', (_request, reply) => {
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8');
    return reply.send('alive\n');
  });
  app.get('/readyz', async (_request, reply) => {
    const database = await databasePart(read, log);
    const all = database.ok ? [database, ...(await parts())] : [database];
    const ready = all.every(({ ok }) => ok);
    reply.header('cache-control', 'no-store').code(ready ? 200 : 503);
    return reply.send({ ready, parts: all });
  });
}

async function databasePart(read: WebOptions['read'], log: WebOptions['log']): Promise<Part> {
  const name = 'database' as const;
  try {
    await Promise.race([read.$queryRaw`SELECT 1`, tooLate()]);
    return { name, ok: true, seconds: 0, note: 'answers' };
  } catch (err) {
    log.warn({ err }, 'the database does not answer who asks whether torq is ready');
    return { name, ok: false, seconds: null, note: 'does not answer' };
  }
}

function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs).unref();
  });
}
