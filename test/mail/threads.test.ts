import { afterEach, describe, expect, test } from 'vitest';
import { PermanentError } from '../../src/errors.ts';
import { createThreads, type Threads } from '../../src/mail/threads.ts';
import type { TestTask } from './threads-module.ts';

type TestThreads = Threads<TestTask, string>;
const started: TestThreads[] = [];
afterEach(async () => {
  for (const threads of started.splice(0)) await threads.close();
});

/** The beginning of a thread counts as well, and takes its time on a busy machine. */
function start(count: number, taskMs = 2000): TestThreads {
  const threads = createThreads<TestTask, string>({
    module: new URL('./threads-module.ts', import.meta.url),
    data: null,
    count,
    taskMs,
    heapMegabytes: 32,
  });
  started.push(threads);
  return threads;
}

/** What became of each, in words. */
async function outcomes(threads: TestThreads, tasks: readonly TestTask['does'][]): Promise<string[]> {
  const running = tasks.map((does, at) => threads.run({ does, name: `task ${at}` }));
  return (await Promise.allSettled(running)).map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : `${outcome.reason.name}: ${outcome.reason.message}`,
  );
}

describe.each([1, 3])('with %i threads', (count) => {
  test('a task that hangs is stopped, and those behind it are done', async () => {
    expect(await outcomes(start(count), ['answers', 'hangs', 'answers', 'answers'])).toEqual([
      'task 0 done',
      'PermanentError: it took longer than 2 s and was stopped',
      'task 2 done',
      'task 3 done',
    ]);
  });

  test('a task that eats the memory is stopped, and those behind it are done', async () => {
    expect(await outcomes(start(count, 60_000), ['eats memory', 'answers', 'answers'])).toEqual([
      'PermanentError: it took too much memory and was stopped',
      'task 1 done',
      'task 2 done',
    ]);
  });

  test('what a task throws is thrown, and a thread that ends by itself is replaced', async () => {
    expect(await outcomes(start(count), ['throws', 'ends', 'answers'])).toEqual([
      'Error: task 0 is not right',
      'Error: the thread ended with status 3',
      'task 2 done',
    ]);
  });
});

test('the time of a task does not run while it waits for others', async () => {
  const tasks = Array.from({ length: 200 }, (): TestTask['does'] => 'answers');
  const results = await outcomes(start(1), ['hangs', ...tasks]);
  expect(results.slice(1)).toEqual(tasks.map((_, at) => `task ${at + 1} done`));
});

test('closing rejects what is not done, and what comes after', async () => {
  const threads = start(1);
  const running = outcomes(threads, ['hangs', 'answers']);
  await threads.close();
  expect(await running).toEqual([
    'Error: reading was stopped before this was done',
    'Error: reading was stopped before this was done',
  ]);
  await expect(threads.run({ does: 'answers', name: 'late' })).rejects.toThrow(PermanentError);
});
