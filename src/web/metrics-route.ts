// Numbers for Prometheus, counted in the database when they are asked for: the same whichever process is asked.
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { countsNow, type StoredCounts } from '../store/counts.ts';
import type { WebOptions } from './options.ts';

export function metricsRoute(app: FastifyInstance, { read, now, counts, log }: WebOptions): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = gaugesIn(registry);
  const since = sinceStart(registry);
  app.get('/metrics', async (_request, reply) => {
    show(gauges, await countsNow(read), now());
    for (const name of ['ticks', 'errors'] as const) {
      since[name].reset();
      since[name].inc(counts()[name]);
    }
    reply.header('cache-control', 'no-store').type(registry.contentType);
    return reply.send(await registry.metrics());
  });
  app.addHook('onClose', async () => {
    registry.clear();
    log.debug({}, 'no more metrics');
  });
}

function gaugesIn(registry: Registry) {
  const registers = [registry];
  return {
    mails: new Gauge({
      registers,
      name: 'torq_mails_received',
      help: 'Mails that came in, by kind',
      labelNames: ['kind', 'status'],
    }),
    outbox: new Gauge({
      registers,
      name: 'torq_outbox_items',
      help: 'Mails and cards, by status',
      labelNames: ['channel', 'status'],
    }),
    prompts: new Gauge({
      registers,
      name: 'torq_prompts_open',
      help: 'Questions that wait for staff, by kind',
      labelNames: ['kind'],
    }),
    oldest: new Gauge({
      registers,
      name: 'torq_prompts_oldest_seconds',
      help: 'Age of the oldest question that waits, by kind',
      labelNames: ['kind'],
    }),
    certificates: new Gauge({ registers, name: 'torq_certificates', help: 'Certificates that were issued' }),
  };
}

function sinceStart(registry: Registry) {
  const registers = [registry];
  return {
    ticks: new Counter({ registers, name: 'torq_ticks_total', help: 'Ticks of the clock since the start' }),
    errors: new Counter({ registers, name: 'torq_errors_total', help: 'Errors in the log since the start' }),
  };
}

function show(gauges: ReturnType<typeof gaugesIn>, counts: StoredCounts, now: Date): void {
  for (const gauge of Object.values(gauges)) gauge.reset();
  for (const { kind, status, count } of counts.mails) gauges.mails.set({ kind, status }, count);
  for (const { channel, status, count } of counts.outbox) gauges.outbox.set({ channel, status }, count);
  for (const { kind, count, since } of counts.prompts) {
    gauges.prompts.set({ kind }, count);
    gauges.oldest.set({ kind }, Math.max(0, (now.getTime() - since.getTime()) / 1000));
  }
  gauges.certificates.set(counts.certificates);
}
