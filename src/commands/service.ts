// The commands that open the doors: the service itself, and one tick of its clock.
import { createShell } from '../compose.ts';
import { createCurrentDesks } from '../handlers/current-desks.ts';
import { deliver } from '../handlers/deliver.ts';
import { planDue } from '../handlers/plan-all.ts';
import { rehearsalLines, rehearse } from '../handlers/rehearse.ts';
import { createLog } from '../log.ts';
import { createTransport } from '../mail/transport.ts';
import { inLittleMemory } from './little-memory.ts';
import { noDoors } from './no-doors.ts';
import { setup, withDatabase } from './setup.ts';

/** Runs until it is told to stop (SIGTERM, SIGINT). */
export async function startCommand(): Promise<void> {
  inLittleMemory();
  const { config, desks } = setup('imap', 'smtp', 'slack', 'signing-key');
  const log = createLog(config.logLevel);
  // Loaded here: no other command needs Slack and the mailbox, and they take a second to load.
  const { startService } = await import('../main.ts');
  // Libraries' sockets have been seen to reject where nobody waits: the service says so and lives.
  process.on('unhandledRejection', (err) =>
    log.error({ err }, 'a promise was rejected and nobody waited for it'),
  );
  const service = await startService(config, desks, log);
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, resolve);
  });
  log.info({ signal }, 'stopping');
  await service.stop();
}

/** Plans what is due and sends mail; staff cards are left to the running service. */
export async function tickCommand(options: { at?: Date }): Promise<void> {
  const parts = setup('smtp', 'signing-key');
  const { smtpUrl, signingKey } = parts.config;
  await withDatabase(parts, async (database) => {
    const transport = createTransport(smtpUrl, {
      log: parts.log,
      connections: parts.config.mailConnections,
    });
    const shell = createShell(
      { ...parts, database, desks: await createCurrentDesks(database, parts.desks)(), signingKey },
      { ...noDoors, sendMail: (mail) => transport.send(mail) },
    );
    const { at } = options;
    const timed = at === undefined ? shell : { ...shell, now: () => at };
    let planned = 0;
    for (const desk of timed.desks) {
      const { reminders, announcements } = await planDue(timed, desk);
      planned += reminders + announcements;
    }
    const {
      sent = 0,
      held = 0,
      superseded = 0,
      retry = 0,
      failed = 0,
      unknown = 0,
      later = 0,
    } = await deliver(timed, 'mail');
    transport.close();
    if (failed + unknown > 0) process.exitCode = 1;
    console.log(
      `${planned} planned, ${sent} sent, ${held} held, ${superseded} superseded, ${retry + later} to be tried again, ${failed} failed, ${unknown} unknown`,
    );
  });
}

/** Says what `tickCommand` would do at that time. */
export async function rehearseCommand({ at }: { at?: Date }): Promise<void> {
  const parts = setup('signing-key');
  await withDatabase(parts, async (database) => {
    const shell = createShell(
      {
        ...parts,
        database,
        desks: await createCurrentDesks(database, parts.desks)(),
        signingKey: parts.config.signingKey,
      },
      noDoors,
    );
    const timed = at === undefined ? shell : { ...shell, now: () => at };
    for (const desk of timed.desks) {
      console.log(`${desk.programme.title}:`);
      console.log(rehearsalLines(await rehearse(timed, desk)).join('\n'));
    }
  });
}
