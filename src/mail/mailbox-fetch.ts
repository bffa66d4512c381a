// Reads one folder: whatever lies beyond the cursor is recorded, one handful after the other in the order of UIDs.
import type { ImapFlow } from 'imapflow';
import { batches } from './fetch-batches.ts';
import { fetchUnfetchable, fetchWhole } from './fetch-messages.ts';
import { fetchOversize } from './fetch-oversize.ts';
import type { Fetched, FolderReader, Listed } from './folder-reader.ts';
import { imapProblem } from './imap-client.ts';
import { type Cursor, readCursor } from './mailbox-cursor.ts';
import { recordStreamed } from './record-streamed.ts';
import { createRecording } from './recording.ts';
import { noteVanished } from './vanished.ts';

/**
 * Records what is new in a folder. EXAMINE (RFC 9051 section 6.3.3) reads UIDVALIDITY anew each time and cannot set
 * flags; nothing depends on flags.
 * @returns null, or why the folder cannot be opened
 * @throws when the server, the connection or the recorder fails; the cursor then stands before the first unrecorded one
 */
export async function readFolder(
  client: ImapFlow,
  folder: string,
  reader: FolderReader,
): Promise<string | null> {
  const opened = await openFolder(client, folder);
  if ('refused' in opened) return opened.refused;
  const cursor = await readCursor(reader, { mailbox: folder, ...opened });
  const uids = await uidsBeyond(client, cursor.uid);
  for (let at = 0; at < uids.length && !reader.signal.aborted; at += listSize)
    await recordPart(client, uids.slice(at, at + listSize), cursor, reader);
  if (!reader.signal.aborted) await reader.recorder.touched(folder, cursor.uidValidity);
  return null;
}

async function openFolder(client: ImapFlow, folder: string) {
  try {
    const { uidValidity, uidNext } = await client.mailboxOpen(folder, { readOnly: true });
    return { uidValidity: String(uidValidity), uidNext };
  } catch (error) {
    const refused = error instanceof Error && 'responseStatus' in error && error.responseStatus === 'NO';
    if (!refused) throw error;
    return { refused: `the folder ${folder} cannot be opened (${imapProblem(error)})` };
  }
}

/** How many messages are listed with size and date at a time. */
const listSize = 500;

async function uidsBeyond(client: ImapFlow, uid: number): Promise<number[]> {
  const found = await client.search({ uid: `${uid + 1}:*` }, { uid: true });
  if (!Array.isArray(found)) throw new Error('the server does not list the messages of the folder');
  // "N:*" names the last message even when its UID is below N (RFC 9051 section 6.4.9).
  return found.filter((candidate) => candidate > uid).sort((one, other) => one - other);
}

/** While one handful is recorded the next is fetched; the connection is never asked for two things at once. */
async function recordPart(
  client: ImapFlow,
  uids: readonly number[],
  cursor: Cursor,
  reader: FolderReader,
): Promise<void> {
  const { troubles, maxBytes, signal } = reader;
  const listed = await list(client, uids, reader);
  noteVanished(reader, cursor, uids, listed);
  const isTroubled = ({ uid }: Listed) => troubles.count(cursor.keyOf(uid)) > 0;
  const aloneFrom = Math.min(streamedFrom, maxBytes);
  const isAlone = (message: Listed) => message.size > aloneFrom || isTroubled(message);
  const recording = createRecording(reader, cursor);
  try {
    for (const batch of batches(listed, isAlone)) {
      if (signal.aborted) break;
      const [only] = batch;
      const isStreamed = batch.length === 1 && only !== undefined && only.size > streamedFrom;
      if (isStreamed && only.size <= maxBytes && troubles.givenUp(cursor.keyOf(only.uid)) === null)
        await recording.alone(() => recordStreamed(client, only, { cursor, reader }));
      else await recording.next(await fetchBatch(client, batch, cursor, reader));
    }
  } finally {
    await recording.done();
  }
}

/** From this size on a message goes to the disk while it is fetched. */
const streamedFrom = 2 * 1024 * 1024;

async function list(client: ImapFlow, uids: readonly number[], reader: FolderReader): Promise<Listed[]> {
  const query = { uid: true, size: true, internalDate: true };
  const rows = await client.fetchAll(uids.join(','), query, { uid: true });
  return rows
    .map(({ uid, size = 0, internalDate }) => ({
      uid,
      size,
      internalDate: internalDate instanceof Date ? internalDate : reader.now(),
    }))
    .sort((one, other) => one.uid - other.uid);
}

/** A message that keeps failing, or ends the connection each time, must not hold up the others for ever. */
async function fetchBatch(
  client: ImapFlow,
  batch: readonly Listed[],
  cursor: Cursor,
  reader: FolderReader,
): Promise<Fetched[]> {
  const { troubles, maxBytes, log } = reader;
  const keys = batch.map(({ uid }) => cursor.keyOf(uid));
  const [only] = batch;
  const attempt = () => {
    if (batch.length !== 1 || only === undefined) return fetchWhole(client, batch);
    const given = troubles.givenUp(keys[0] ?? '');
    if (given === null) return only.size > maxBytes ? fetchOversize(client, only) : fetchWhole(client, batch);
    const place = `message ${only.uid} of the folder ${cursor.mailbox}, UIDVALIDITY ${cursor.uidValidity}`;
    log.error(
      { mailbox: cursor.mailbox, uid: only.uid, why: given.why },
      'a message cannot be fetched; a stand-in is recorded',
    );
    return fetchUnfetchable(client, only, { ...given, place });
  };
  const fetched = await troubles.watch(keys, attempt);
  noteVanished(
    reader,
    cursor,
    batch.map(({ uid }) => uid),
    fetched,
  );
  return fetched;
}
