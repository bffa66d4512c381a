import { readFileSync } from 'node:fs';

/** Numeric ids of a system user. Throws when there is no such user. */
export function systemUser(name: string): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error(`no system user "${name}": run scripts/install-servers`);
  }
  return { uid: Number(uid), gid: Number(gid) };
}
