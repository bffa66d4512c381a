// `torq simulate`: a year on a scratch database, and its report.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '../config.ts';
import { yearReport } from '../core/simulation/report.ts';
import { loadDesks } from '../desks.ts';
import { createLog } from '../log.ts';
import { simulationPage } from '../render/simulation-page.ts';
import { simulate } from '../simulation/simulate.ts';
import { simulatedDesk } from '../simulation/simulated-desk.ts';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { SetupError } from './setup-error.ts';

type Options = {
  /** YYYY-MM-DD, both inclusive. */
  from: string;
  to: string;
  people: number;
  seed: number;
  programme?: string;
  out: string;
  json?: boolean;
};

/** @throws SetupError for a programme that is not there, and for dates that cannot be played */
export async function simulateCommand(options: Options): Promise<void> {
  const { from, to, people, seed, out, json = false } = options;
  if (to < from) throw new SetupError([`--to ${to} is before --from ${from}`]);
  const { desks, problems } = loadDesks(processEnvironment().PROGRAMMES ?? 'templates');
  if (problems.length > 0) throw new SetupError(problems);
  const desk = desks.find(
    ({ programme }) => programme.name === (options.programme ?? desks[0]?.programme.name),
  );
  if (desk === undefined) throw new SetupError([`there is no programme ${options.programme ?? ''}`]);
  const folder = mkdtempSync(join(tmpdir(), 'torq-simulation-'));
  const database = openDatabase(`file:${join(folder, 'year.db')}`, { isScratch: true });
  try {
    await migrate(database);
    const log = createLog('error', process.stderr);
    const scratch = { database, folder: join(folder, 'blobs'), log };
    const { trace } = await simulate({ ...scratch, desk: simulatedDesk(desk), from, to, people, seed });
    const report = yearReport(trace);
    if (json) return console.log(JSON.stringify(report));
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, 'year.html'), simulationPage(report));
    writeFileSync(join(out, 'year.json'), `${JSON.stringify(report, null, 1)}\n`);
    const { totals, conflicts } = report;
    console.log(
      `${people} people, ${totals.mails} mails, ${totals.cards} cards, ${conflicts.length} things to look at: open ${join(out, 'year.html')}; year.json beside it says the same`,
    );
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
