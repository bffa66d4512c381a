// What the doctor looks at on this machine. Mail servers and Slack are looked at by those who know them.
import { constants, existsSync } from 'node:fs';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Programme } from '../programme/schema.ts';
import { openDatabase } from '../store/database.ts';
import { pendingMigrations } from '../store/migrate.ts';
import { bad, type Finding, good } from './doctor.ts';

/** Opens the database and compares it with the migrations; makes nothing. */
export async function checkDatabase(url: string): Promise<Finding> {
  const file = url.startsWith('file:') ? resolve(url.slice('file:'.length)) : null;
  if (file !== null && !existsSync(file))
    return bad(
      `${file} is not there yet`,
      'Run "npx torq migrate", which makes it; "npx torq start" does so too.',
    );
  const database = openDatabase(url);
  try {
    const pending = await pendingMigrations(database);
    if (pending.length === 0) return good(`${database.provider}, up to date`);
    return bad(`${database.provider}, not yet applied: ${pending.join(', ')}`, 'Run "npx torq migrate".');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The client's messages span lines and begin with the call; the last line says what happened.
    const last = message.trim().split('\n').at(-1) ?? message;
    return bad(
      `cannot be opened: ${last}`,
      'See whether DATABASE_URL is right and the database server is running.',
    );
  } finally {
    await database.close();
  }
}

/** Raw messages and documents are kept there, so it must be possible to write. */
export async function checkDataDir(folder: string): Promise<Finding> {
  const path = resolve(folder);
  const mend = `Make it writable for the user that runs torq, or set DATA_DIR to another folder.`;
  if (!existsSync(path)) {
    const parent = nearestFolder(path);
    return access(parent, constants.W_OK).then(
      () => good(`${path} will be made at the first start`),
      () => bad(`${path} is not there and cannot be made in ${parent}`, mend),
    );
  }
  try {
    const probe = await mkdtemp(join(path, 'doctor-'));
    await writeFile(join(probe, 'probe'), 'probe');
    await rm(probe, { recursive: true });
    return good(`${path} can be written`);
  } catch (error) {
    return bad(`${path} cannot be written (${error instanceof Error ? error.message : String(error)})`, mend);
  }
}

function nearestFolder(path: string): string {
  const parent = dirname(path);
  return parent === path || existsSync(parent) ? parent : nearestFolder(parent);
}

/** Whether this Node knows the zone's rules: a Node built without them counts every zone as UTC. */
export function checkTimeZones(zones: readonly string[]): Finding {
  const missing = [...new Set(zones)].filter((zone) => !isKnown(zone));
  const rules = isKnown('America/Los_Angeles') && summerOffset() === 'GMT-07:00';
  if (missing.length === 0 && rules) return good(`known: ${[...new Set(zones)].join(', ') || 'UTC'}`);
  return bad(
    missing.length > 0 ? `not known: ${missing.join(', ')}` : 'the rules of time zones are missing or wrong',
    'Use a Node.js with full internationalisation data (the one that npm ci installs has it), and a zone name such as America/Los_Angeles.',
  );
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

function summerOffset(): string | undefined {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: 'America/Los_Angeles',
    timeZoneName: 'longOffset',
  });
  const parts = format.formatToParts(Date.UTC(2023, 6, 1));
  return parts.find(({ type }) => type === 'timeZoneName')?.value;
}

/** An empty list means that nobody can decide, which is safe and still not what anybody wants. */
export function checkApprovers(programmes: readonly Pick<Programme, 'name' | 'slack'>[]): Finding {
  const empty = programmes.filter(({ slack }) => slack.approvers.length === 0).map(({ name }) => name);
  if (empty.length > 0)
    return bad(
      `${empty.join(', ')}: nobody may decide about an SOQ`,
      'Set slack.approvers in programme.yaml to Slack user ids such as [U012ABCDEF] (in Slack: profile, three dots, Copy member ID).',
    );
  return good(programmes.map(({ name, slack }) => `${name}: ${slack.approvers.length}`).join(', '));
}

/** Mailing nobody is the safe beginning and not an error. */
export function checkRecipients(recipients: string): Finding {
  const advice = 'Set MAIL_RECIPIENTS to * for everyone, or to a list of addresses and domains for a trial.';
  if (recipients === 'nobody') return good('nobody is mailed: all mails stay held', advice);
  return good(`mail goes to ${recipients}`);
}

/** A certificate names the address where it is verified: without one none is issued. */
export function checkPublicUrl(publicUrl: string | null): Finding {
  if (publicUrl === null)
    return good(
      'PUBLIC_URL is not set: no certificate is issued, and staff are told so when one is due',
      'Set PUBLIC_URL to the address under which people reach the public pages, such as https://tor.example.org.',
    );
  if (/^https:/.test(publicUrl)) return good(`certificates are verified at ${publicUrl}/verify/`);
  return good(
    `certificates are verified at ${publicUrl}/verify/, without encryption`,
    'Put a web server with TLS in front of HTTP_ADDR and set PUBLIC_URL to its https address.',
  );
}

/** Without a name of our own mail server, senders are checked by their DKIM signatures alone. */
export function checkAuthservId(authservId: string | null): Finding {
  if (authservId !== null) return good(`Authentication-Results of ${authservId} are believed`);
  return good(
    'not set: payment mails are believed by their DKIM signature alone, which needs DNS',
    "Set AUTHSERV_ID to the first word of the topmost Authentication-Results field in a mail of the programme's mailbox.",
  );
}

/** `authTest` asks Slack who we are and returns it in words; null when Slack is not configured. */
export async function checkSlack(authTest: (() => Promise<string>) | null): Promise<Finding> {
  if (authTest === null)
    return bad(
      'not configured',
      'Set SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET (README, "With your own mailbox and Slack").',
    );
  try {
    return good(await authTest());
  } catch (error) {
    return bad(
      error instanceof Error ? error.message : String(error),
      'See whether SLACK_BOT_TOKEN is the bot token of the app that is installed in your workspace.',
    );
  }
}
