import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Sink = {
  url: string;
  /** How many mails it took since it was last asked. */
  taken(): Promise<number>;
  stop(): void;
};

/** Starts the SMTP sink. */
export async function startSink(): Promise<Sink> {
  const child = fork(join(import.meta.dirname, 'sink-child.ts'));
  const { port } = await said<{ port: number }>(child);
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: async () => {
      child.send('taken');
      return (await said<{ taken: number }>(child)).taken;
    },
    stop: () => child.disconnect(),
  };
}

async function said<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T;
}
