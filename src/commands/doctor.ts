import { type Config, type ConfigWith, processEnvironment, readConfig } from '../config.ts';
import { loadDesks } from '../desks.ts';
import { type Check, fromProblems, runDoctor } from '../handlers/doctor.ts';
import {
  checkApprovers,
  checkAuthservId,
  checkDatabase,
  checkDataDir,
  checkPublicUrl,
  checkRecipients,
  checkSlack,
  checkTimeZones,
} from '../handlers/doctor-checks.ts';
import { checkReading, checkSince } from '../handlers/doctor-mailbox.ts';
import { doctorJson, doctorText } from '../handlers/doctor-report.ts';
import { checkProcessed } from '../mail/check-processed.ts';
import { checkImap, checkSmtp } from '../mail/check-servers.ts';
import { readImapUrl } from '../mail/server-url.ts';
import { slackIdentity } from '../slack/check.ts';

/** Checks everything that can be checked; what the configuration leaves unreadable is named by the first check. */
export async function doctorCommand({ json }: { json?: boolean }): Promise<void> {
  const env = processEnvironment();
  const read = readConfig(env, { require: ['imap', 'smtp', 'slack', 'signing-key'] });
  const folder = 'config' in read ? read.config.programmes : (env.PROGRAMMES ?? 'templates');
  const { desks, problems } = loadDesks(folder);
  const programmes = desks.map(({ programme }) => programme);
  const configuration = 'config' in read ? [] : read.problems;
  const checks: Check[] = [
    {
      name: 'configuration',
      look: () =>
        fromProblems(configuration, {
          none: 'complete',
          mend: 'Set these in the environment or in a file .env beside package.json; the README lists them.',
        }),
    },
    {
      name: 'programmes',
      look: () =>
        fromProblems(problems, {
          none: programmes.map(({ name }) => name).join(', '),
          mend: 'Mend the lines named above, then run the doctor again.',
        }),
    },
    { name: 'time zones', look: () => checkTimeZones(programmes.map(({ timeZone }) => timeZone)) },
    { name: 'approvers', look: () => checkApprovers(programmes) },
    ...('config' in read ? serverChecks(read.config) : []),
  ];
  const report = await runDoctor(checks);
  console.log(json === true ? doctorJson(report) : doctorText(report));
  process.exitCode = report.ok ? 0 : 1;
}

type FullConfig = Config & ConfigWith<'imap' | 'smtp' | 'slack' | 'signing-key'>;

function serverChecks(config: FullConfig): Check[] {
  return [
    { name: 'database', look: () => checkDatabase(config.databaseUrl) },
    { name: 'data folder', look: () => checkDataDir(config.dataDir) },
    { name: 'mailbox (IMAP)', look: () => checkImap(config.imapUrl) },
    {
      name: 'mail that was read',
      look: () =>
        checkReading({
          ...config,
          alarmMinutes: config.imapAlarmMinutes,
          folders: readImapUrl(config.imapUrl).folders,
          now: new Date(),
        }),
    },
    { name: 'decided mails', look: () => checkProcessed(config.imapUrl, config.imapProcessed) },
    { name: 'old mail', look: () => checkSince(config.imapSince) },
    { name: 'sending (SMTP)', look: () => checkSmtp(config.smtpUrl) },
    { name: 'sender checks', look: () => checkAuthservId(config.authservId) },
    { name: 'recipients', look: () => checkRecipients(config.recipients) },
    { name: 'public pages', look: () => checkPublicUrl(config.publicUrl) },
    { name: 'Slack', look: () => checkSlack(() => slackIdentity(config.slack)) },
  ];
}
