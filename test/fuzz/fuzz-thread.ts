// Reads one mutant as the service would, and looks whether the verdict is one.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { describe } from '../../src/handlers/classify-files.ts';
import { workThrough } from '../../src/mail/thread-work.ts';
import { readMessage } from '../../src/reading.ts';
import { igpTor } from '../support/programme.ts';
import { type FuzzData, mutantOf } from './mutant.ts';

export type FuzzResult = { index: number; kind: string; ms: number; wrong: string | null };

const { seeds, seed } = workerData as FuzzData;
const folder = mkdtempSync(join(tmpdir(), 'torq-fuzz-'));
const rules = { programmes: [igpTor], authservId: 'mx.example.net', mayAskDns: false };

workThrough<number, FuzzResult>(
  async (index) => {
    const path = join(folder, 'mutant.eml');
    writeFileSync(path, mutantOf(index, { seeds, seed }));
    const began = performance.now();
    const result = await readMessage(
      { path, sha256: null, internalDate: new Date(0), openFiles: true },
      rules,
    );
    const ms = performance.now() - began;
    if (!result.ok)
      return { index, kind: 'unreadable', ms, wrong: result.reason === '' ? 'no reason' : null };
    const line = describe('mutant.eml', result.mail, result.authentication, result.classification);
    return { index, kind: line.kind, ms, wrong: wrongWith(JSON.parse(JSON.stringify(line))) };
  },
  () => [],
);

const kinds =
  'payment payment-lookalike submission agreement question command bounce auto-reply own-mail bulk calendar unreadable';
const problems = 'encrypted empty too-large too-many-pages unsupported-type tnef corrupt disguised';

/** What is against the contract of `classify`, or null. */
function wrongWith(line: ReturnType<typeof describe>): string | null {
  if (!kinds.split(' ').includes(line.kind)) return `kind ${line.kind}`;
  if (line.reason === '' || line.authentication === '') return 'no reason';
  if (line.kind === 'payment' && !(line.authenticated && line.payment?.status === 'paid'))
    return 'a payment that is not authenticated or not paid';
  if ((line.kind === 'bounce') !== (line.bounce !== null))
    return 'a bounce without its report, or a report without one';
  if ((line.kind === 'command') !== (line.command !== null)) return 'a command without its word';
  const strange = line.attachments.find(
    ({ problem }) => problem !== null && !problems.split(' ').includes(problem),
  );
  return strange === undefined ? null : `problem ${strange.problem}`;
}
