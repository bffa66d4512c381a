// The module of a reading thread.
import { workerData } from 'node:worker_threads';
import type { MessageToRead, ReadResult } from './handlers/shell.ts';
import { workThrough } from './mail/thread-work.ts';
import { type ReadingRules, readMessage } from './reading.ts';

const rules = workerData as ReadingRules;

workThrough<MessageToRead, ReadResult>(
  (message) => readMessage(message, rules),
  (result) => (result.ok ? wholeBuffers(result.contents) : []),
);

/** Large files are handed over and not copied; small ones are pieces of a pool that others use. */
function wholeBuffers(contents: readonly Uint8Array[]): ArrayBuffer[] {
  return contents.flatMap(({ buffer, byteLength }) =>
    byteLength > 65_536 && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
  );
}
