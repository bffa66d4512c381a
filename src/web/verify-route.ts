// Whether a certificate is valid, for whoever holds its number.
import type { FastifyInstance } from 'fastify';
import { dateOf } from '../core/calendar.ts';
import { readCertificateNumber } from '../core/certificate/number.ts';
import { standingOf } from '../core/certificate/standing.ts';
import { verifyPage } from '../render/pages/verify-page.ts';
import { certificateToVerify } from '../store/certificates.ts';
import { policyOf } from './content-policy.ts';
import type { PublicDesk, WebOptions } from './options.ts';
import { createRenderedPages, sendRendered } from './rendered.ts';

/** A certificate on a slide is looked up by a whole room at once; what is told is at most so old. */
const freshForMs = 2000;

export function verifyRoute(app: FastifyInstance, options: WebOptions): void {
  const { perMinuteVerified: max } = options;
  const rendered = createRenderedPages();
  app.get<{ Params: { number: string } }>(
    '/verify/:number',
    { config: { rateLimit: { max, timeWindow: 60_000 } } },
    async (request, reply) => {
      const number = readCertificateNumber(request.params.number);
      const version = String(Math.floor(options.now().getTime() / freshForMs));
      const page = await rendered({ version, key: number ?? '' }, async () => {
        const { text, status } = await look(options, number);
        return { text, status, policy: policyOf(text) };
      });
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
      return sendRendered(request, reply, page);
    },
  );
}

/** The page about a number; null: what was asked for is none. */
async function look(
  { read, desks, now }: WebOptions,
  number: string | null,
): Promise<{ text: string; status: 200 | 404 }> {
  const found = number === null ? null : await certificateToVerify(read, number);
  const all = await desks();
  const place = all.find(({ programme }) => programme.name === found?.programme);
  if (found === null || place === undefined) return { text: unknownPage(all, now()), status: 404 };
  const { programme } = place;
  const today = dateOf(now(), programme.timeZone);
  const shown = {
    ...found,
    name: found.isErased ? null : found.name,
    issuer: found.organisation ?? programme.organisation.name,
    standing: standingOf(found, today),
  };
  return { text: verifyPage(place, shown, today), status: 200 };
}

function unknownPage([first]: readonly PublicDesk[], now: Date): string {
  if (first === undefined) throw new Error('there is no programme whose page could be shown');
  return verifyPage(first, null, dateOf(now, first.programme.timeZone));
}
