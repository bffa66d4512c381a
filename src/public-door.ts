// The public pages of the service, with what they ask of the other doors.
import type { Config } from './config.ts';
import { type Part, readinessOf } from './core/readiness.ts';
import type { Shell } from './handlers/shell.ts';
import type { Mailbox } from './mail/mailbox.ts';
import type { SlackDoor } from './slack/connection.ts';
import { lastSentAt } from './store/counts.ts';
import type { Vitals } from './vitals.ts';
import { startWeb, type WebServer } from './web/server.ts';

type Doors = {
  shell: Shell;
  /** The shell with the programmes as they are now. */
  fresh: () => Promise<Shell>;
  slack: Pick<SlackDoor, 'health'>;
  /** Null while it is not open yet. */
  mailbox: () => Pick<Mailbox, 'health'> | null;
  vitals: Vitals;
};

/** Nobody looks up more certificates by hand. */
const verifiedPerMinute = 60;

/** @throws PermanentError when nothing can listen at HTTP_ADDR */
export function openPublicPages(
  { http, imapAlarmMinutes }: Pick<Config, 'http' | 'imapAlarmMinutes'>,
  doors: Doors,
): Promise<WebServer> {
  const { shell, fresh, vitals } = doors;
  return startWeb({
    ...http,
    perMinuteVerified: Math.min(http.perMinute, verifiedPerMinute),
    log: vitals.log,
    now: shell.now,
    read: shell.database.read,
    desks: async () =>
      (await fresh()).desks.flatMap(({ programme, pages }) =>
        pages === undefined ? [] : [{ programme, pages }],
      ),
    parts: () => partsOf(doors, imapAlarmMinutes),
    counts: vitals.counts,
  });
}

async function partsOf(
  { shell, slack, mailbox, vitals }: Doors,
  alarmMinutes: number,
): Promise<readonly Part[]> {
  const mail = mailbox()?.health();
  const { connected, since, problem } = slack.health();
  return readinessOf({
    now: shell.clock(),
    mailbox: {
      readAt: mail?.lastReadAt ?? null,
      isRead: mail !== undefined && mail.problem === null,
      alarmMinutes,
    },
    mailServer: { sentAt: await lastSentAt(shell.database.read), takesMail: !shell.pace.isTrial() },
    slack: { connected, since, hasProblem: problem !== null },
    clock: { startedAt: vitals.startedAt, tickedAt: vitals.beatAt() },
  });
}
