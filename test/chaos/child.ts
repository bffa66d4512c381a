// The service as it is, in a process of its own that can be killed. Only its send lease is shorter than any that may be
// configured, so that what a kill left half done is found within seconds.
import { flushCompileCache } from 'node:module';
import { createShell } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { loadDesks } from '../../src/desks.ts';
import { onTick } from '../../src/handlers/on-tick.ts';
import { createLog } from '../../src/log.ts';
import { type ServiceConfig, startService } from '../../src/main.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type Death, dieAtCommit } from './death.ts';

const sendLeaseSeconds = 6;

function configuration(): ServiceConfig {
  const read = readConfig(process.env, {
    require: ['imap', 'smtp', 'slack', 'signing-key'],
    envFile: null,
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  return { ...read.config, sendLeaseSeconds };
}

const config = configuration();
const { desks, problems } = loadDesks(config.programmes);
if (problems.length > 0) throw new Error(problems.join('\n'));
const log = createLog(config.logLevel);

/** One turn of the clock that nobody has to wait five minutes for; what it plans, the service sends. */
async function tick(): Promise<void> {
  const database = openDatabase(config.databaseUrl);
  const closed = async () => {
    throw new Error('a tick only plans');
  };
  const shell = createShell(
    { config, database, desks, log, signingKey: config.signingKey },
    {
      sendMail: closed,
      staff: {
        post: closed,
        redraw: closed,
        find: closed,
        uploadDocuments: closed,
        addressOf: closed,
        reply: closed,
        messages: closed,
        fetchFile: closed,
      },
      readMail: closed,
    },
  );
  for (const desk of desks) await onTick(shell, desk);
  await database.close();
}

const { CHAOS_DEATH } = process.env;
if (CHAOS_DEATH !== undefined) dieAtCommit(JSON.parse(CHAOS_DEATH) as Death);
// As the `start` command has it.
process.on('unhandledRejection', (err) =>
  log.error({ err }, 'a promise was rejected and nobody waited for it'),
);
// The harness has gone, in whatever way.
process.on('disconnect', () => process.exit(1));
process.on('message', () => {
  tick().then(
    () => process.send?.('ticked'),
    (err) => log.error({ err }, 'a tick failed'),
  );
});
const service = await startService(config, desks, log);
process.send?.('running');
flushCompileCache();
process.once('SIGTERM', () => {
  service.stop().then(
    () => process.exit(0),
    (err) => {
      log.error({ err }, 'the service did not stop');
      process.exit(1);
    },
  );
});
