// A mailbox that was never read: how long it takes to take everything in, and how much memory.
// node test/bench/waiting.ts [--mails 10000] [--megabytes 0]: with megabytes, each mail has an attachment of that size.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lowMemoryFlags } from '../../src/commands/little-memory.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { filledMailbox } from './mailbox.ts';
import { mixedMails } from './mails.ts';
import type { TakenIn } from './take-in.ts';

const { values } = parseArgs({
  options: { mails: { type: 'string', default: '10000' }, megabytes: { type: 'string', default: '0' } },
});
const [count, megabytes] = [Number(values.mails), Number(values.megabytes)];
const memoryGoal = 400;

/** One after the other: what waits in the mailbox is on the disk, not here. */
async function* largeMails(): AsyncGenerator<Buffer> {
  const content = Buffer.alloc(megabytes * 1024 * 1024, 'scan');
  for (let index = 0; index < count; index += 1)
    yield await applicantMail({
      to: 'tor@casqa.example',
      messageId: `<large-${index}@example.org>`,
      attachments: [{ filename: 'scan.pdf', type: 'application/pdf', content }],
    });
}

const dovecot = await filledMailbox('tor', megabytes === 0 ? await mixedMails(count) : largeMails());
try {
  const args = [dovecot.imapUrl('tor'), String(count)];
  // As the service has it.
  const child = fork(join(import.meta.dirname, 'waiting-child.ts'), args, { execArgv: [...lowMemoryFlags] });
  const [{ seconds, kinds, peakMegabytes, whereTheTimeGoes }] = (await once(child, 'message')) as [
    TakenIn & { peakMegabytes: number },
  ];
  console.log(
    `${count} mails${megabytes === 0 ? '' : ` of ${megabytes} MB`} taken in, each once, in ${seconds.toFixed(1)} s`,
  );
  console.log(`  ${whereTheTimeGoes}`);
  console.log(
    `  ${Object.entries(kinds)
      .map(([kind, number]) => `${kind} ${number}`)
      .join(', ')}`,
  );
  console.log(`  most memory: ${peakMegabytes} MB (goal: under ${memoryGoal})`);
  if (peakMegabytes >= memoryGoal) process.exitCode = 1;
} finally {
  await dovecot.stop();
}
