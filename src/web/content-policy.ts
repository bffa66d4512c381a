// What a page may load and who may show it in a frame: nothing but the styles and the script that stand in it, and nobody,
// but for the variant that is made for frames.
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { inlineParts } from '../render/pages/frame.ts';

/** What is no page loads nothing and is shown in no frame. */
const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function contentPolicy(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', nothing);
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload === 'string' && isPage(reply))
      reply.header('content-security-policy', policyOf(payload));
    return payload;
  });
}

/** The policy of a page; `embedded`: any other page may show it in a frame. */
export function policyOf(html: string, embedded = false): string {
  const { styles, scripts } = inlineParts(html);
  const sources = (texts: readonly string[]) =>
    texts.length === 0 ? "'none'" : texts.map((text) => `'sha256-${sha256(text)}'`).join(' ');
  return [
    "default-src 'none'",
    `style-src ${sources(styles)}`,
    `script-src ${sources(scripts)}`,
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${embedded ? '*' : "'none'"}`,
  ].join('; ');
}

function isPage(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type') ?? '').startsWith('text/html');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
