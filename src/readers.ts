// Reads messages in threads. A message that hangs is tried once more with its files left closed, and given up then.
import { PermanentError } from './errors.ts';
import type { MessageToRead, ReadMail, ReadResult } from './handlers/shell.ts';
import { createThreads, type ThreadOptions } from './mail/threads.ts';
import type { ReadingRules } from './reading.ts';

/** Far beyond what an honest mail takes: the slowest of thousands took two seconds. */
const limits = { taskMs: 30_000, heapMegabytes: 256 };

export type Readers = { read: ReadMail; close(): Promise<void> };

/** @param changes for tests and other uses: another module, other limits */
export function startReaders(rules: ReadingRules, changes: Partial<ThreadOptions> = {}): Readers {
  const threads = createThreads<MessageToRead, ReadResult>({
    module: new URL('./reading-thread.ts', import.meta.url),
    data: rules,
    ...limits,
    ...changes,
  });
  return {
    read: async (message) => {
      try {
        return await threads.run(message);
      } catch (error) {
        if (!(error instanceof PermanentError) || !message.openFiles) throw reworded(error);
      }
      // Most often it is an attached file that cannot be opened; what its sender wrote is read all the same.
      try {
        return await threads.run({ ...message, openFiles: false });
      } catch (error) {
        throw reworded(error);
      }
    },
    close: () => threads.close(),
  };
}

function reworded(error: unknown): unknown {
  return error instanceof PermanentError
    ? new PermanentError(`this mail could not be read: ${error.message}`, { cause: error })
    : error;
}
