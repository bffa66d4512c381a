// Recording: the raw message on the disk, then its row, its place and the cursor in one transaction. Decides nothing.
import type { InboundMail } from '../../prisma/generated/sqlite/client/client.ts';
import type { Blobs } from './blobs.ts';
import { advanceCursor, type Location } from './cursor.ts';
import type { Database, Transaction } from './database.ts';
import { newId } from './ids.ts';
import { mailIdentity } from './mail-identity.ts';
import { insertRows } from './rows.ts';
import { writeAfterOthers } from './write-after-others.ts';

export type NewMail = {
  location: Location;
  /** The whole message, or its pieces when it is too large to be held in memory. */
  raw: Buffer | AsyncIterable<Uint8Array>;
  internalDate: Date;
  messageId: string | null;
};

type Store = { database: Database; blobs: Blobs; now: Date };
export type Recorded = { id: string; isNew: boolean };

/** Records one message; see `recordAll`. */
export async function record(store: Store, mail: NewMail): Promise<Recorded> {
  const [recorded] = await recordAll(store, [mail]);
  if (recorded === undefined) throw new Error('nothing was recorded');
  return recorded;
}

/**
 * Keeps raw messages and their places, all or none. The same mail in two folders is one mail with two places; a
 * Message-ID that is used again with another body is another mail.
 * @returns for each its id, and whether it is new
 */
export async function recordAll(
  { database, blobs, now }: Store,
  mails: readonly NewMail[],
): Promise<Recorded[]> {
  const found = await Promise.all(
    mails.map(async (mail) => ({
      place: mail.location,
      row: { ...(await keepRaw(blobs, mail)), ...fresh(mail, now) },
    })),
  );
  return writeAfterOthers(database, (tx) => recordRows(tx, found, now));
}

async function keepRaw(blobs: Blobs, { raw, messageId }: NewMail) {
  const identity = mailIdentity(messageId);
  if (Buffer.isBuffer(raw)) {
    identity.add(raw);
    return { sha256: await blobs.put(raw), bytes: raw.length, identity: identity.digest() };
  }
  const kept = await blobs.putStream(noted(raw, identity.add));
  return { ...kept, identity: identity.digest() };
}

async function* noted(pieces: AsyncIterable<Uint8Array>, note: (piece: Uint8Array) => void) {
  for await (const piece of pieces) {
    note(piece);
    yield piece;
  }
}

function fresh({ internalDate, messageId }: NewMail, now: Date) {
  return { id: newId(), internalDate, messageId, recordedAt: now, status: 'recorded', nextAttemptAt: now };
}

type NewRow = Pick<
  InboundMail,
  | 'id'
  | 'identity'
  | 'sha256'
  | 'bytes'
  | 'internalDate'
  | 'recordedAt'
  | 'status'
  | 'nextAttemptAt'
  | 'messageId'
>;
type Found = { place: Location; row: NewRow };

async function recordRows(tx: Transaction, found: readonly Found[], now: Date): Promise<Recorded[]> {
  const identities = found.map(({ row }) => row.identity);
  const known = await tx.inboundMail.findMany({
    where: { identity: { in: identities } },
    select: { id: true, identity: true },
  });
  const ids = new Map(known.map(({ identity, id }) => [identity, id]));
  const news: NewRow[] = [];
  for (const { row } of found) {
    if (ids.has(row.identity)) continue;
    ids.set(row.identity, row.id);
    news.push(row);
  }
  await insertRows(tx, 'InboundMail', news);
  const recorded = found.map(({ row }) => {
    const id = ids.get(row.identity) ?? row.id;
    return { id, isNew: id === row.id };
  });
  await addPlaces(
    tx,
    found.map(({ place }, at) => ({ ...place, inboundMailId: recorded[at]?.id ?? '', seenAt: now })),
  );
  for (const place of lastOfEach(found.map((entry) => entry.place))) await advanceCursor(tx, place, now);
  return recorded;
}

async function addPlaces(
  tx: Transaction,
  places: readonly (Location & { inboundMailId: string; seenAt: Date })[],
): Promise<void> {
  const there = await tx.inboundLocation.findMany({
    where: {
      OR: folders(places).map(({ mailbox, uidValidity, uids }) => ({
        mailbox,
        uidValidity,
        uid: { in: uids },
      })),
    },
    select: { mailbox: true, uidValidity: true, uid: true },
  });
  const taken = new Set(there.map(nameOf));
  const data = places.filter((place) => {
    const name = nameOf(place);
    const isNew = !taken.has(name);
    taken.add(name);
    return isNew;
  });
  await insertRows(tx, 'InboundLocation', data);
}

const folderOf = ({ mailbox, uidValidity }: Location) => `${mailbox}\n${uidValidity}`;
const nameOf = (place: Location) => `${folderOf(place)}\n${place.uid}`;

function folders(places: readonly Location[]) {
  return [...Map.groupBy(places, folderOf).values()].map((group) => {
    const { mailbox = '', uidValidity = '' } = group[0] ?? {};
    return { mailbox, uidValidity, uids: group.map(({ uid }) => uid) };
  });
}

function lastOfEach(places: readonly Location[]): Location[] {
  return folders(places).map(({ uids, ...folder }) => ({ ...folder, uid: Math.max(...uids) }));
}
