// Pages that many ask for are rendered and packed once for each version of the lists.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type Rendered = {
  status: number;
  body: Buffer;
  packed: Buffer;
  etag: string;
  /** Its Content-Security-Policy; null: the one of what is no page. */
  policy: string | null;
};

const pack = promisify(gzip);
/** What visitors look for is theirs to choose: no more of it is kept than this. */
const mostKept = 100;

export type RenderedPages = (
  of: { version: string; key: string },
  render: () => Promise<{ text: string; policy: string | null; status?: number }>,
) => Promise<Rendered>;

export function createRenderedPages(): RenderedPages {
  let version = '';
  let kept = new Map<string, Promise<Rendered>>();
  return (of, render) => {
    if (of.version !== version) {
      version = of.version;
      kept = new Map();
    }
    const known = kept.get(of.key);
    if (known !== undefined) return known;
    const made = make(render);
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
    const pages = kept;
    pages.set(of.key, made);
    // The next to ask tries again.
    made.catch(() => pages.delete(of.key));
    return made;
  };
}

async function make(render: Parameters<RenderedPages>[1]): Promise<Rendered> {
  const { text, policy, status = 200 } = await render();
  const body = Buffer.from(text);
  return {
    status,
    body,
    packed: await pack(body, { level: 9 }),
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    policy,
  };
}

/** Packed for who takes it so; a browser that has it already is told so. */
export function sendRendered(request: FastifyRequest, reply: FastifyReply, page: Rendered): FastifyReply {
  const { status, body, packed, etag, policy } = page;
  reply.code(status).headers({ vary: 'accept-encoding', etag });
  if (policy !== null) reply.header('content-security-policy', policy);
  const takesPacked = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(
    request.headers['accept-encoding'] ?? '',
  );
  if (!takesPacked) return reply.header('content-encoding', 'identity').send(body);
  return reply.header('content-encoding', 'gzip').send(packed);
}
