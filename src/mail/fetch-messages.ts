// FETCH, always with BODY.PEEK (RFC 9051 section 6.4.5), so that \Seen stays as it is.
import type { ImapFlow } from 'imapflow';
import type { GivenUp } from './fetch-troubles.ts';
import type { Fetched, Listed } from './folder-reader.ts';
import { longestHeader, unfetchedStandIn } from './stand-in.ts';
import { Vanished } from './vanished.ts';

/**
 * The whole of these messages, in the order of the list; one that is gone is left out.
 * @throws when the server names a message and does not give it
 */
export async function fetchWhole(client: ImapFlow, listed: readonly Listed[]): Promise<Fetched[]> {
  const range = listed.map(({ uid }) => uid).join(',');
  const rows = await client.fetchAll(range, { uid: true, source: true }, { uid: true });
  const sources = new Map(rows.map((row) => [row.uid, row.source]));
  const fetched = listed.flatMap(({ uid, internalDate }) => {
    const raw = sources.get(uid);
    return Buffer.isBuffer(raw) ? [{ uid, raw, internalDate }] : [];
  });
  const withheld = rows.map(({ uid }) => uid).filter((uid) => !Buffer.isBuffer(sources.get(uid)));
  await makeSureGone(client, withheld);
  return fetched;
}

/** How much of a large message is asked for, and held in memory, at a time. */
const pieceBytes = 4 * 1024 * 1024;

/**
 * A large message piece by piece (RFC 9051 section 6.4.5.1, partial fetch); the last one is shorter.
 * @throws Vanished when it is gone, also in the middle
 */
export async function* fetchPieces(client: ImapFlow, uid: number): AsyncGenerator<Buffer> {
  for (let start = 0; ; start += pieceBytes) {
    const source = { start, maxLength: pieceBytes };
    const [row] = await client.fetchAll(String(uid), { uid: true, source }, { uid: true });
    const piece = row?.source;
    if (!Buffer.isBuffer(piece)) {
      await makeSureGone(client, [uid]);
      throw new Vanished(`message ${uid} is gone`);
    }
    yield piece;
    if (piece.length < pieceBytes) return;
  }
}

/**
 * Of a message that was expunged meanwhile, servers may still send a FETCH response with NIL for its body, until they
 * have announced the expunge (RFC 9051 section 7.5.1); a NOOP lets them.
 */
async function makeSureGone(client: ImapFlow, uids: readonly number[]): Promise<void> {
  if (uids.length === 0) return;
  await client.noop();
  const left = await client.search({ uid: uids.join(',') }, { uid: true });
  if (!Array.isArray(left) || left.length > 0)
    throw new Error(`the server names message ${uids.join(', ')} and does not give it`);
}

/** A stand-in for a message that cannot be had, with its header if that can be had. */
export async function fetchUnfetchable(
  client: ImapFlow,
  { uid, internalDate }: Listed,
  { why, header, place }: GivenUp & { place: string },
): Promise<Fetched[]> {
  const known = header ? await fetchHeader(client, uid) : Buffer.alloc(0);
  return known === null ? [] : [{ uid, internalDate, raw: unfetchedStandIn(known, { why, place }) }];
}

/** The header, or its beginning if it is longer than anybody's. @returns null when the message is gone */
export async function fetchHeader(client: ImapFlow, uid: number): Promise<Buffer | null> {
  const bodyParts = [{ key: 'HEADER', start: 0, maxLength: longestHeader }];
  const [row] = await client.fetchAll(String(uid), { uid: true, bodyParts }, { uid: true });
  if (row === undefined) return null;
  return row.headers ?? row.bodyParts?.get('header') ?? Buffer.alloc(0);
}
