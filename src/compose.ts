// The parts of torq, put together: configuration and programmes in, a Shell out. No decisions are made here.
import type { Config } from './config.ts';
import { createCertificateNumbers } from './documents/certificate/numbers.ts';
import { createPace } from './handlers/pace.ts';
import type { Desk, ReadMail, Shell, StaffDoor } from './handlers/shell.ts';
import type { Log } from './log.ts';
import { fileType } from './mail/file-type.ts';
import { createReferences } from './mail/reference.ts';
import { readImapUrl } from './mail/server-url.ts';
import type { ReadingRules } from './reading.ts';
import { openBlobs } from './store/blobs.ts';
import type { Database } from './store/database.ts';
import { newId } from './store/ids.ts';

/** What reading needs to know, taken from the configuration and the programmes. */
export function readingRules(config: Config, desks: readonly Desk[]): ReadingRules {
  const { authservId } = config;
  return { programmes: desks.map(({ programme }) => programme), authservId, mayAskDns: true };
}

/** What a Shell is given: the doors to the outgoing mail server and to the staff, and what reads mails. */
export type Doors = {
  sendMail: Shell['sendMail'];
  staff: StaffDoor;
  readMail: ReadMail;
  sentFolder?: Shell['sentFolder'];
};

export function createShell(
  parts: { config: Config; database: Database; desks: readonly Desk[]; log: Log; signingKey: string },
  doors: Doors,
): Shell {
  const { config, database, desks, log, signingKey } = parts;
  const clock = () => new Date();
  return {
    database,
    desks,
    log,
    newId,
    clock,
    now: clock,
    blobs: openBlobs(`${config.dataDir}/blobs`),
    references: createReferences(signingKey),
    certificates: { numberOf: createCertificateNumbers(signingKey), publicUrl: config.publicUrl },
    fileType,
    intake: {
      inbox: config.imapUrl === null ? null : readImapUrl(config.imapUrl).folders[0],
      since: config.imapSince,
    },
    isAllowed: config.isAllowed,
    mailFrom: config.mailFrom,
    owner: `${process.pid}-${newId()}`,
    sendLeaseMs: config.sendLeaseSeconds * 1000,
    pace: createPace({
      perSecond: config.mailPerSecond,
      perSecondAndDomain: config.mailPerSecondAndDomain,
      connections: config.mailConnections,
    }),
    sentFolder: null,
    ...doors,
  };
}
