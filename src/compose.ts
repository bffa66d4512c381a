// The parts of torq, put together: configuration and programmes in, a Shell out. No decisions are made here.
import type { Config } from './config.ts';
import type { Desk, ReadMail, Shell, StaffDoor } from './handlers/shell.ts';
import type { Log } from './log.ts';
import { arrival } from './mail/arrival.ts';
import { authenticate } from './mail/authenticate.ts';
import { inspectAttachments } from './mail/inspect.ts';
import { oversizeAttachment, oversizeOf, unfetchedReason } from './mail/oversize.ts';
import { parseMail } from './mail/parse.ts';
import { createReferences } from './mail/reference.ts';
import { readImapUrl } from './mail/server-url.ts';
import { openBlobs } from './store/blobs.ts';
import type { Database } from './store/database.ts';
import { newId } from './store/ids.ts';

/** Reads a raw message with everything the mail room knows: parse, authenticate, look into the attachments. */
export function mailReader(authservId: string | null): ReadMail {
  return async (raw, { internalDate, soqOf }) => {
    const parsed = await parseMail(raw);
    if (!parsed.ok) return parsed;
    const unfetched = unfetchedReason(parsed.mail.headers);
    if (unfetched !== null)
      return { ok: false, reason: `the mail server did not give this message: ${unfetched}` };
    const oversize = oversizeOf(parsed.mail.headers);
    const inspected = await inspectAttachments(parsed.files, soqOf(parsed.mail));
    const attachments = oversize === null ? inspected : [oversizeAttachment(oversize)];
    const mail = { ...parsed.mail, attachments };
    return {
      ok: true,
      mail,
      contents: parsed.files.map((file) => file.content),
      arrival: arrival(mail.headers, internalDate) ?? {
        receivedAt: internalDate,
        source: 'internal-date',
        statedAt: null,
      },
      authentication: await authenticate(raw, mail, { authservId }),
    };
  };
}

/** The doors that a Shell is given: to the outgoing mail server and to the staff. */
export type Doors = { sendMail: Shell['sendMail']; staff: StaffDoor };

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
    readMail: mailReader(config.authservId),
    intake: {
      inbox: config.imapUrl === null ? null : readImapUrl(config.imapUrl).folders[0],
      since: config.imapSince,
    },
    isAllowed: config.isAllowed,
    mailFrom: config.mailFrom,
    owner: `${process.pid}-${newId()}`,
    sendLeaseMs: config.sendLeaseSeconds * 1000,
    ...doors,
  };
}
