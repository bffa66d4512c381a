// The other end of a thread: takes tasks in their order and answers each.
import { parentPort } from 'node:worker_threads';

export type Answer<Result> = { result: Result } | { error: unknown };

/**
 * Does tasks one after the other for as long as the thread lives. Called once by the module of a thread.
 * @param handedOver buffers of a result that are moved to the main thread and not copied
 */
export function workThrough<Task, Result>(
  work: (task: Task) => Promise<Result>,
  handedOver: (result: Result) => ArrayBuffer[],
): void {
  const port = parentPort;
  if (port === null) throw new Error('this is the module of a thread');
  let last: Promise<void> = Promise.resolve();
  const answer = async (task: Task) => {
    try {
      const result = await work(task);
      port.postMessage({ result } satisfies Answer<Result>, handedOver(result));
    } catch (error) {
      port.postMessage({ error } satisfies Answer<Result>);
    }
  };
  port.on('message', (task: Task) => {
    last = last.then(() => answer(task));
  });
}
