// How fast mail is taken in, against a bare loop of the two libraries over the same mailbox in the same run.
// node test/bench/intake.ts [--mails 2000] [--rounds 3]
import { parseArgs } from 'node:util';
import { bareLoop } from './bare-loop.ts';
import { filledMailbox } from './mailbox.ts';
import { mixedMails } from './mails.ts';
import { takeIn, warmReaders } from './take-in.ts';

const { values } = parseArgs({
  options: { mails: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '3' } },
});
const [count, rounds] = [Number(values.mails), Number(values.rounds)];
const mails = await mixedMails(count);
const bytes = mails.reduce((sum, mail) => sum + mail.length, 0);
console.log(`${count} mails, ${(bytes / 1e6).toFixed(1)} MB, ${rounds} rounds after one to warm up`);

const readers = warmReaders();
const dovecot = await filledMailbox('tor', mails);
try {
  const url = dovecot.imapUrl('tor');
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const bare = await bareLoop(url, count);
    const torq = await takeIn(url, count, readers);
    const ratio = bare.seconds / torq.seconds;
    const name = round === 0 ? 'warm-up' : `round ${round}`;
    console.log(
      `${name}: bare ${bare.seconds.toFixed(2)} s (fetch ${bare.fetching.toFixed(2)}, parse ${bare.parsing.toFixed(2)}; ${bare.used.toFixed(2)} s of processor), torq ${torq.seconds.toFixed(2)} s, ratio ${ratio.toFixed(2)}`,
    );
    console.log(`  ${torq.whereTheTimeGoes}`);
    if (round > 0) ratios.push(ratio);
  }
  const sorted = ratios.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(
    `ratio ${median.toFixed(2)} (median; ${sorted[0]?.toFixed(2)} to ${sorted.at(-1)?.toFixed(2)}): torq takes in ${(count / 1).toFixed(0)} mails ${median.toFixed(2)} times as fast as the bare loop reads them`,
  );
} finally {
  await readers.close();
  await dovecot.stop();
}
