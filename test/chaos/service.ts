// The child process: started, killed with signal 9, or told to stop.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Death } from './death.ts';

const childFile = join(import.meta.dirname, 'child.ts');
const startLimit = 30_000;
const stopLimit = 15_000;

export type Service = {
  /** Resolves when it runs, or when it has been killed before; throws when it ends by itself. `death`: its own kill -9. */
  start(death?: Death): Promise<'running' | 'killed'>;
  /** kill -9, at once. @returns whether there was anything to kill */
  kill(): boolean;
  /** Resolves when the process that was killed is gone. */
  gone(): Promise<void>;
  /** SIGTERM. @returns null, or what is wrong with how it ended */
  stop(): Promise<string | null>;
  /** One turn of the clock; resolves when it is over, or never if the service is killed before. */
  tick(): Promise<void>;
  isAlive(): boolean;
  log(): string;
};

export function createService(env: NodeJS.ProcessEnv, logFile: string): Service {
  let child: ChildProcess | null = null;
  let ended: Promise<void> = Promise.resolve();
  let killed = false;
  const start = async (death?: Death) => {
    const log = openSync(logFile, 'a');
    const started = spawn(process.execPath, [childFile], {
      env: death === undefined ? env : { ...env, CHAOS_DEATH: JSON.stringify(death) },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    child = started;
    killed = false;
    ended = new Promise((resolve) => started.once('exit', () => resolve()));
    const running = new Promise<'running'>((resolve) => started.once('message', () => resolve('running')));
    const late = AbortSignal.timeout(startLimit);
    const first = await Promise.race([
      running,
      ended.then(() => 'ended' as const),
      new Promise<'late'>((resolve) => late.addEventListener('abort', () => resolve('late'))),
    ]);
    if (first === 'running') return first;
    if (killed || started.signalCode === 'SIGKILL') return 'killed';
    started.kill('SIGKILL');
    throw new Error(`the service did not start (${first}):\n${readFileSync(logFile, 'utf8').slice(-3000)}`);
  };
  const isAlive = () => child !== null && child.exitCode === null && child.signalCode === null && !killed;
  return {
    start,
    kill: () => {
      if (!isAlive()) return false;
      killed = true;
      child?.kill('SIGKILL');
      return true;
    },
    gone: () => ended,
    stop: async () => {
      if (child === null || !isAlive()) return 'it had ended before it was told to stop';
      const stopping = child;
      stopping.kill('SIGTERM');
      const timer = setTimeout(() => stopping.kill('SIGKILL'), stopLimit);
      await ended;
      clearTimeout(timer);
      if (stopping.exitCode === 0) return null;
      return `it ended with ${stopping.signalCode ?? `status ${stopping.exitCode}`} when it was told to stop`;
    },
    tick: () =>
      new Promise((resolve) => {
        if (!isAlive()) return;
        child?.once('message', () => resolve());
        child?.send('tick', () => {});
      }),
    isAlive,
    log: () => {
      try {
        return readFileSync(logFile, 'utf8');
      } catch {
        return '';
      }
    },
  };
}
