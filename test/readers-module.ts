// A reading thread that hangs on every file that it opens.
import type { MessageToRead, ReadResult } from '../src/handlers/shell.ts';
import { workThrough } from '../src/mail/thread-work.ts';

workThrough<MessageToRead, ReadResult>(
  async ({ path, openFiles }) => {
    while (openFiles && path.includes('hostile-file'));
    while (path.includes('hostile-text'));
    return { ok: false, reason: `read with files ${openFiles ? 'opened' : 'closed'}` };
  },
  () => [],
);
