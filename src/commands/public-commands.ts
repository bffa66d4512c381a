// Commands about what the public sees, as they are written.
import type { Command } from 'commander';

const certificates = () => import('./certificates.ts');

export function publicCommands(torq: Command): void {
  torq
    .command('roster')
    .description('write the public list as roster.html, roster.json and roster.csv')
    .requiredOption('--out <folder>', 'where to')
    .option('--current', 'as it would be now, also where that is not published yet')
    .action(async (options) => (await certificates()).rosterCommand(options));
  const group = torq.command('certificate').description('certificates: issue, issue anew, revoke');
  group
    .command('issue')
    .description('issue certificates that do not go out by themselves')
    .argument('[address]', 'an e-mail address of the trainer')
    .option('--name <name>', 'the name as it is to stand on it, from now on')
    .option('--imported', 'for everybody who was taken in with "torq import"')
    .action(async (address, options) => (await certificates()).issueCommand(address, options));
  group
    .command('reissue')
    .description('issue a new certificate in the place of this one, and mail it')
    .argument('<number>', 'number of a certificate that counts')
    .option('--name <name>', 'the name as it is to stand on it, from now on')
    .action(async (number, options) => (await certificates()).reissueCommand(number, options));
  group
    .command('revoke')
    .description('let a certificate count no longer; nobody is mailed')
    .argument('<number>', 'number of a certificate that counts')
    .requiredOption('--reason <words>', 'why, for the record')
    .action(async (number, options) => (await certificates()).revokeCommand(number, options));
}
