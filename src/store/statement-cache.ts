// Statements of an SQLite connection are compiled once and not each time: Prisma's adapter has every one of them compiled
// anew, which takes longer than most of them take to run.

type Statement = {
  reader: boolean;
  columns(): unknown[];
  raw(): Statement;
  all(args: unknown[]): unknown[];
  run(args?: unknown[]): unknown;
};
type Kept = { statement: Statement; columns: unknown[] | null };
/** What the adapter uses of a better-sqlite3 connection. */
type Connection = { prepare(sql: string): object };

/** Statements differ by the lengths of their lists; those used longest ago make room. */
const mostKept = 500;

/** Changes the connection: from now on it keeps what it has compiled. SQLite itself notices when the schema changes. */
export function cacheStatements(connection: Connection): void {
  const compile = connection.prepare.bind(connection) as (sql: string) => Statement;
  const kept = new Map<string, Kept>();
  connection.prepare = (sql) => {
    const entry = kept.get(sql) ?? { statement: compile(sql), columns: null };
    kept.delete(sql);
    kept.set(sql, entry);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '');
    return bindable(entry);
  };
}

/** better-sqlite3 binds values to a statement for good; here each use has its own. */
function bindable(entry: Kept) {
  const { statement } = entry;
  const { reader } = statement;
  return {
    reader,
    run: () => statement.run(),
    bind: (args: unknown[]) => ({
      reader,
      run: () => statement.run(args),
      columns: () => {
        entry.columns ??= statement.columns();
        return entry.columns;
      },
      raw: () => ({ all: () => statement.raw().all(args) }),
    }),
  };
}
