// What staff set of a programme in Slack, version by version. Only ever added to.
import { createHash } from 'node:crypto';
import type { Overlay } from '../programme/overlay.ts';
import { isUniqueViolation } from './conflict.ts';
import type { Database, Reads } from './database.ts';
import { newId } from './ids.ts';
import { keepDrafts, type ReadyCard } from './ready-draft.ts';
import { insertRows } from './rows.ts';

export type ProgrammeVersion = {
  programme: string;
  /** From 1 on, without gaps. */
  version: number;
  overlay: Overlay;
  /** The Slack id, and the name, of who set it. */
  by: string;
  byName: string;
  at: Date;
  note: string | null;
  /** SHA-256 of the programme file that it was made for. */
  fileHash: string;
};

/** SHA-256 of a text, in hex: whether it is still the same. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The newest version of each programme that has one. */
export async function newestVersions(read: Reads): Promise<ProgrammeVersion[]> {
  const newest = await read.programmeVersion.groupBy({ by: ['programme'], _max: { version: true } });
  if (newest.length === 0) return [];
  const rows = await read.programmeVersion.findMany({
    where: { OR: newest.map(({ programme, _max }) => ({ programme, version: _max.version ?? 0 })) },
  });
  return rows.map(versionOf);
}

/** All versions of a programme, the newest first. */
export async function versionsOf(read: Reads, programme: string): Promise<ProgrammeVersion[]> {
  const rows = await read.programmeVersion.findMany({ where: { programme }, orderBy: { version: 'desc' } });
  return rows.map(versionOf);
}

/**
 * Keeps a version with its history and the card that tells staff, if it is made from the one that counts.
 * @param version `version` is one more than that of the version it was made from
 * @returns `stale` when somebody else was first; nothing is kept then
 */
export async function addVersion(
  database: Database,
  version: ProgrammeVersion,
  { card, reason }: { card: ReadyCard; reason: string },
): Promise<'kept' | 'stale'> {
  const { programme, at: now, by } = version;
  try {
    return await database.write(async (tx) => {
      const before = await tx.programmeVersion.aggregate({ where: { programme }, _max: { version: true } });
      if ((before._max.version ?? 0) !== version.version - 1) return 'stale';
      await tx.programmeVersion.create({ data: version });
      await keepDrafts(tx, [{ draft: card, change: { programme, now } }]);
      await insertRows(tx, 'History', [historyRow({ at: now, by, event: 'settings-changed', reason })]);
      return 'kept';
    });
  } catch (error) {
    // Between our look and our write somebody else took the number.
    if (isUniqueViolation(error)) return 'stale';
    throw error;
  }
}

/** Writes down that somebody who may not change settings tried to. */
export async function noteRefusal(
  database: Database,
  refusal: { by: string; reason: string; at: Date },
): Promise<void> {
  await database.write((tx) =>
    insertRows(tx, 'History', [historyRow({ ...refusal, event: 'settings-refused' })]),
  );
}

function historyRow(entry: { at: Date; by: string; event: string; reason: string }) {
  return { id: newId(), ...entry, personId: null, caseKind: null, caseId: null, details: { cause: 'click' } };
}

function versionOf(row: Omit<ProgrammeVersion, 'overlay'> & { overlay: unknown }): ProgrammeVersion {
  return { ...row, overlay: row.overlay as Overlay };
}
