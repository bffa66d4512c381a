// How long fifty clicks at once wait for their ack: each on a card of its own, then all on one; Slack gives three seconds.
// node test/bench/clicks.ts [--rounds 3]
import { parseArgs } from 'node:util';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type Crowd, gatherCrowd } from '../slack/crowd.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });

for (let round = 1; round <= Number(values.rounds); round += 1)
  for (const over of ['socket', 'http'] as const) {
    console.log(line(round, over, 'on 50 cards', await measured(over, (crowd) => crowd.clickOwnCards())));
    console.log(line(round, over, 'on one card', await measured(over, (crowd) => crowd.clickOneCard())));
  }

type Measured = { acks: number[]; allTold: number; people: number };

async function measured(
  over: 'socket' | 'http',
  click: (crowd: Crowd) => Promise<number[]>,
): Promise<Measured> {
  const folder = makeTempFolder('clicks');
  const database = openDatabase(`file:${folder}/torq.db`);
  await migrate(database);
  const crowd = await gatherCrowd({ database, folder }, over);
  try {
    const began = performance.now();
    const acks = await click(crowd);
    await crowd.everybodyTold();
    return { acks, allTold: performance.now() - began, people: crowd.told().size };
  } finally {
    await crowd.stop();
    await database.close();
    removeTempFolder(folder);
  }
}

function line(round: number, over: string, what: string, { acks, allTold, people }: Measured): string {
  const sorted = acks.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
  const figures = `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`;
  return `round ${round}, ${over}, 50 clicks ${what}: ack ${figures}; ${people} people told after ${Math.round(allTold)} ms`;
}
