// The command that plays a year; what it needs is loaded when it is asked for.
import { type Command, InvalidArgumentError } from 'commander';
import { isDate } from '../core/calendar.ts';

function date(text: string): string {
  if (!isDate(text)) throw new InvalidArgumentError('expected a day, such as 2027-04-01');
  return text;
}

function count(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('expected a whole number from 1 to 99999');
  return Number(text);
}

export function simulationCommand(torq: Command): void {
  torq
    .command('simulate')
    .description(
      'play a year on a scratch database, with invented people or a copy of the present ones, and write every mail and card it would bring',
    )
    .requiredOption('--from <day>', 'the first day, YYYY-MM-DD', date)
    .requiredOption('--to <day>', 'the last day, YYYY-MM-DD', date)
    .option('--people <number>', 'how many people are invented (40; with --copy: none)', count)
    .option('--copy', 'begin with a copy of the present records; whoever is in them takes part')
    .option('--seed <number>', 'another one, other people', count, 1)
    .option('--programme <name>', 'this programme')
    .option('--out <folder>', 'where to', 'out/simulation')
    .option('--json', 'print the report as JSON and write no file')
    .action(async (options) => (await import('./simulate.ts')).simulateCommand(options));
}
