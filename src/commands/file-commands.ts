// How the commands that take records in and give them out are called; what they do is loaded when one is.
import { type Command, InvalidArgumentError } from 'commander';
import type { ColumnMap } from '../documents/csv-table.ts';

const imports = () => import('./imports.ts');

const mapping = [
  '--map <column=field...>',
  'which column is which field, such as "E-mail (work)=email"',
] as const;
const programme = ['--programme <name>', 'of this programme'] as const;
const dryRun = ['--dry-run', 'say what would change, and change nothing'] as const;

/** `torq import ...` */
export function fileCommands(torq: Command): void {
  torq
    .command('import')
    .description('take in trainers from a CSV with name, email, organisation, term_starts, term_ends')
    .argument('<file>', 'a CSV file')
    .option(...mapping, columnMap)
    .option(...programme)
    .option(...dryRun)
    .action(async (file, options) => (await imports()).importCommand(file, options));
}

function columnMap(text: string, before: readonly ColumnMap[] = []): readonly ColumnMap[] {
  const [, column = '', field = ''] = /^(.+)=([a-z_]+)$/.exec(text) ?? [];
  if (field === '') throw new InvalidArgumentError('expected COLUMN=FIELD, such as "E-mail (work)=email"');
  return [...before, { column: column.trim(), field }];
}
