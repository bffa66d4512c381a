import type { Fetched, FolderReader, FoundMail, MailRecorder } from './folder-reader.ts';
import type { Cursor } from './mailbox-cursor.ts';
import { messageIdOfRaw } from './message-id.ts';

/** Records handfuls of mails one after the other, beside whatever else is done. */
export type Recording = {
  /** Begins with these when those before them are recorded. @throws when those before could not be */
  next(fetched: readonly Fetched[]): Promise<void>;
  /** The same for work that records by itself. */
  alone(work: () => Promise<void>): Promise<void>;
  /** @throws when the last could not be recorded */
  done(): Promise<void>;
};

export function createRecording({ recorder }: FolderReader, cursor: Cursor): Recording {
  let last: Promise<void> = Promise.resolve();
  const { mailbox, uidValidity } = cursor;
  const found = ({ uid, raw, internalDate }: Fetched): FoundMail => ({
    location: { mailbox, uidValidity, uid },
    raw,
    internalDate,
    messageId: messageIdOfRaw(raw),
  });
  const record = async (fetched: readonly Fetched[]) => {
    await recordInOrder(recorder, fetched.map(found));
    for (const { uid } of fetched) cursor.passed(uid);
    recorder.recorded();
  };
  return {
    next: async (fetched) => {
      await last;
      if (fetched.length === 0) return;
      last = record(fetched);
      // Whoever comes next is told of its failure; until then nobody waits for it.
      last.catch(() => {});
    },
    alone: async (work) => {
      await last;
      await work();
    },
    done: () => last,
  };
}

/** Together, and when that fails one by one: those before the one that cannot be recorded need not wait for it. */
async function recordInOrder(recorder: MailRecorder, mails: readonly FoundMail[]): Promise<void> {
  try {
    await recorder.record(mails);
  } catch (error) {
    if (mails.length === 1) throw error;
    for (const mail of mails) await recorder.record([mail]);
  }
}
