// How fast mail goes out, against a bare nodemailer pool that sends as many of the same mails, ready-made, to the same server.
// node test/bench/deliver.ts [--mails 10000] [--rounds 3] [--connections 5]
import { parseArgs } from 'node:util';
import { barePool } from './bare-pool.ts';
import { oneReminder, sendOut } from './send-out.ts';
import { startSink } from './sink.ts';

const { values } = parseArgs({
  options: {
    mails: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '5' },
  },
});
const [count, rounds, connections] = [values.mails, values.rounds, values.connections].map(Number) as [
  number,
  number,
  number,
];
const sink = await startSink();
const ratios: number[] = [];
try {
  const readyMade = await oneReminder();
  for (let round = 1; round <= rounds; round += 1) {
    const bare = await barePool(sink.url, readyMade, { count, connections });
    const bareTaken = await sink.taken();
    const torq = await sendOut(sink.url, count, connections);
    const taken = await sink.taken();
    if (bareTaken !== count || taken !== count || torq.sent !== count)
      throw new Error(
        `not every mail arrived once: ${bareTaken} bare, ${taken} of torq, ${torq.sent} settled`,
      );
    const whole = torq.planning + torq.delivering;
    ratios.push(bare / whole);
    const parts = torq.clocked.map(
      ({ name, seconds, times }) => `${name} ${seconds.toFixed(2)} s in ${times} calls`,
    );
    console.log(
      `round ${round}: bare ${bare.toFixed(2)} s, torq ${whole.toFixed(2)} s, ratio ${(bare / whole).toFixed(2)}`,
    );
    console.log(
      `  planning and committing ${torq.planning.toFixed(2)} s, delivering ${torq.delivering.toFixed(2)} s (alone ${(bare / torq.delivering).toFixed(2)} of the bare pool): ${parts.join(', ')} (side by side); ${torq.processor.toFixed(2)} s of processor`,
    );
  }
  const sorted = ratios.toSorted((one, other) => one - other);
  console.log(
    `ratio ${sorted[Math.floor(sorted.length / 2)]?.toFixed(2)} (median of ${rounds}; planning, committing and delivering; goal 0.8)`,
  );
} finally {
  sink.stop();
}
