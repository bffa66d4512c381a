// The environment, read once and checked as a whole. The only reader of process.env.
import { z } from 'zod';
import { readSettings } from './config-settings.ts';
import { neededForSlack, slackOf, slackPartner, slackProblems } from './config-slack.ts';
import * as value from './config-values.ts';
import { processedProblem } from './mail/processed.ts';
import { readRecipients } from './recipients.ts';

/** What a command cannot do without. */
export type Requirement = 'imap' | 'smtp' | 'slack' | 'signing-key';

const schema = z.object({
  DATABASE_URL: value.databaseUrl.default('file:./data/torq.db'),
  DATA_DIR: z.string().default('./data'),
  PROGRAMMES: z.string().default('templates'),
  IMAP_URL: value.imapUrl.nullable().default(null),
  IMAP_POLL_SECONDS: value.wholeNumber({ from: 1, to: 3600, example: '60' }).default(60),
  IMAP_ALARM_MINUTES: value.wholeNumber({ from: 2, to: 1440, example: '15' }).default(15),
  IMAP_PROCESSED: value.imapProcessed.default({ kind: 'leave' }),
  IMAP_SINCE: value.imapSince.nullable().default(null),
  SMTP_URL: value.smtpUrl.nullable().default(null),
  MAIL_PER_SECOND: value.rate.default(5),
  MAIL_PER_SECOND_AND_DOMAIN: value.rate.default(1),
  MAIL_SENT_FOLDER: value.sentFolder.default('auto'),
  MAIL_CONNECTIONS: value.wholeNumber({ from: 1, to: 20, example: '3' }).default(3),
  SEND_LEASE_SECONDS: value.wholeNumber({ from: 270, to: 86_400, example: '300' }).default(300),
  MAIL_FROM: value.mailFrom.nullable().default(null),
  MAIL_RECIPIENTS: value.recipients.default(() => readRecipients('')),
  MAX_MAIL_BYTES: value
    .wholeNumber({ from: 64 * 1024, to: 512 * 1024 * 1024, example: '41943040 (40 MiB)' })
    .default(40 * 1024 * 1024),
  AUTHSERV_ID: value.authservId.nullable().default(null),
  SIGNING_KEY: value.signingKey.nullable().default(null),
  SLACK_BOT_TOKEN: value.slackToken('xoxb-').nullable().default(null),
  SLACK_APP_TOKEN: value.slackToken('xapp-').nullable().default(null),
  SLACK_SIGNING_SECRET: value.slackSigningSecret.nullable().default(null),
  SLACK_HTTP_ADDR: value.slackHttpAddress.default({ host: '127.0.0.1', port: 3000 }),
  SLACK_API_URL: value.slackApiUrl.nullable().default(null),
  HTTP_ADDR: value.httpAddress.default({ host: '127.0.0.1', port: 8080 }),
  HTTP_TRUSTED_PROXIES: value.trustedProxies.default([]),
  HTTP_PER_MINUTE: value.wholeNumber({ from: 10, to: 1_000_000, example: '600' }).default(600),
  PUBLIC_URL: value.publicUrl.nullable().default(null),
  LOG_LEVEL: value.logLevel.default('info'),
});

type Values = z.output<typeof schema>;
export type Config = ReturnType<typeof configOf>;

/** What is there for certain when it was required. */
type Provided = {
  imap: { imapUrl: string };
  smtp: { smtpUrl: string };
  slack: { slack: NonNullable<Config['slack']> };
  'signing-key': { signingKey: string };
};
type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
export type ConfigWith<R extends Requirement> = Config &
  ([R] extends [never] ? unknown : Intersection<Provided[R]>);

/** `problems`, one line each: which variable, what is wrong, what is expected. They never hold a secret. */
export type ConfigResult<R extends Requirement> = { config: ConfigWith<R> } | { problems: string[] };

/** The environment of this process. */
export function processEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

/**
 * Reads the variables, where they are missing those of the `.env` file, and secrets from the files that `NAME_FILE`
 * names. An empty variable counts as not set.
 * @param options.require what must be there; `envFile` null: no file is read
 */
