// Whether a certificate is valid, for whoever holds its number.
import type { FastifyInstance } from 'fastify';
import { dateOf } from '../core/calendar.ts';
import { readCertificateNumber } from '../core/certificate/number.ts';
import { standingOf } from '../core/certificate/standing.ts';
import { verifyPage } from '../render/pages/verify-page.ts';
import { certificateToVerify } from '../store/certificates.ts';
import type { WebOptions } from './options.ts';

/** Nobody looks up more by hand, and who tries numbers gets nowhere. */
const perMinute = 60;

export function verifyRoute(app: FastifyInstance, options: WebOptions): void {
  const { read, now, desks } = options;
  const rateLimit = { max: Math.min(options.perMinute, perMinute), timeWindow: 60_000 };
  app.get<{ Params: { number: string } }>(
    '/verify/:number',
    { config: { rateLimit } },
    async (request, reply) => {
      const number = readCertificateNumber(request.params.number);
      const found = number === null ? null : await certificateToVerify(read, number);
      const all = await desks();
      const place = all.find(({ programme }) => programme.name === found?.programme);
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
      const [first] = all;
      if (first === undefined) return reply.callNotFound();
      if (found === null || place === undefined)
        return reply.code(404).send(verifyPage(first, null, dateOf(now(), first.programme.timeZone)));
      const today = dateOf(now(), place.programme.timeZone);
      const shown = {
        ...found,
        name: found.isErased ? null : found.name,
        issuer: found.organisation ?? place.programme.organisation.name,
        standing: standingOf(found, today),
      };
      return reply.send(verifyPage(place, shown, today));
    },
  );
}
