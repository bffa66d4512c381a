import type { MailRecorder } from './folder-reader.ts';

/** One folder as this process sees it; `problem`: why it cannot be opened, in the server's words. */
export type FolderState = { folder: string; completeAt: Date | null; problem: string | null };

export type FolderStates = {
  all(): FolderState[];
  /** Null: it can be opened. */
  note(folder: string, problem: string | null): void;
  /** The same recorder, watched: a folder that was seen to its end is complete. */
  watching(recorder: MailRecorder): MailRecorder;
};

export function createFolderStates(folders: readonly string[], now: () => Date): FolderStates {
  const states = new Map<string, FolderState>(
    folders.map((folder) => [folder, { folder, completeAt: null, problem: null }]),
  );
  const change = (folder: string, changes: Partial<FolderState>) => {
    const state = states.get(folder);
    if (state !== undefined) states.set(folder, { ...state, ...changes });
  };
  return {
    all: () => [...states.values()],
    note: (folder, problem) => change(folder, { problem }),
    watching: (recorder) => ({
      ...recorder,
      touched: async (folder, uidValidity) => {
        // Before it is written down: what is seen after a gap is later than the gap's beginning, on one clock.
        const completeAt = now();
        await recorder.touched(folder, uidValidity);
        change(folder, { completeAt, problem: null });
      },
    }),
  };
}
