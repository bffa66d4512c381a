// A process that dies at its n-th step. Steps are what the outside world sees of it, or it of the outside world: each
// statement, each commit (just before and just after it), each mail (just before and just after the server took it).
import type { Shell } from '../../src/handlers/shell.ts';
import type { Database, Reads } from '../../src/store/database.ts';

export class Crashed extends Error {}

/** The step before which a process dies, 0 the first; `handed-over`: the one after the first mail was taken. */
export type DiesAt = number | 'handed-over';

/** @returns the same shell, which does nothing any more from that step on; and whether it got there */
export function crashing(shell: Shell, at: DiesAt): { shell: Shell; hasCrashed: () => boolean } {
  let last = at === 'handed-over' ? Number.POSITIVE_INFINITY : at;
  let steps = 0;
  const step = () => {
    steps += 1;
    if (steps > last) throw new Crashed('the process was killed');
  };
  return {
    hasCrashed: () => steps > last,
    shell: {
      ...shell,
      database: crashingDatabase(shell.database, step),
      sendMail: async (mail) => {
        step();
        const result = await shell.sendMail(mail);
        if (at === 'handed-over') last = Math.min(last, steps);
        step();
        return result;
      },
    },
  };
}

function crashingDatabase(database: Database, step: () => void): Database {
  return {
    ...database,
    read: counted(database.read, step),
    write: async (work) => {
      step();
      const result = await database.write(async (tx) => {
        const made = await work(counted(tx, step));
        step();
        return made;
      });
      step();
      return result;
    },
  };
}

/** Every query of a client, and of its tables, is a step. */
function counted(client: Reads, step: () => void): Reads {
  const seen = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (_, name) => {
        const value = Reflect.get(target, name, target) as unknown;
        if (typeof value === 'function')
          return (...args: unknown[]) => {
            step();
            return Reflect.apply(value, target, args);
          };
        return typeof value === 'object' && value !== null ? seen(value) : value;
      },
    });
  return seen(client);
}
