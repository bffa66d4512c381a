#!/usr/bin/env node
// The commands, each a thin call into a handler. Exit status: 0 done, 1 a check said no, 2 wrong usage or configuration.
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { audienceCommands } from './commands/audience-commands.ts';
import { fileCommands } from './commands/file-commands.ts';
import { publicCommands } from './commands/public-commands.ts';
import { SetupError } from './commands/setup-error.ts';
import { simulationCommand } from './commands/simulation-command.ts';
import { stages } from './core/stage.ts';

// Loaded when they are needed: Slack and the mail room take a second that "torq list" need not wait for.
const service = () => import('./commands/service.ts');
const records = () => import('./commands/records.ts');
const offline = () => import('./commands/offline.ts');
const parked = () => import('./commands/parked.ts');
const held = () => import('./commands/held.ts');
const settings = () => import('./commands/settings.ts');
const doctor = () => import('./commands/doctor.ts');

function instant(text: string): Date {
  const at = new Date(text);
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) ||
    Number.isNaN(at.getTime())
  )
    throw new InvalidArgumentError('expected an instant with its zone, such as 2027-06-23T09:05:00-07:00');
  return at;
}

function stage(text: string): (typeof stages)[number] {
  const found = stages.find((known) => known === text);
  if (found === undefined) throw new InvalidArgumentError(`expected one of ${stages.join(', ')}`);
  return found;
}

function commands(): Command {
  const torq = new Command('torq')
    .description('Qualifies and renews Trainers of Record by e-mail and Slack')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`torq: ${text}`) });
  torq
    .command('start')
    .description('run the service: mailbox, Slack, clock')
    .action(async () => (await service()).startCommand());
  torq
    .command('doctor')
    .description(
      'check configuration, programmes, database, mail servers and Slack, and say how to mend what is wrong',
    )
    .option('--json', 'as JSON')
    .action(async (options) => (await doctor()).doctorCommand(options));
  torq
    .command('migrate')
    .description('bring the database up to date')
    .action(async () => (await records()).migrateCommand());
  readingCommands(torq);
  torq
    .command('tick')
    .description('one tick of the clock: plan what is due and send it')
    .option('--at <time>', 'as if it were this time (ISO 8601 with a zone)', instant)
    .option('--dry-run', 'say who would get what, and write and send nothing')
    .action(async (options) => {
      const { rehearseCommand, tickCommand } = await service();
      return options.dryRun === true ? rehearseCommand(options) : tickCommand(options);
    });
  changingCommands(torq);
  fileCommands(torq);
  audienceCommands(torq);
  parkedCommands(torq);
  heldCommands(torq);
  settingsCommands(torq);
  publicCommands(torq);
  simulationCommand(torq);
  return torq;
}

function readingCommands(torq: Command): void {
  torq
    .command('classify')
    .description('say what raw messages are, one JSON object a line; no network, no database')
    .argument('<file...>', 'raw messages (.eml)')
    .option('--programme <name>', 'by the rules of this programme')
    .action(async (files, options) => (await offline()).classifyCommand(files, options));
  torq
    .command('status')
    .description('where a person stands, and for each mail rule: sent when, or why not')
    .argument('<address>', 'an e-mail address')
    .option('--mails', 'with the text of every mail')
    .option('--json', 'as JSON; always with the texts')
    .action(async (address, options) => (await records()).statusCommand(address, options));
  torq
    .command('list')
    .description('everyone in the cycle')
    .option('--stage <stage>', 'only those at this stage', stage)
    .option('--json', 'as JSON')
    .action(async (options) => (await records()).listCommand(options));
}

function changingCommands(torq: Command): void {
  torq
    .command('hold')
    .description('stop all outgoing mail')
    .option('--reason <words>', 'why, for the record', 'stopped from the command line')
    .action(async (options) => (await records()).holdCommand(options));
  torq
    .command('resume')
    .description('let mail go out again')
    .action(async () => (await records()).resumeCommand());
  torq
    .command('preview')
    .description('write every mail with sample values into a folder')
    .option('--out <folder>', 'where to', 'out/preview')
    .action(async (options) => (await offline()).previewCommand(options));
}

function parkedCommands(torq: Command): void {
  torq
    .command('parked')
    .description('mails that failed too often and wait for a person')
    .option('--json', 'as JSON')
    .action(async (options) => (await parked()).parkedCommand(options));
  torq
    .command('retry')
    .description('try parked mails again; without ids, say which there are')
    .argument('[id...]', 'ids of parked mails')
    .option('--all-parked', 'every parked mail')
    .action(async (ids, options) => (await parked()).retryCommand(ids, options));
}

function heldCommands(torq: Command): void {
  torq
    .command('held')
    .description('mails that are held back, and why')
    .option('--json', 'as JSON')
    .action(async (options) => (await held()).heldCommand(options));
  torq
    .command('release')
    .description('let mails go that a limit holds back')
    .argument('[id...]', 'ids of held mails')
    .option('--all', 'every mail that a limit holds back')
    .action(async (ids, options) => (await held()).releaseCommand(ids, options));
  torq
    .command('edit')
    .description('change what a held mail says; it stays held, and what it said before is kept')
    .argument('<id>', 'id of a held mail')
    .option('--subject <words>', 'a new subject')
    .requiredOption('--text <file>', 'a file with the new text, plain text in UTF-8')
    .action(async (id, options) => (await held()).editCommand(id, options));
}

function settingsCommands(torq: Command): void {
  const group = torq.command('settings').description('what staff set in Slack, version by version');
  group
    .command('list', { isDefault: true })
    .description('all versions: what was changed, by whom and when')
    .option('--json', 'as JSON')
    .action(async (options) => (await settings()).listSettingsCommand(options));
  group
    .command('show')
    .description('what counts now, and what programme.yaml says where that is different')
    .option('--json', 'as JSON')
    .action(async (options) => (await settings()).showSettingsCommand(options));
  group
    .command('reset')
    .description('let programme.yaml count again for these settings, in a new version')
    .argument('<path...>', 'settings such as cycles.2023.soqDeadline')
    .option('--programme <name>', 'of this programme')
    .action(async (paths, options) => (await settings()).resetSettingsCommand(paths, options));
}

try {
  await commands().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof SetupError) {
    for (const problem of error.problems) console.error(`torq: ${problem}`);
    process.exitCode = 2;
  } else {
    // An operator gets one clear line; the whole error is in the log.
    console.error(
      `torq: ${error instanceof Error ? error.message.split('\n').findLast((line) => line.trim() !== '') : error}`,
    );
    process.exitCode = 1;
  }
}
