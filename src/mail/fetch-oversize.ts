// Of a message over MAX_MAIL_BYTES: what its sender wrote and what it brings, without the files themselves.
import type { ImapFlow } from 'imapflow';
import { type Outline, outline } from './body-structure.ts';
import { fetchHeader } from './fetch-messages.ts';
import type { Fetched, Listed } from './folder-reader.ts';
import { contentFields, type Fetchable, longestHeader, oversizeStandIn } from './stand-in.ts';

/**
 * What can be had of a message that is too large: header, words, and the names of its files; marked with its size. Two
 * megabytes at most, in small FETCHes. @returns nothing when the message is gone, also in the middle
 */
export async function fetchOversize(client: ImapFlow, listed: Listed): Promise<Fetched[]> {
  const { uid, size, internalDate } = listed;
  const header = await fetchHeader(client, uid);
  const [row] = await client.fetchAll(String(uid), { uid: true, bodyStructure: true }, { uid: true });
  if (header === null || row === undefined) return [];
  // RFC 9051 demands BODYSTRUCTURE; without it the header has to do.
  const known = row.bodyStructure === undefined ? null : outline(row.bodyStructure);
  const isOnePart = row.bodyStructure?.type.startsWith('multipart/') === false;
  const words = [];
  for (const part of known?.words ?? []) {
    const fetched = await fetchPart(client, uid, part, isOnePart ? header : null);
    if (fetched === null) return [];
    words.push(fetched);
  }
  return [{ uid, internalDate, raw: oversizeStandIn({ header, outline: known, words }, size) }];
}

/** The beginning of a part with its header; the only part of a message is described by the header of the message. */
async function fetchPart(
  client: ImapFlow,
  uid: number,
  { part, bytes }: Outline['words'][number],
  messageHeader: Buffer | null,
): Promise<Fetchable['words'][number] | null> {
  const ofPart = { key: `${part}.MIME`, start: 0, maxLength: longestHeader };
  const body = { key: part, start: 0, maxLength: bytes };
  const bodyParts = messageHeader === null ? [ofPart, body] : [body];
  const [row] = await client.fetchAll(String(uid), { uid: true, bodyParts }, { uid: true });
  if (row === undefined) return null;
  const found = (key: string) => row.bodyParts?.get(key.toLowerCase()) ?? Buffer.alloc(0);
  return {
    header: messageHeader === null ? found(ofPart.key) : contentFields(messageHeader),
    body: found(part),
  };
}
