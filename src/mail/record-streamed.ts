// A large message: recorded while it is fetched, so that it is never in memory as a whole.
import type { ImapFlow } from 'imapflow';
import { fetchHeader, fetchPieces } from './fetch-messages.ts';
import type { FolderReader, Listed } from './folder-reader.ts';
import type { Cursor } from './mailbox-cursor.ts';
import { messageIdOfRaw } from './message-id.ts';
import { noteVanished, Vanished } from './vanished.ts';

/** @throws when the server fails, which counts against this message, or the recorder does, which does not */
export async function recordStreamed(
  client: ImapFlow,
  { uid, internalDate }: Listed,
  { cursor, reader }: { cursor: Cursor; reader: FolderReader },
): Promise<void> {
  const { recorder, troubles } = reader;
  const { mailbox, uidValidity } = cursor;
  const fetching = { failed: true };
  const attempt = async () => {
    const header = await fetchHeader(client, uid);
    if (header === null) throw new Vanished(`message ${uid} is gone`);
    fetching.failed = false;
    const raw = watched(fetchPieces(client, uid), fetching);
    const location = { mailbox, uidValidity, uid };
    await recorder.record([{ location, raw, internalDate, messageId: messageIdOfRaw(header) }]);
  };
  try {
    await troubles.watch([cursor.keyOf(uid)], attempt, () => fetching.failed);
  } catch (error) {
    if (!(error instanceof Vanished)) throw error;
    noteVanished(reader, cursor, [uid], []);
    return;
  }
  cursor.passed(uid);
  recorder.recorded();
}

async function* watched(pieces: AsyncIterable<Buffer>, fetching: { failed: boolean }) {
  try {
    yield* pieces;
  } catch (error) {
    fetching.failed = !(error instanceof Vanished);
    throw error;
  }
}
