// Statements of an SQLite connection are compiled once and not each time: Prisma's adapter has every one of them compiled
// anew, which takes longer than most of them take to run.

type Statement = {
  reader: boolean;
  columns(): unknown[];
  raw(): Statement;
  all(args: unknown[]): unknown[];
  run(args?: unknown[]): unknown;
};
/** What the adapter uses of a better-sqlite3 connection. */
type Connection = { prepare(sql: string): object };

/** Statements differ by the lengths of their lists; those used longest ago make room. */
const mostKept = 500;

/** Changes the connection: from now on it keeps what it has compiled. SQLite itself notices when the schema changes. */
export function cacheStatements(connection: Connection): void {
  const compile = connection.prepare.bind(connection) as (sql: string) => Statement;
  const kept = new Map<string, Statement>();
  connection.prepare = (sql) => {
    const statement = kept.get(sql) ?? compile(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '');
    return bindable(statement);
  };
}

/** better-sqlite3 binds values to a statement for good; here each use has its own. */
function bindable(statement: Statement) {
  const { reader } = statement;
  return {
    reader,
    run: () => statement.run(),
    bind: (args: unknown[]) => ({
      reader,
      run: () => statement.run(args),
      columns: () => statement.columns(),
      raw: () => ({ all: () => statement.raw().all(args) }),
    }),
  };
}
