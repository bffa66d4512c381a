// Everything around the service: mail servers, Slack, a database, and the taps between them and the service.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import { type MailHouse, startMailHouse } from '../support/servers/mail-house.ts';
import { type Postgres, startPostgres } from '../support/servers/postgres.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';
import { startImapTap } from './imap-tap.ts';
import { type ChaosProgramme, writeProgramme } from './programme.ts';
import { createService, type Service } from './service.ts';
import { startSlackTap } from './slack-tap.ts';
import { type SmtpTap, startSmtpTap } from './smtp-tap.ts';
import { createTrap, type Trap } from './trap.ts';

export const channel = 'C0TORSTAFF';
export const approvers = ['U0AVERY', 'U0BLAKE'] as const;
export const bystander = 'U0JORDAN';

export type World = {
  house: MailHouse;
  slack: Awaited<ReturnType<typeof startLocalSlack>>;
  smtpTap: SmtpTap;
  trap: Trap;
  service: Service;
  programme: ChaosProgramme;
  databaseUrl: string;
  dataDir: string;
  stop(): Promise<void>;
};

export type WorldOptions = { database: 'sqlite' | 'postgresql'; users: readonly string[] };

/** Starts all servers but not the service. Needs root. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const server of started.splice(0).reverse()) await server.stop();
  };
  try {
    return await startServers(options, started, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServers(
  { database, users }: WorldOptions,
  started: { stop(): Promise<void> }[],
  stop: () => Promise<void>,
): Promise<World> {
  const keep = <Server extends { stop(): Promise<void> }>(server: Server): Server => {
    started.push(server);
    return server;
  };
  const folder = makeTempFolder('chaos');
  keep({ stop: async () => removeTempFolder(folder) });
  const postgres: Postgres | null = database === 'postgresql' ? keep(await startPostgres()) : null;
  const house = keep(
    await startMailHouse({
      users: ['tor', ...users],
      domains: ['casqa.example', 'example.org'],
      store: { domain: 'casqa.example' },
    }),
  );
  const slack = keep(
    await startLocalSlack({
      users: [...approvers, bystander].map((id) => ({ id, name: id.slice(2).toLowerCase() })),
      channels: [{ id: channel, name: 'tor-staff' }],
    }),
  );
  const trap = createTrap(() => service.kill());
  const smtpTap = await startSmtpTap(house.postfix.smtpPort, trap);
  keep({ stop: smtpTap.close });
  const imapTap = await startImapTap(house.dovecot.imapPort, trap);
  keep({ stop: imapTap.close });
  const slackTap = await startSlackTap(slack.url, trap);
  keep({ stop: slackTap.close });
  const databaseUrl = postgres?.url('postgres') ?? `file:${join(folder, 'torq.db')}`;
  const dataDir = join(folder, 'data');
  const imapUrl = new URL(house.imapUrl('tor', 'folders=INBOX,Junk'));
  imapUrl.port = String(imapTap.port);
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PROGRAMMES: join(folder, 'templates'),
    IMAP_URL: imapUrl.href,
    IMAP_POLL_SECONDS: '1',
    IMAP_PROCESSED: 'flag',
    SMTP_URL: smtpTap.url,
    MAIL_PER_SECOND: '1000',
    MAIL_PER_SECOND_AND_DOMAIN: '1000',
    MAIL_RECIPIENTS: 'example.org',
    AUTHSERV_ID: house.authservId,
    SIGNING_KEY: randomBytes(32).toString('hex'),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slackTap.apiUrl,
    HTTP_ADDR: '127.0.0.1:0',
    LOG_LEVEL: 'info',
  };
  const programme = writeProgramme(environment.PROGRAMMES, new Date(), { channel, approvers });
  const service = createService(environment, join(folder, 'torq.log'));
  keep({
    stop: async () => {
      trap.disarm();
      service.kill();
      await service.gone();
    },
  });
  return { house, slack, smtpTap, trap, service, programme, databaseUrl, dataDir, stop };
}
