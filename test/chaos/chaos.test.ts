import { expect, test } from 'vitest';
import { runChaos } from './chaos.ts';

test('whenever it is killed, each message has one effect and nothing is lost or sent twice', async () => {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const { violations, summary } = await runChaos({ rounds: 6, seed: 7, database: 'sqlite', say });
  expect({ violations, story: violations.length === 0 ? [] : [...said, ...summary] }).toEqual({
    violations: [],
    story: [],
  });
}, 120_000);
