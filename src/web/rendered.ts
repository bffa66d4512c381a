// Pages that many ask for are rendered and packed once for each version of the lists.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export type Rendered = { body: Buffer; packed: Buffer; etag: string; policy: string | null };

const pack = promisify(gzip);
/** What visitors look for is theirs to choose: no more of it is kept than this. */
const mostKept = 100;

export type RenderedPages = (
  of: { version: string; key: string },
  render: () => { text: string; policy: string | null },
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
    kept.set(of.key, made);
    return made;
  };
}

async function make(render: () => { text: string; policy: string | null }): Promise<Rendered> {
  const { text, policy } = render();
  const body = Buffer.from(text);
  return {
    body,
    packed: await pack(body, { level: 9 }),
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    policy,
  };
}
