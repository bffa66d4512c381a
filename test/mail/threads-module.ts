// A thread that does what hostile content makes a parser do.
import { workThrough } from '../../src/mail/thread-work.ts';

export type TestTask = { does: 'answers' | 'throws' | 'hangs' | 'eats memory' | 'ends'; name: string };

workThrough<TestTask, string>(
  async ({ does, name }) => {
    if (does === 'throws') throw new Error(`${name} is not right`);
    if (does === 'ends') process.exit(3);
    while (does === 'hangs');
    const eaten: unknown[] = [];
    while (does === 'eats memory') eaten.push(Array.from({ length: 1000 }, () => ({ name })));
    return `${name} done`;
  },
  () => [],
);
