import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { groupMembers, guardGroup, signalGroup } from './process-group.ts';

/**
 * A server process in its own process group. `pid` is also the group's id. `stop` returns when every process of
 * the group is gone.
 */
export type Child = { pid: number; log(): string; stop(): Promise<void> };

export type ChildOptions = {
  command: string;
  args: string[];
  /** Where the log `NAME.log` goes; also the working folder. */
  folder: string;
  name: string;
  port: number;
  /** System user to run as when we are root. */
  user?: string;
  /** What ends it at once; KILL unless given. Its folder goes with it, so there is nothing to tidy up. */
  signal?: 'SIGKILL' | 'SIGQUIT';
};

const startLimit = 20_000;
const stopLimit = 5_000;
const path = `${process.env.PATH}:/usr/sbin:/sbin`;

/** Starts a server and waits until its port answers. Throws with the end of its log when it does not. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { name, folder, port, signal = 'SIGKILL' } = options;
  const logFile = join(folder, `${name}.log`);
  const child = launch(options, logFile);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.on('error', () => {});
  const { pid } = child;
  if (pid === undefined)
    throw new Error(`${name} cannot be started: is it installed? See scripts/install-servers`);
  const dismissGuard = guardGroup(pid, signal, folder);
  const log = () => readFileSync(logFile, 'utf8');
  const stop = async () => {
    await endGroup(pid, signal, ended);
    dismissGuard();
  };
  const running = () => child.exitCode === null && child.signalCode === null;
  if (await answers(port, running)) return { pid, log, stop };
  await stop();
  throw new Error(`${name} did not start:\n${log().split('\n').slice(-30).join('\n')}`);
}

function launch({ command, args, folder, user }: ChildOptions, logFile: string) {
  const switchUser = user !== undefined && process.getuid?.() === 0;
  const asUser = switchUser ? ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'] : [];
  const [program = command, ...rest] = [...asUser, command, ...args];
  const log = openSync(logFile, 'a');
  const child = spawn(program, rest, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, PATH: path },
  });
  closeSync(log);
  return child;
}

async function endGroup(pid: number, signal: NodeJS.Signals, ended: Promise<void>): Promise<void> {
  signalGroup(pid, signal);
  await Promise.race([ended, sleep(stopLimit, undefined, { ref: false })]);
  for (let wait = 0; wait < 200 && groupMembers(pid).length > 0; wait++) {
    signalGroup(pid, 'SIGKILL');
    await sleep(10);
  }
  await ended;
}

async function answers(port: number, running: () => boolean): Promise<boolean> {
  const until = performance.now() + startLimit;
  while (running() && performance.now() < until) {
    if (await canConnect(port)) return running();
    await sleep(20);
  }
  return false;
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
