// Between two transactions lie milliseconds that no kill from outside hits. So the service can be told, from inside its
// process and below its code, to die at its nth COMMIT: before the database hears of it, or when it has just been done.
import { createRequire } from 'node:module';
import pg from 'pg';

/** `before-commit 7`: the word and the number. */
export type Death = { when: 'before-commit' | 'after-commit'; nth: number };

/** Puts itself between the database drivers and whoever uses them. */
export function dieAtCommit({ when, nth }: Death): void {
  let commits = 0;
  const at = (moment: Death['when']) => {
    if (moment === 'before-commit') commits += 1;
    if (moment === when && commits === nth) process.kill(process.pid, 'SIGKILL');
  };
  watchSqlite(at);
  watchPostgresql(at);
}

type Moment = (moment: Death['when']) => void;
type Statement = { run: (...values: unknown[]) => unknown };

function watchSqlite(at: Moment): void {
  const ofAdapter = createRequire(import.meta.resolve('@prisma/adapter-better-sqlite3'));
  const { prototype } = ofAdapter('better-sqlite3') as { prototype: { prepare(sql: string): Statement } };
  const { prepare } = prototype;
  prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    if (sql !== 'COMMIT') return statement;
    const run = statement.run.bind(statement);
    statement.run = (...values) => {
      at('before-commit');
      const result = run(...values);
      at('after-commit');
      return result;
    };
    return statement;
  };
}

function watchPostgresql(at: Moment): void {
  const prototype: { query: (...values: unknown[]) => unknown } = pg.Client.prototype;
  const { query } = prototype;
  prototype.query = function (...values) {
    const [first] = values;
    const isCommit = first instanceof Object && 'text' in first && first.text === 'COMMIT';
    if (isCommit) at('before-commit');
    const result = query.apply(this, values);
    if (isCommit && result instanceof Promise) return result.finally(() => at('after-commit'));
    return result;
  };
}
