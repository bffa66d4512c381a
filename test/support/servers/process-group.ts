import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The pids in a process group that still run. Zombies do not count: some containers never reap them. */
export function groupMembers(group: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [state, , pgrp] = statOf(pid);
      return pgrp === String(group) && state !== 'Z' && state !== 'X';
    });
}

/** Fields of /proc/PID/stat after the command name, which may itself hold spaces and brackets. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** Sends a signal to a whole group; a group that is gone already is no error. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {}
}

/**
 * From now on the group is killed and the folder removed when this process ends, in whatever way: a small shell
 * waits for the end of a pipe that only we hold open. Returns how to dismiss that shell.
 */
export function guardGroup(group: number, signal: NodeJS.Signals, folder: string): () => void {
  const script = 'read -r _; kill -s "$1" -- "-$2"; [ "$1" = KILL ] || sleep 1; rm -rf "$3"';
  const args = ['-c', script, 'sh', signal.slice(3), String(group), folder];
  const shell = spawn('sh', args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  const pipe: unknown = shell.stdin;
  // It must not keep our event loop alive.
  if (pipe instanceof Object && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  return () => shell.kill('SIGKILL');
}
