// Whether torq can do its work: each part with its age, for whoever watches it. Words are our own; nothing that a server
// said, as addresses may be in that.

type PartName = 'database' | 'mailbox' | 'mail server' | 'Slack' | 'clock';

/** `seconds`: how long ago the part was last seen to work; null: not yet. */
export type Part = { name: PartName; ok: boolean; seconds: number | null; note: string };

export type VitalSigns = {
  now: Date;
  /** When all folders were last read; null: not yet. `isRead`: nothing is wrong with reading them now. */
  mailbox: { readAt: Date | null; isRead: boolean; alarmMinutes: number };
  /** `takesMail`: the server is not being left alone because it took none. */
  mailServer: { sentAt: Date | null; takesMail: boolean };
  slack: { connected: boolean; since: Date; hasProblem: boolean };
  /** When the last job of the timetable was done; null: none since the start. */
  clock: { startedAt: Date; tickedAt: Date | null };
};

/** A job comes every twenty seconds; after five minutes without any the clock stands. */
const longestPauseSeconds = 300;

/** All parts but the database, which whoever asks has just asked. */
export function readinessOf({ now, mailbox, mailServer, slack, clock }: VitalSigns): Part[] {
  const ago = (at: Date | null) =>
    at === null ? null : Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  const readAgo = ago(mailbox.readAt);
  const isRead = mailbox.isRead && readAgo !== null && readAgo <= mailbox.alarmMinutes * 60;
  const isTicking = (ago(clock.tickedAt ?? clock.startedAt) ?? 0) <= longestPauseSeconds;
  const isInSlack = slack.connected && !slack.hasProblem;
  return [
    { name: 'mailbox', ok: isRead, seconds: readAgo, note: isRead ? 'is read' : 'is not read' },
    {
      ...{ name: 'mail server', ok: mailServer.takesMail, seconds: ago(mailServer.sentAt) },
      note: mailServer.takesMail ? 'nothing speaks against it' : 'takes no mail',
    },
    {
      name: 'Slack',
      ok: isInSlack,
      seconds: ago(slack.since),
      note: isInSlack ? 'is connected' : 'is not connected',
    },
    {
      name: 'clock',
      ok: isTicking,
      seconds: ago(clock.tickedAt),
      note: isTicking ? 'ticks' : 'stands still',
    },
  ];
}