export function readConfig<R extends Requirement = never>(
  env: NodeJS.ProcessEnv,
  { require, envFile = '.env' }: { require: readonly R[]; envFile?: string | null },
): ConfigResult<R> {
  const { settings, problems } = readSettings(env, { names: Object.keys(schema.shape), envFile });
  const parsed = schema.safeParse(settings);
  const wrong = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  const told = new Set([...problems, ...wrong].map((line) => line.split(':')[0] ?? ''));
  const required = require.flatMap((requirement: Requirement) =>
    requirement === 'slack' ? neededForSlack(settings) : neededFor[requirement],
  );
  const missing = [...required, ...slackPartner(settings)]
    .filter((name) => settings[name] === undefined && !told.has(name))
    .map((name) => `${name}: is not set; expected ${value.examples[name] ?? 'a value'}`);
  const all = [
    ...problems,
    ...wrong,
    ...new Set(missing),
    ...slackProblems(settings),
    ...together(parsed.data),
  ];
  if (!parsed.success || all.length > 0) return { problems: all };
  return { config: configOf(parsed.data) as ConfigWith<R> };
}

/** What is wrong only when two variables are seen together. */
function together(values: Values | undefined): string[] {
  if (values === undefined) return [];
  const { IMAP_URL: url, IMAP_PROCESSED: processed, IMAP_POLL_SECONDS: poll } = values;
  const folder = url === null ? null : processedProblem(processed, url);
  const problems = folder === null ? [] : [`IMAP_PROCESSED: ${folder}`];
  const shortest = Math.ceil(poll / 60) + 1;
  if (values.IMAP_ALARM_MINUTES < shortest)
    problems.push(
      `IMAP_ALARM_MINUTES: is too short for IMAP_POLL_SECONDS (${poll}); expected at least ${shortest}`,
    );
  return problems;
}

const neededFor = {
  imap: ['IMAP_URL'],
  smtp: ['SMTP_URL'],
  'signing-key': ['SIGNING_KEY'],
} as const satisfies Record<Exclude<Requirement, 'slack'>, readonly string[]>;

function configOf(values: Values) {
  return {
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    programmes: values.PROGRAMMES,
    imapUrl: values.IMAP_URL,
    imapPollSeconds: values.IMAP_POLL_SECONDS,
    /** After how many minutes without reading the mailbox staff are told. */
    imapAlarmMinutes: values.IMAP_ALARM_MINUTES,
    imapProcessed: values.IMAP_PROCESSED,
    /** Mails received before this date, in the programme's zone, are kept and nothing else; null: none is too old. */
    imapSince: values.IMAP_SINCE,
    smtpUrl: values.SMTP_URL,
    /** How many mails begin in a second, to all and to one domain. */
    mailPerSecond: values.MAIL_PER_SECOND,
    mailPerSecondAndDomain: values.MAIL_PER_SECOND_AND_DOMAIN,
    mailConnections: values.MAIL_CONNECTIONS,
    mailSentFolder: values.MAIL_SENT_FOLDER,
    sendLeaseSeconds: values.SEND_LEASE_SECONDS,
    /** `Name <address>` or an address; null: the programme's own. */
    mailFrom: values.MAIL_FROM,
    recipients: values.MAIL_RECIPIENTS.summary,
    isAllowed: values.MAIL_RECIPIENTS.isAllowed,
    maxMailBytes: values.MAX_MAIL_BYTES,
    authservId: values.AUTHSERV_ID,
    signingKey: values.SIGNING_KEY,
    slack: slackOf(values),
    http: {
      ...values.HTTP_ADDR,
      /** Whose X-Forwarded-For is believed. */
      trustedProxies: values.HTTP_TRUSTED_PROXIES,
      /** Requests of one address in a minute. */
      perMinute: values.HTTP_PER_MINUTE,
    },
    /** Without a slash at the end. */
    publicUrl: values.PUBLIC_URL,
    logLevel: values.LOG_LEVEL,
  };
}
