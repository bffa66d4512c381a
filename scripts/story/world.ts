// Everything the story needs, started for real on free ports of this machine: mail servers, Slack, and torq itself.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pdf } from '../../test/fixtures/pdf.ts';
import { freePort } from '../../test/support/servers/free-port.ts';
import { startLocalSlack } from '../../test/support/servers/local-slack.ts';
import { type MailHouse, startMailHouse } from '../../test/support/servers/mail-house.ts';
import { copyProgramme, type StoryDates, storyDates } from './programme-copy.ts';

const root = join(import.meta.dirname, '../..');
export const channel = 'C0TORSTAFF';
export const approver = { id: 'U0AVERY', name: 'avery' };
export const bystander = { id: 'U0JORDAN', name: 'jordan' };

export type World = {
  folder: string;
  dates: StoryDates;
  house: MailHouse;
  slack: Awaited<ReturnType<typeof startLocalSlack>>;
  /** The public pages, as http://127.0.0.1:PORT. */
  pages: string;
  /** Runs a command of torq and returns what it printed; throws with its output when it fails. */
  torq(...args: string[]): Promise<string>;
  startService(): Promise<void>;
  /** kill -9, as a power cut would. */
  killService(): Promise<void>;
  /** The end of torq's log, for when something went wrong. */
  lastWords(): string;
  stop(): Promise<void>;
};

export type WorldOptions = {
  /** SQLite in the world's own folder when left out. */
  databaseUrl?: string;
  /** See startMailHouse; everybody with an automatic reply has a mailbox. */
  vacations?: Record<string, string>;
  queueSeconds?: number;
  /** How clicks reach torq; Socket Mode when left out. */
  slackOver?: 'socket' | 'http';
};

export async function startWorld({
  databaseUrl,
  vacations = {},
  queueSeconds,
  slackOver = 'socket',
}: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'torq-demo-'));
  const dates = storyDates(new Date());
  const house = await startMailHouse({
    users: ['tor', 'pat', 'sam', 'robin', 'mallory', 'orders', ...Object.keys(vacations)],
    vacations,
    queueSeconds,
    domains: ['casqa.example', 'example.org'],
    store: { domain: 'casqa.example' },
  });
  const slack = await startLocalSlack({
    over: slackOver,
    users: [
      { ...approver, real_name: 'Avery (approver)' },
      { ...bystander, real_name: 'Jordan (not an approver)' },
    ],
    channels: [{ id: channel, name: 'tor-staff' }],
  });
  copyProgramme(join(root, 'templates'), join(folder, 'templates'), dates, {
    channel,
    approver: approver.id,
    agreement: await pdf(4),
  });
  const webPort = await freePort();
  const env = {
    ...environment(folder, house, slack),
    HTTP_ADDR: `127.0.0.1:${webPort}`,
    PUBLIC_URL: `http://127.0.0.1:${webPort}`,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  let service: ChildProcess | null = null;
  const logFile = join(folder, 'torq.log');
  const killService = async () => {
    const running = service;
    service = null;
    if (running === null || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  };
  return {
    folder,
    dates,
    house,
    slack,
    pages: `http://127.0.0.1:${webPort}`,
    torq: async (...args) => {
      const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'src/cli.ts'), ...args], {
        env,
        cwd: root,
      });
      return stdout.trim();
    },
    startService: async () => {
      service = await startTorq(env, logFile);
    },
    killService,
    lastWords: () => readLog(logFile).split('\n').slice(-25).join('\n'),
    stop: async () => {
      await killService();
      await slack.stop();
      await house.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function environment(folder: string, house: MailHouse, slack: World['slack']): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DATABASE_URL: `file:${join(folder, 'torq.db')}`,
    DATA_DIR: join(folder, 'data'),
    PROGRAMMES: join(folder, 'templates'),
    IMAP_URL: house.imapUrl('tor', 'folders=INBOX,Junk'),
    SMTP_URL: house.smtpUrl,
    // All applicants of the story have addresses of one domain, on a server of our own.
    MAIL_PER_SECOND_AND_DOMAIN: '5',
    MAIL_RECIPIENTS: 'example.org',
    AUTHSERV_ID: house.authservId,
    SIGNING_KEY: randomBytes(32).toString('hex'),
    SLACK_BOT_TOKEN: slack.botToken,
    ...wayIn(slack),
    SLACK_API_URL: slack.apiUrl,
    LOG_LEVEL: 'info',
  };
}

function wayIn({ receiving }: World['slack']): NodeJS.ProcessEnv {
  if (receiving.kind === 'socket') return { SLACK_APP_TOKEN: receiving.appToken };
  const { signingSecret, host, port } = receiving;
  return { SLACK_SIGNING_SECRET: signingSecret, SLACK_HTTP_ADDR: `${host}:${port}` };
}

async function startTorq(env: NodeJS.ProcessEnv, logFile: string): Promise<ChildProcess> {
  const before = readLog(logFile).length;
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [join(root, 'src/cli.ts'), 'start'], {
    env,
    cwd: root,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  for (let waited = 0; waited < 20_000; waited += 100) {
    const printed = readLog(logFile).slice(before);
    if (printed.includes('torq is running')) return child;
    if (child.exitCode !== null) throw new Error(`torq did not start:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`torq did not start within 20 s:\n${readLog(logFile).slice(before)}`);
}

function readLog(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
