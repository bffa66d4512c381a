// FETCH, always with BODY.PEEK (RFC 9051 section 6.4.5), so that \Seen stays as it is.
import type { ImapFlow } from 'imapflow';
import type { GivenUp } from './fetch-troubles.ts';
import type { Fetched, Listed } from './mailbox-fetch.ts';
import { longestHeader, oversizeStandIn, unfetchedStandIn } from './stand-in.ts';

/**
 * The whole of these messages, in the order of the list; one that is gone is left out.
 * @throws when the server names a message and does not give it
 */
export async function fetchWhole(client: ImapFlow, listed: readonly Listed[]): Promise<Fetched[]> {
  const range = listed.map(({ uid }) => uid).join(',');
  const rows = await client.fetchAll(range, { uid: true, source: true }, { uid: true });
  const sources = new Map(rows.map((row) => [row.uid, row.source]));
  return listed.flatMap(({ uid, internalDate }) => {
    if (!sources.has(uid)) return [];
    const raw = sources.get(uid);
    if (!Buffer.isBuffer(raw)) throw new Error(`the server names message ${uid} and does not give it`);
    return [{ uid, raw, internalDate }];
  });
}

/** The header of a message that is too large, marked with its size. */
export async function fetchOversize(client: ImapFlow, listed: Listed): Promise<Fetched[]> {
  const header = await fetchHeader(client, listed.uid);
  const { uid, size, internalDate } = listed;
  return header === null ? [] : [{ uid, internalDate, raw: oversizeStandIn(header, size) }];
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

/** @returns null when the message is gone */
async function fetchHeader(client: ImapFlow, uid: number): Promise<Buffer | null> {
  const bodyParts = [{ key: 'HEADER', start: 0, maxLength: longestHeader }];
  const [row] = await client.fetchAll(String(uid), { uid: true, bodyParts }, { uid: true });
  if (row === undefined) return null;
  return row.headers ?? row.bodyParts?.get('header') ?? Buffer.alloc(0);
}
