// Staff move and delete mails while they are read: what the server named a moment ago may be gone.
import type { FolderReader } from './folder-reader.ts';

/** A message that the server named is not there any more. */
export class Vanished extends Error {
  override readonly name = 'Vanished';
}

/** Writes down which of `uids` are not `there`. */
export function noteVanished(
  { log }: Pick<FolderReader, 'log'>,
  { mailbox }: { mailbox: string },
  uids: readonly number[],
  there: readonly { uid: number }[],
): void {
  const present = new Set(there.map(({ uid }) => uid));
  const vanished = uids.filter((uid) => !present.has(uid));
  if (vanished.length > 0)
    log.info({ mailbox, uids: vanished }, 'messages vanished between listing and fetching');
}
