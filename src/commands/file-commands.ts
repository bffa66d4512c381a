// How the commands that take records in and give them out are called; what they do is loaded when one is.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ColumnMap } from '../documents/csv-table.ts';

const everything = () => import('./everything.ts');
const lists = () => import('./list-imports.ts');
const imports = () => import('./imports.ts');

const mapping = [
  '--map <column=field...>',
  'which column is which field, such as "E-mail (work)=email"',
] as const;
const programme = ['--programme <name>', 'of this programme'] as const;
const dryRun = ['--dry-run', 'say what would change, and change nothing'] as const;

/** `torq import ...` */
export function fileCommands(torq: Command): void {
  const group = torq
    .command('import')
    .description('take in trainers from a CSV with name, email, organisation, term_starts, term_ends')
    .argument('[file]', 'a CSV file')
    .option(
      '--everything <folder>',
      'instead of a file: all that "torq export" wrote, into an empty database',
    )
    .option(...mapping, columnMap)
    .option(...programme)
    .option(...dryRun)
    .action(async (file, options) => {
      if ((file === undefined) === (options.everything === undefined))
        group.error('error: expected a CSV file, or --everything and a folder');
      if (options.everything !== undefined) return (await everything()).importAllCommand(options.everything);
      return (await imports()).importCommand(file, options);
    });
  torq
    .command('export')
    .description('write everything into a new folder: tables as CSV, and records.jsonl to be read in again')
    .argument('<folder>', 'a folder that is new or empty')
    .option('--with-files', 'the mails and documents as they came, too')
    .action(async (folder, options) => (await everything()).exportCommand(folder, options));
  torq
    .command('reconcile')
    .description('a month for the treasurer: money in against what was granted, sums, and what does not fit')
    .requiredOption('--month <month>', 'the month of the payments, YYYY-MM', month)
    .option('--out <file>', 'also as a CSV with one line a payment; a new file')
    .action(async (options) => (await import('./reconcile.ts')).reconcileCommand(options));
  torq
    .command('erase')
    .description(
      'erase a person: words, addresses, mails and files; payments and decisions stay without a name',
    )
    .argument('<address>', 'one of their e-mail addresses')
    .option('--reason <words>', 'why, for the record; name nobody', 'they asked for it')
    .option('--dry-run', 'say how much would be erased, and change nothing')
    .action(async (address, options) => (await import('./erase.ts')).eraseCommand(address, options));
  attendance(group);
  register(group);
}

function month(text: string): string {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text))
    throw new InvalidArgumentError('expected a month, such as 2027-06');
  return text;
}

function attendance(group: Command): void {
  group
    .command('attendance')
    .description('tick those who were at a meeting, by the report of a webinar tool')
    .argument('<file>', 'a CSV file with addresses, and with minutes or times of coming and leaving')
    .addOption(
      new Option('--meeting <meeting>', 'which meeting it was')
        .choices(['renewal', 'orientation'])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--how <how>', 'seen live or as a recording')
        .choices(['attended', 'viewed'])
        .default('attended'),
    )
    .option('--term <date>', 'the first day of the term, for renewal; left out: the open one of each')
    .option('--cycle <name>', 'whose candidates, for orientation; left out: the one under way')
    .option('--min-minutes <minutes>', 'how long is enough; left out: as programme.yaml says', minutes)
    .option(...mapping, columnMap)
    .option(...programme)
    .option(...dryRun)
    .action(async (file, _, command) => (await lists()).attendanceCommand(file, command.optsWithGlobals()));
}

function register(group: Command): void {
  group
    .command('qisp')
    .description(
      'tick those who are on the register of QISPs; whoever is not on it is named and left as they are',
    )
    .argument('<file>', 'a CSV file with an address, or a number and a name, a line')
    .option('--term <date>', 'the first day of the term; left out: the open one of each')
    .option(
      '--lost <address...>',
      'note that these trainers lost their registration; they must not be on the list',
    )
    .option('--reason <words>', 'with --lost: whose word it is, and how they know')
    .option(...mapping, columnMap)
    .option(...programme)
    .option(...dryRun)
    .action(async (file, _, command) => (await lists()).registerCommand(file, command.optsWithGlobals()));
}

function minutes(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('expected whole minutes, such as 45');
  return Number(text);
}

function columnMap(text: string, before: readonly ColumnMap[] = []): readonly ColumnMap[] {
  const [, column = '', field = ''] = /^(.+)=([a-z_]+)$/.exec(text) ?? [];
  if (field === '') throw new InvalidArgumentError('expected COLUMN=FIELD, such as "E-mail (work)=email"');
  return [...before, { column: column.trim(), field }];
}
