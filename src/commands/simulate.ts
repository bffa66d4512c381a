// `torq simulate`: a year on a scratch database, and its report.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '../config.ts';
import { dateOf } from '../core/calendar.ts';
import { type YearReport, yearReport } from '../core/simulation/report.ts';
import { loadDesks } from '../desks.ts';
import { createCurrentDesks } from '../handlers/current-desks.ts';
import type { Desk } from '../handlers/shell.ts';
import { createLog } from '../log.ts';
import { simulationPage } from '../render/simulation-page.ts';
import { simulate } from '../simulation/simulate.ts';
import { simulatedDesk } from '../simulation/simulated-desk.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { openBlobs } from '../store/blobs.ts';
import { copyDatabase } from '../store/copy-database.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { undecidedContents } from '../store/inbox.ts';
import { migrate } from '../store/migrate.ts';
import { setup, withDatabase } from './setup.ts';
import { SetupError } from './setup-error.ts';

type Options = {
  /** YYYY-MM-DD, both inclusive. */
  from: string;
  to: string;
  people?: number;
  seed: number;
  programme?: string;
  copy?: boolean;
  out: string;
  json?: boolean;
};

const usualPeople = 40;

/** @throws SetupError for a programme that is not there, and for dates that cannot be played */
export async function simulateCommand(options: Options): Promise<void> {
  const { from, to, copy = false } = options;
  if (to < from) throw new SetupError([`--to ${to} is before --from ${from}`]);
  const folder = mkdtempSync(join(tmpdir(), 'torq-simulation-'));
  const database = openDatabase(`file:${join(folder, 'year.db')}`, { isScratch: true });
  try {
    await migrate(database);
    const scratch = { database, folder: join(folder, 'blobs'), log: createLog('error', process.stderr) };
    const played = copy ? await ofRecords(options, scratch) : ofInvented(options);
    const { people = copy ? 0 : usualPeople, seed } = options;
    const { trace } = await simulate({ ...scratch, ...played, from, to, people, seed });
    write(yearReport(trace), options);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Played = Pick<Simulation, 'desk' | 'isCopy' | 'files'>;

/** No setting is needed: nothing of it leaves the machine. */
function ofInvented(options: Options): Played {
  const { desks, problems } = loadDesks(processEnvironment().PROGRAMMES ?? 'templates');
  if (problems.length > 0) throw new SetupError(problems);
  return { desk: simulatedDesk(deskNamed(desks, options.programme)) };
}

/** The records as they are now, with what staff set in Slack. The present database and its files are only read. */
async function ofRecords(
  { from, programme }: Options,
  scratch: { database: Database; folder: string },
): Promise<Played> {
  const parts = setup();
  const present = openBlobs(`${parts.config.dataDir}/blobs`);
  const own = openBlobs(scratch.folder);
  return withDatabase(parts, async (database) => {
    const desk = deskNamed(await createCurrentDesks(database, parts.desks)(), programme);
    const today = dateOf(new Date(), desk.programme.timeZone);
    if (from < today)
      throw new SetupError([
        `--from ${from} is over: a copy of the present begins today, ${today}, or later`,
      ]);
    await copyDatabase(database, scratch.database);
    // What is not decided yet is read from the folder itself.
    for (const hash of await undecidedContents(scratch.database.read)) await own.put(await present.get(hash));
    return { desk: simulatedDesk(desk), isCopy: true, files: present };
  });
}

function deskNamed(desks: readonly Desk[], name = desks[0]?.programme.name): Desk {
  const desk = desks.find(({ programme }) => programme.name === name);
  if (desk === undefined) throw new SetupError([`there is no programme ${name ?? ''}`]);
  return desk;
}

function write(report: YearReport, { out, json = false, copy = false }: Options): void {
  if (json) {
    console.log(JSON.stringify(report));
    return;
  }
  mkdirSync(out, { recursive: true });
  // They name people.
  const mode = copy ? 0o600 : 0o666;
  writeFileSync(join(out, 'year.html'), simulationPage(report), { mode });
  writeFileSync(join(out, 'year.json'), `${JSON.stringify(report, null, 1)}\n`, { mode });
  const { totals, conflicts, people } = report;
  const who = copy ? `the people of the records and ${people} invented ones` : `${people} people`;
  console.log(
    `${who}, ${totals.mails} mails, ${totals.cards} cards, ${conflicts.length} things to look at: open ${join(out, 'year.html')}; year.json beside it says the same`,
  );
}
