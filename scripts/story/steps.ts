// Steps that both halves of the story take.
import { does, seen } from './narrator.ts';
import { at } from './programme-copy.ts';
import type { World } from './world.ts';

export async function tick(world: World, time: string, what: string): Promise<string> {
  const said = await world.torq('tick', '--at', time);
  does(`torq tick --at ${time} (${what}): ${said.replace(/(, 0 [a-z ]+)+$/, '')}`);
  return said;
}

export function receiptDate(date: string): { instant: string; printedDate: string } {
  const words = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
  return { instant: at(date, '12:00'), printedDate: words };
}

export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, saw ${JSON.stringify(actual)}`);
}

/** What an operator does first: asks whether everything is in order. */
export async function theDoctor(world: World): Promise<void> {
  const lines = (await world.torq('doctor')).split('\n');
  seen(
    `torq doctor: ${lines.at(-1)} (${lines.length - 1} lines on configuration, database, mail servers, Slack)`,
  );
}

/** Strikes every five minutes by itself; the story does not wait for it. */
export async function theClock(world: World): Promise<void> {
  does(`torq tick: ${await world.torq('tick')}`);
}
