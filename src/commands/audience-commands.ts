// How the commands about announcements are called; what they do is loaded when one is.
import type { Command } from 'commander';

const audience = () => import('./audience.ts');

/** `torq audience ...` */
export function audienceCommands(torq: Command): void {
  const group = torq.command('audience').description('lists of people that announcements go to');
  group
    .command('import')
    .description('put people onto a list from a CSV with a header; who is on it already stays as they are')
    .argument('<file>', 'a CSV file')
    .requiredOption('--audience <name>', 'the list, as programme.yaml names it')
    .option(
      '--column <field=header...>',
      'which column is email, name, first or last, such as "email=E-mail (work)"',
    )
    .option('--skip-bad-rows', 'leave out lines without a usable address')
    .option('--programme <name>', 'of this programme')
    .option('--dry-run', 'check the file, count, and change nothing')
    .action(async (file, options) => (await audience()).importAudienceCommand(file, options));
  group
    .command('stop')
    .description('no more announcements to these addresses, whatever lists they are on')
    .argument('<address...>', 'e-mail addresses')
    .option('--programme <name>', 'of this programme')
    .action(async (addresses, options) => (await audience()).optOutCommand(addresses, options));
  group
    .command('allow')
    .description('announcements again to somebody who had asked for none and now asks for them')
    .argument('<address>', 'an e-mail address')
    .option('--programme <name>', 'of this programme')
    .action(async (address, options) => (await audience()).allowCommand(address, options));
}
