// From where a folder is to be read.
import type { FolderReader } from './folder-reader.ts';

export type Cursor = {
  mailbox: string;
  uidValidity: string;
  /** Everything up to this UID is recorded. */
  uid: number;
  /** Names a message for as long as this process runs. */
  keyOf(uid: number): string;
  passed(uid: number): void;
};

/**
 * The recorder's cursor for this UIDVALIDITY; 0 for a new one, as every UID means another message then. UIDs that went
 * back without a new UIDVALIDITY (a restored backup; forbidden by RFC 9051 section 2.3.1.1, and seen) show as a
 * UIDNEXT not above the cursor: the folder is read from its beginning, and what is known already is recognised.
 */
export async function readCursor(
  { recorder, rewound, log }: FolderReader,
  { mailbox, uidValidity, uidNext }: { mailbox: string; uidValidity: string; uidNext: number | undefined },
): Promise<Cursor> {
  const key = `${mailbox}\n${uidValidity}`;
  const stored = await recorder.cursorOf(mailbox, uidValidity);
  if (uidNext !== undefined && uidNext <= stored && !rewound.has(key)) {
    log.warn({ mailbox, uidNext, cursor: stored }, 'UIDs went back: the folder is read from its beginning');
    rewound.set(key, 0);
  }
  return {
    mailbox,
    uidValidity,
    uid: rewound.get(key) ?? stored,
    keyOf: (uid) => `${key}\n${uid}`,
    passed: (uid) => {
      if (!rewound.has(key)) return;
      if (uid > stored) rewound.delete(key);
      else rewound.set(key, uid);
    },
  };
}
